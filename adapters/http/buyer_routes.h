// Where buyers' messages come in, and how an answer is explained.
#pragma once

#include "adapters/http/server.h"

namespace httplib {
class Server;
}

namespace xiaoer {

// The paths of all endpoints (POST /v1/messages, …), GET /v1/receipts/{id}, GET /healthz.
void AddBuyerRoutes(httplib::Server& server, const HttpServer::Parts& parts);

}  // namespace xiaoer
