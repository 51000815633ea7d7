// The agents' side of the API.
#pragma once

#include "adapters/http/access.h"
#include "adapters/runtime/desk.h"

namespace httplib {
class Server;
}

namespace xiaoer {

// POST /v1/agents/presence, GET /v1/queue, GET /v1/conversations/{id}, POST /v1/conversations/{id}/take, /messages,
// /return and /close, POST /v1/suggestions/{id}/accept. All outlive the server.
void AddDeskRoutes(httplib::Server& server, Desk& desk, const Access& access);

}  // namespace xiaoer
