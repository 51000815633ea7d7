#include "adapters/http/reply.h"

#include <httplib.h>

#include "adapters/codec/json.h"

namespace xiaoer {
namespace {

constexpr const char* kJsonType = "application/json; charset=utf-8";

}  // namespace

void SendJson(httplib::Response& response, const std::string& json) {
  response.set_content(json + "\n", kJsonType);
}

void SendJson(httplib::Response& response, const Result<std::string>& json) {
  json.ok() ? SendJson(response, *json) : SendError(response, json.error());
}

void SendError(httplib::Response& response, int status, std::string_view code,
               std::string_view message) {
  response.status = status;
  response.set_content(Dump({{"error", {{"code", code}, {"message", message}}}}) + "\n", kJsonType);
}

void SendError(httplib::Response& response, const Status& status) {
  switch (status.code()) {
    case StatusCode::kBadRequest:
    case StatusCode::kInvalidData:
      return SendError(response, 400, "bad_request", status.message());
    case StatusCode::kUnauthorized:
      return SendError(response, 401, "unauthorized", status.message());
    case StatusCode::kNotFound:
      return SendError(response, 404, "not_found", status.message());
    case StatusCode::kConflict:
      return SendError(response, 409, "conflict", status.message());
    case StatusCode::kTooMany:
      response.set_header("Retry-After", "1");
      return SendError(response, 429, "too_many_requests", status.message());
    case StatusCode::kUnavailable:
      response.set_header("Retry-After", "1");
      return SendError(response, 503, "unavailable", status.message());
    case StatusCode::kOk:
    case StatusCode::kInternal:
      break;
  }
  // What broke inside is for the log, not for a stranger.
  SendError(response, 500, "internal", "something went wrong on our side; nothing was changed");
}

// httplib ends some requests itself (too large, no such route) with a bare status: give it our
// error body.
void ExplainBareStatus(const httplib::Request&, httplib::Response& response) {
  if (!response.body.empty()) return;
  switch (response.status) {
    case 400:
      return SendError(response, 400, "bad_request", "the request cannot be read as HTTP");
    case 404:
      return SendError(response, 404, "not_found", "there is nothing at this path");
    case 413:
      return SendError(response, 413, "too_large", "the body is too large");
    case 414:
      return SendError(response, 414, "too_large", "the address is too long");
    default:
      return SendError(response, response.status, "error", "the request was not served");
  }
}

}  // namespace xiaoer
