#include "adapters/http/buyer_routes.h"

#include <httplib.h>

#include <algorithm>
#include <cctype>

#include "adapters/codec/json.h"
#include "adapters/http/reply.h"
#include "adapters/http/watch_routes.h"
#include "adapters/runtime/ids.h"

namespace xiaoer {
namespace {

RawRequest ToRaw(const httplib::Request& request) {
  RawRequest raw;
  raw.body = request.body;
  for (const auto& [name, value] : request.headers) {
    std::string lower = name;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    raw.headers.emplace(std::move(lower), value);
  }
  for (const auto& [name, value] : request.params) raw.query.emplace(name, value);
  return raw;
}

// Verified and decoded; else the error is sent.
std::optional<Inbound> Receive(const Channel& channel, const RawRequest& raw, Instant now,
                               httplib::Response& response) {
  if (const Status s = channel.Verify(raw, now); !s.ok()) {
    SendError(response, s);
    return std::nullopt;
  }
  Result<Inbound> inbound = channel.Decode(raw);
  if (!inbound.ok()) {
    SendError(response, inbound.error());
    return std::nullopt;
  }
  return std::move(inbound).value();
}

void ReceiveMessage(const HttpServer::Parts& parts, const Channel& channel,
                    const httplib::Request& request, httplib::Response& response) {
  auto inbound = Receive(channel, ToRaw(request), parts.clock.Now(), response);
  if (!inbound) return;
  if (inbound->message_id.empty()) inbound->message_id = RandomMessageId();
  const bool later = parts.service.IsAsynchronous(inbound->key.channel);
  const std::string id = RequestIdOf(request);
  Result<std::string> answer =
      later ? parts.service.Accept(*inbound, id) : parts.service.Answer(*inbound, id);
  if (!answer.ok()) return SendError(response, answer.error());
  const RawAnswer raw = channel.Encode(*inbound, std::move(answer).value());
  response.status = later ? 202 : 200;
  response.set_content(raw.body, raw.content_type);
}

void Health(const HttpServer::Parts& parts, httplib::Response& response) {
  const std::shared_ptr<const Pack> pack = parts.packs.Get();
  if (pack == nullptr) return SendError(response, Unavailable("no pack is loaded"));
  if (const Status s = parts.service.Check(); !s.ok()) return SendError(response, s);
  SendJson(response, Dump({{"status", "ok"}, {"pack", pack->hash}}));
}

void AddEndpoint(httplib::Server& server, const HttpServer::Parts& parts,
                 const Endpoint& endpoint) {
  using Request = httplib::Request;
  using Response = httplib::Response;
  const std::string path(endpoint.kind->path);
  const Channel& channel = *endpoint.channel;
  server.Post(path, [&parts, &channel](const Request& q, Response& r) {
    ReceiveMessage(parts, channel, q, r);
  });
  // The right path with the wrong method deserves better than "not found".
  const auto only_post = [](const Request&, Response& r) {
    r.set_header("Allow", "POST");
    SendError(r, 405, "method_not_allowed", "use POST here");
  };
  server.Get(path, only_post);
  server.Put(path, only_post);
  server.Delete(path, only_post);
  if (!endpoint.kind->status_path.empty()) {
    const auto ok = [](const Request&, Response& r) { SendJson(r, Dump({{"status", "ok"}})); };
    const std::string status_path(endpoint.kind->status_path);
    server.Get(status_path, ok);
    server.Get(status_path + "/", ok);
  }
}

}  // namespace

void AddBuyerRoutes(httplib::Server& server, const HttpServer::Parts& parts) {
  using Request = httplib::Request;
  using Response = httplib::Response;

  for (const Endpoint& endpoint : parts.endpoints) AddEndpoint(server, parts, endpoint);
  server.Get(R"(/v1/receipts/([A-Za-z0-9_]{1,64}))", [&parts](const Request& q, Response& r) {
    // It holds the buyer's words, and its id stands in logs.
    const auto agent = parts.access.Agent(q.get_header_value("Authorization"));
    if (!agent.ok()) return SendError(r, agent.error());
    SendJson(r, parts.service.Explain(q.matches[1].str()));
  });
  server.Get("/healthz", [&parts](const Request&, Response& r) { Health(parts, r); });
}

}  // namespace xiaoer
