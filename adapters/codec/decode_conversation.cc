#include "adapters/codec/conversation_codec.h"

#include <nlohmann/json.hpp>

#include "adapters/codec/json.h"

namespace xiaoer {
namespace {

Instant InstantAt(const Json& j, const char* key) {
  return FromMillis(j.value(key, std::int64_t{0}));
}

FlowFrame FrameFrom(const Json& j) {
  return {j.at("flow"), j.at("state"), InstantAt(j, "entered"), j.value("retries", 0)};
}

Promise PromiseFrom(const Json& j) {
  Promise p;
  p.kind = static_cast<Promise::Kind>(j.at("kind").get<int>());
  p.product = j.value("product", "");
  p.amount = {j.value("amount", std::int64_t{0})};
  p.quantity = j.value("quantity", std::int64_t{1});
  p.made = InstantAt(j, "made");
  p.expires = InstantAt(j, "expires");
  p.condition = j.value("condition", "");
  p.reference = j.value("reference", "");
  p.what = j.value("what", "");
  return p;
}

Bargain BargainFrom(const Json& j) {
  Bargain b;
  b.product = j.value("product", "");
  b.quantity = j.value("quantity", std::int64_t{1});
  b.pushes = j.value("pushes", 0);
  b.step = j.value("step", 0);
  b.offered = {j.value("offered", std::int64_t{0})};
  b.last_drop = {j.value("last_drop", std::int64_t{0})};
  b.buyer_offer = {j.value("buyer_offer", std::int64_t{0})};
  b.stood_still = j.value("stood_still", 0);
  b.rose = j.value("rose", false);
  b.settled = j.value("settled", false);
  b.insisted = j.value("insisted", 0);
  b.expires = InstantAt(j, "expires");
  return b;
}

Case CaseFrom(const Json& j) {
  Case c;
  c.number = j.at("number");
  c.kind = j.value("kind", "");
  c.state = static_cast<Case::State>(j.value("state", 0));
  c.order = j.value("order", "");
  c.product = j.value("product", "");
  c.problem = j.value("problem", "");
  c.described = j.value("described", false);
  c.photo = j.value("photo", "");
  c.days = j.value("days", std::int64_t{-1});
  c.wish = j.value("wish", "");
  c.remedy = j.value("remedy", "");
  c.asked = j.value("asked", std::vector<std::string>{});
  c.opened = InstantAt(j, "opened");
  c.promised_by = InstantAt(j, "promised_by");
  return c;
}

Handoff HandoffFrom(const Json& j) {
  Handoff h;
  h.urgency = static_cast<Urgency>(j.at("urgency").get<int>());
  h.reason = j.value("reason", "");
  h.summary = j.value("summary", "");
  h.facts = j.value("facts", std::map<std::string, std::string>{});
  h.since = InstantAt(j, "since");
  h.promised_by = InstantAt(j, "promised_by");
  return h;
}

Concern ConcernFrom(const Json& j) {
  return {j.value("intent", ""), j.value("times", std::int64_t{1}), j.value("answered", false),
          j.value("promised", false)};
}

HeardLine HeardLineFrom(const Json& j) { return {j.value("text", ""), j.value("answered", false)}; }

template <class From>
auto ListFrom(const Json& j, const char* key, From from) {
  std::vector<decltype(from(j))> items;
  if (const auto found = j.find(key); found != j.end()) {
    for (const Json& item : *found) items.push_back(from(item));
  }
  return items;
}

Traffic TrafficFrom(const Json& j) {
  Traffic t;
  t.skeleton = j.value("skeleton", "");
  t.similar = j.value("similar", std::int64_t{0});
  t.similar_since = InstantAt(j, "similar_since");
  t.lines = j.value("lines", std::int64_t{0});
  t.since = InstantAt(j, "since");
  return t;
}

Attention AttentionFrom(const Json& j) {
  Attention a;
  a.concerns = ListFrom(j, "concerns", ConcernFrom);
  a.lines = ListFrom(j, "lines", HeardLineFrom);
  a.answered = j.value("answered", false);
  return a;
}

Conversation ConversationFrom(const Json& j) {
  Conversation c;
  const Json& key = j.at("key");
  c.key = {key.at("shop"), key.at("channel"), key.at("conversation")};
  c.buyer_id = j.value("buyer_id", "");
  c.buyer_name = j.value("buyer_name", "");
  c.agent = j.value("agent", "");
  c.version = j.at("version");
  c.epoch = j.at("epoch");
  c.owner = static_cast<Owner>(j.at("owner").get<int>());
  c.stack = ListFrom(j, "stack", FrameFrom);
  c.slots = j.value("slots", std::map<std::string, std::string>{});
  c.counters = j.value("counters", std::map<std::string, std::int64_t>{});
  c.said = j.value("said", std::map<std::string, std::vector<int>>{});
  c.recent_texts = j.value("recent_texts", std::vector<std::string>{});
  c.product = j.value("product", "");
  c.bargains = ListFrom(j, "bargains", BargainFrom);
  c.promises = ListFrom(j, "promises", PromiseFrom);
  c.cases = ListFrom(j, "cases", CaseFrom);
  if (const auto handoff = j.find("handoff"); handoff != j.end() && !handoff->is_null()) {
    c.handoff = HandoffFrom(*handoff);
  }
  if (const auto attention = j.find("attention"); attention != j.end()) {
    c.attention = AttentionFrom(*attention);
  }
  c.script = static_cast<Script>(j.value("script", 0));
  c.last_intent = j.value("last_intent", "");
  c.last_text = j.value("last_text", "");
  c.pieces = j.value("pieces", std::vector<std::string>{});
  if (const auto traffic = j.find("traffic"); traffic != j.end()) c.traffic = TrafficFrom(*traffic);
  c.turns = j.value("turns", std::int64_t{0});
  c.started = InstantAt(j, "started");
  c.last_buyer_at = InstantAt(j, "last_buyer_at");
  c.last_reply_at = InstantAt(j, "last_reply_at");
  c.last_agent_at = InstantAt(j, "last_agent_at");
  c.away_told_at = InstantAt(j, "away_told_at");
  return c;
}

}  // namespace

Result<Conversation> DecodeConversation(std::string_view json) {
  try {
    return ConversationFrom(Json::parse(json));
  } catch (const Json::exception& e) {
    return Internal(std::string("a stored conversation cannot be read: ") + e.what());
  }
}

Result<Promise> DecodePromise(std::string_view json) {
  try {
    return PromiseFrom(Json::parse(json));
  } catch (const Json::exception& e) {
    return Internal(std::string("a stored promise cannot be read: ") + e.what());
  }
}

}  // namespace xiaoer
