#include "adapters/http/watch_routes.h"

#include <httplib.h>

#include <algorithm>
#include <array>

#include "adapters/codec/json.h"
#include "adapters/http/reply.h"
#include "adapters/metrics/prometheus_text.h"

namespace xiaoer {
namespace {

constexpr const char* kRequestId = "X-Request-Id";
constexpr std::string_view kId = "{id}";

// {id} stands for anything, and the first that fits is it: ids may hold slashes.
constexpr std::array<std::string_view, 16> kRoutes = {
    "/v1/messages",
    "/v1/receipts/{id}",
    "/v1/queue",
    "/v1/events",
    "/v1/agents/presence",
    "/v1/conversations/{id}/take",
    "/v1/conversations/{id}/messages",
    "/v1/conversations/{id}/return",
    "/v1/conversations/{id}/close",
    "/v1/conversations/{id}",
    "/v1/suggestions/{id}/accept",
    "/webhooks/rest/webhook",
    "/webhooks/rest/",
    "/healthz",
    "/metrics",
    "/v1/admin",
};

bool Matches(std::string_view route, std::string_view path) {
  const std::size_t id = route.find(kId);
  if (id == std::string_view::npos) return path == route;
  const std::string_view before = route.substr(0, id);
  const std::string_view behind = route.substr(id + kId.size());
  return path.size() > before.size() + behind.size() && path.starts_with(before) &&
         path.ends_with(behind);
}

// Why a request was refused, as its sender was told.
std::string WhyOf(const httplib::Response& response) {
  const Json body = Json::parse(response.body, nullptr, false);
  if (!body.is_object()) return {};
  const auto error = body.find("error");
  if (error == body.end() || !error->is_object()) return {};
  const auto message = error->find("message");
  return message != error->end() && message->is_string() ? message->get<std::string>() : "";
}

}  // namespace

std::string RequestIdOf(const httplib::Request& request) {
  return request.get_header_value(kRequestId);
}

std::string_view RouteOf(std::string_view path) {
  if (path.starts_with("/v1/admin/")) return "/v1/admin";
  const auto found = std::find_if(kRoutes.begin(), kRoutes.end(),
                                  [&](std::string_view route) { return Matches(route, path); });
  return found == kRoutes.end() ? CountersByName::kOther : *found;
}

void AddWatchRoutes(httplib::Server& server, const HttpServer::Parts& parts) {
  parts.watch.metrics().http_requests.Know({kRoutes.begin(), kRoutes.end()});
  server.set_logger([&parts](const httplib::Request& request, const httplib::Response& response) {
    const std::string_view route = RouteOf(request.path);
    parts.watch.metrics().CountRequest(route, response.status);
    if (response.status < 400) return;
    parts.watch.NoteRefused(route, response.status, RequestIdOf(request), WhyOf(response));
  });
  server.Get("/metrics", [&parts](const httplib::Request& request, httplib::Response& response) {
    if (const Status s = parts.access.Metrics(request.get_header_value("Authorization")); !s.ok()) {
      return SendError(response, s);
    }
    response.set_content(parts.watch.Read(), PrometheusText::kContentType);
  });
}

}  // namespace xiaoer
