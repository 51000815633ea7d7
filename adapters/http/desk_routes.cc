#include "adapters/http/desk_routes.h"

#include <httplib.h>

#include <utility>

#include "adapters/codec/desk_requests.h"
#include "adapters/http/reply.h"

namespace xiaoer {
namespace {

// `agent` of the body, or whose token it is.
Result<std::string> SpeakerOf(const httplib::Request& request, const Access& access,
                              const DeskRequest& body) {
  auto agent = access.Agent(request.get_header_value("Authorization"));
  if (!agent.ok() || !agent->empty()) return agent;  // nobody speaks in another's name
  return body.agent;
}

class DeskRoutes {
 public:
  DeskRoutes(Desk& desk, const Access& access) : desk_(desk), access_(access) {}

  void Presence(const httplib::Request& request, httplib::Response& response) const {
    const auto body = DecodePresence(request.body);
    if (!body.ok()) return SendError(response, body.error());
    auto agent = access_.Agent(request.get_header_value("Authorization"));
    if (!agent.ok()) return SendError(response, agent.error());
    if (agent->empty()) agent = body->agent;
    SendJson(response, desk_.SetPresence(body->shop, *agent, body->present, body->holds));
  }

  void Queue(const httplib::Request& request, httplib::Response& response) const {
    if (!MayRead(request, response)) return;
    SendJson(response, desk_.Queue());
  }

  void View(const httplib::Request& request, httplib::Response& response) const {
    if (!MayRead(request, response)) return;
    const auto key = KeyOf(request);
    if (!key.ok()) return SendError(response, key.error());
    SendJson(response, desk_.View(*key));
  }

  // `act(key, agent, body)`
  template <class Act>
  void OnConversation(const httplib::Request& request, httplib::Response& response, bool needs_text,
                      Act act) const {
    const auto body = DecodeDeskRequest(request.body, needs_text);
    if (!body.ok()) return SendError(response, body.error());
    const auto agent = SpeakerOf(request, access_, *body);
    if (!agent.ok()) return SendError(response, agent.error());
    const auto key = KeyOf(request);
    if (!key.ok()) return SendError(response, key.error());
    SendJson(response, act(*key, *agent, *body));
  }

  void Accept(const httplib::Request& request, httplib::Response& response) const {
    const auto body = DecodeDeskRequest(request.body, false);
    if (!body.ok()) return SendError(response, body.error());
    const auto agent = SpeakerOf(request, access_, *body);
    if (!agent.ok()) return SendError(response, agent.error());
    SendJson(response, desk_.AcceptSuggestion(request.matches[1].str(), *agent, body->text));
  }

  Desk& desk() const { return desk_; }

 private:
  bool MayRead(const httplib::Request& request, httplib::Response& response) const {
    const auto agent = access_.Agent(request.get_header_value("Authorization"));
    if (!agent.ok()) SendError(response, agent.error());
    return agent.ok();
  }

  Result<ConversationKey> KeyOf(const httplib::Request& request) const {
    return desk_.Find(request.matches[1].str(), request.get_param_value("shop"),
                      request.get_param_value("channel"));
  }

  Desk& desk_;
  const Access& access_;
};

}  // namespace

void AddDeskRoutes(httplib::Server& server, Desk& desk, const Access& access) {
  const DeskRoutes routes(desk, access);
  using Request = httplib::Request;
  using Response = httplib::Response;
  using Key = ConversationKey;

  server.Post("/v1/agents/presence",
              [routes](const Request& q, Response& r) { routes.Presence(q, r); });
  server.Get("/v1/queue", [routes](const Request& q, Response& r) { routes.Queue(q, r); });
  server.Post(R"(/v1/conversations/(.{1,600})/take)", [routes](const Request& q, Response& r) {
    routes.OnConversation(q, r, false, [&](const Key& key, const std::string& agent, auto&) {
      return routes.desk().Take(key, agent);
    });
  });
  server.Post(R"(/v1/conversations/(.{1,600})/return)", [routes](const Request& q, Response& r) {
    routes.OnConversation(q, r, false, [&](const Key& key, const std::string&, auto&) {
      return routes.desk().Return(key);
    });
  });
  server.Post(R"(/v1/conversations/(.{1,600})/close)", [routes](const Request& q, Response& r) {
    routes.OnConversation(q, r, false, [&](const Key& key, const std::string&, auto&) {
      return routes.desk().Close(key);
    });
  });
  server.Post(R"(/v1/conversations/(.{1,600})/messages)", [routes](const Request& q, Response& r) {
    routes.OnConversation(q, r, true,
                          [&](const Key& key, const std::string& agent, const DeskRequest& body) {
                            return routes.desk().Say(key, agent, body.message_id, body.text);
                          });
  });
  server.Get(R"(/v1/conversations/(.{1,600}))",
             [routes](const Request& q, Response& r) { routes.View(q, r); });
  server.Post(R"(/v1/suggestions/([A-Za-z0-9_]{1,64})/accept)",
              [routes](const Request& q, Response& r) { routes.Accept(q, r); });
}

}  // namespace xiaoer
