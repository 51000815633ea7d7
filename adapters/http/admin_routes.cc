#include "adapters/http/admin_routes.h"

#include <httplib.h>

#include "adapters/codec/admin_codec.h"
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

void Backup(Admin& admin, const Request& request, Response& response) {
  const auto name = DecodeBackup(request.body);
  if (!name.ok()) return SendError(response, name.error());
  SendJson(response, admin.Backup(*name));
}

void Revive(Admin& admin, const Request& request, Response& response) {
  const auto which = DecodeRevive(request.body);
  if (!which.ok()) return SendError(response, which.error());
  SendJson(response, admin.Revive(which->id, which->channel));
}

BuyerAddress BuyerOf(const Request& request) {
  return {request.matches[1].str(), request.get_param_value("shop"),
          request.get_param_value("channel")};
}

}  // namespace

void AddAdminRoutes(httplib::Server& server, Admin& admin, const Access& access) {
  constexpr const char* kBuyer = R"(/v1/admin/buyers/(.{1,600}))";
  server.Post("/v1/admin/reload", ForAdmin(access, [&admin](const Request&, Response& r) {
                const Admin::Reload reload = admin.ReloadShop();
                SendJson(r, reload.json);
                if (!reload.ok) r.status = 422;
              }));
  server.Post("/v1/admin/backup",
              ForAdmin(access, [&admin](const Request& q, Response& r) { Backup(admin, q, r); }));
  server.Get(kBuyer, ForAdmin(access, [&admin](const Request& q, Response& r) {
               SendJson(r, admin.ExportBuyer(BuyerOf(q)));
             }));
  server.Delete(kBuyer, ForAdmin(access, [&admin](const Request& q, Response& r) {
                  SendJson(r, admin.EraseBuyer(BuyerOf(q)));
                }));
  server.Get("/v1/admin/dead-letters", ForAdmin(access, [&admin](const Request& q, Response& r) {
               SendJson(r, admin.DeadLetters(q.get_param_value("channel")));
             }));
  server.Post("/v1/admin/dead-letters/revive",
              ForAdmin(access, [&admin](const Request& q, Response& r) { Revive(admin, q, r); }));
}

}  // namespace xiaoer
