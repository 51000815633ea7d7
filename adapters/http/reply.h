// Answers of the HTTP side: JSON bodies and errors, one shape for all routes.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/status.h"

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace xiaoer {

void SendJson(httplib::Response& response, const std::string& json);
void SendJson(httplib::Response& response, const Result<std::string>& json);

// {"error":{"code","message"}}
void SendError(httplib::Response& response, int status, std::string_view code,
               std::string_view message);
// The HTTP status that tells the peer what to do next: 4xx change it, 503 come again.
void SendError(httplib::Response& response, const Status& status);

// httplib ends some requests itself (too large, no such route) with a bare status: give it our
// error body.
void ExplainBareStatus(const httplib::Request&, httplib::Response& response);

}  // namespace xiaoer
