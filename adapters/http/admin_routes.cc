#include "adapters/http/admin_routes.h"

#include <httplib.h>

#include "adapters/http/reply.h"

namespace xiaoer {
namespace {

using Request = httplib::Request;
using Response = httplib::Response;

// Before anything else of the request is looked at.
template <class Act>
httplib::Server::Handler ForAdmin(const Access& access, Act act) {
  return [&access, act](const Request& request, Response& response) {
    if (const Status s = access.Admin(request.get_header_value("Authorization")); !s.ok()) {
      return SendError(response, s);
    }
    act(request, response);
  };
}

}  // namespace

void AddAdminRoutes(httplib::Server& server, Admin& admin, const Access& access) {
  server.Post("/v1/admin/reload", ForAdmin(access, [&admin](const Request&, Response& r) {
                const Admin::Reload reload = admin.ReloadShop();
                SendJson(r, reload.json);
                if (!reload.ok) r.status = 422;
              }));
}

}  // namespace xiaoer
