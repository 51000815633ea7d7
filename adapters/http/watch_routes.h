// GET /metrics, and what is counted and logged of every request.
#pragma once

#include "adapters/http/server.h"

namespace httplib {
class Server;
struct Request;
}  // namespace httplib

namespace xiaoer {

// Counts each request by its route and status, and logs the refused ones. The parts outlive the server.
void AddWatchRoutes(httplib::Server& server, const HttpServer::Parts& parts);

// The id that the request has in the log and in the answer.
std::string RequestIdOf(const httplib::Request& request);

// A route as it is counted, of a bounded set: "/v1/conversations/{id}/take", "other".
std::string_view RouteOf(std::string_view path);

}  // namespace xiaoer
