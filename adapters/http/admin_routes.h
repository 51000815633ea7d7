// The administrator's side of the API.
#pragma once

#include "adapters/http/access.h"
#include "adapters/runtime/admin.h"

namespace httplib {
class Server;
}

namespace xiaoer {

// POST /v1/admin/reload and /backup, GET and DELETE /v1/admin/buyers/{id}, GET /v1/admin/dead-letters, POST
// /v1/admin/dead-letters/revive. Both outlive the server.
void AddAdminRoutes(httplib::Server& server, Admin& admin, const Access& access);

}  // namespace xiaoer
