#include "adapters/codec/conversation_codec.h"
#include "adapters/codec/json_writer.h"

namespace xiaoer {
namespace {

void Write(JsonWriter& w, const FlowFrame& f) {
  w.BeginObject()
      .Field("flow", f.flow)
      .Field("state", f.state)
      .Field("entered", ToMillis(f.entered))
      .Field("retries", f.retries)
      .EndObject();
}

void Write(JsonWriter& w, const Promise& p) {
  w.BeginObject()
      .Field("kind", static_cast<int>(p.kind))
      .Field("product", p.product)
      .Field("amount", p.amount.value)
      .Field("quantity", p.quantity)
      .Field("made", ToMillis(p.made))
      .Field("expires", ToMillis(p.expires))
      .Field("condition", p.condition)
      .Field("reference", p.reference)
      .Field("what", p.what)
      .EndObject();
}

void Write(JsonWriter& w, const Bargain& b) {
  w.BeginObject()
      .Field("product", b.product)
      .Field("quantity", b.quantity)
      .Field("pushes", b.pushes)
      .Field("step", b.step)
      .Field("offered", b.offered.value)
      .Field("last_drop", b.last_drop.value)
      .Field("buyer_offer", b.buyer_offer.value)
      .Field("stood_still", b.stood_still)
      .Field("rose", b.rose)
      .Field("settled", b.settled)
      .Field("insisted", b.insisted)
      .Field("expires", ToMillis(b.expires))
      .EndObject();
}

void Write(JsonWriter& w, const Case& c) {
  w.BeginObject()
      .Field("number", c.number)
      .Field("kind", c.kind)
      .Field("state", static_cast<int>(c.state))
      .Field("order", c.order)
      .Field("product", c.product)
      .Field("problem", c.problem)
      .Field("described", c.described)
      .Field("photo", c.photo)
      .Field("days", c.days)
      .Field("wish", c.wish)
      .Field("remedy", c.remedy)
      .Field("asked", c.asked)
      .Field("opened", ToMillis(c.opened))
      .Field("promised_by", ToMillis(c.promised_by))
      .EndObject();
}

void Write(JsonWriter& w, const Handoff& h) {
  w.BeginObject()
      .Field("urgency", static_cast<int>(h.urgency))
      .Field("reason", h.reason)
      .Field("summary", h.summary)
      .Field("facts", h.facts)
      .Field("since", ToMillis(h.since))
      .Field("promised_by", ToMillis(h.promised_by))
      .EndObject();
}

void Write(JsonWriter& w, const Concern& c) {
  w.BeginObject()
      .Field("intent", c.intent)
      .Field("times", c.times)
      .Field("answered", c.answered)
      .Field("promised", c.promised)
      .EndObject();
}

void Write(JsonWriter& w, const HeardLine& l) {
  w.BeginObject().Field("text", l.text).Field("answered", l.answered).EndObject();
}

void Write(JsonWriter& w, const Traffic& t) {
  w.BeginObject()
      .Field("skeleton", t.skeleton)
      .Field("similar", t.similar)
      .Field("similar_since", ToMillis(t.similar_since))
      .Field("lines", t.lines)
      .Field("since", ToMillis(t.since))
      .EndObject();
}

template <class T>
void WriteList(JsonWriter& w, std::string_view key, const std::vector<T>& items) {
  w.Key(key).BeginArray();
  for (const T& item : items) Write(w, item);
  w.EndArray();
}

void Write(JsonWriter& w, const Attention& a) {
  w.BeginObject();
  WriteList(w, "concerns", a.concerns);
  WriteList(w, "lines", a.lines);
  w.Field("answered", a.answered).EndObject();
}

}  // namespace

std::string EncodeConversation(const Conversation& c) {
  JsonWriter w;
  w.BeginObject();
  w.Key("key")
      .BeginObject()
      .Field("shop", c.key.shop)
      .Field("channel", c.key.channel)
      .Field("conversation", c.key.conversation)
      .EndObject();
  w.Field("buyer_id", c.buyer_id)
      .Field("buyer_name", c.buyer_name)
      .Field("agent", c.agent)
      .Field("version", c.version)
      .Field("epoch", c.epoch)
      .Field("owner", static_cast<int>(c.owner));
  WriteList(w, "stack", c.stack);
  w.Field("slots", c.slots)
      .Field("counters", c.counters)
      .Field("said", c.said)
      .Field("recent_texts", c.recent_texts)
      .Field("product", c.product);
  WriteList(w, "bargains", c.bargains);
  WriteList(w, "promises", c.promises);
  WriteList(w, "cases", c.cases);
  if (c.handoff) {
    w.Key("handoff");
    Write(w, *c.handoff);
  }
  w.Key("attention");
  Write(w, c.attention);
  w.Field("script", static_cast<int>(c.script))
      .Field("last_intent", c.last_intent)
      .Field("last_text", c.last_text)
      .Field("pieces", c.pieces)
      .Key("traffic");
  Write(w, c.traffic);
  w.Field("turns", c.turns)
      .Field("started", ToMillis(c.started))
      .Field("last_buyer_at", ToMillis(c.last_buyer_at))
      .Field("last_reply_at", ToMillis(c.last_reply_at))
      .Field("last_agent_at", ToMillis(c.last_agent_at))
      .Field("away_told_at", ToMillis(c.away_told_at))
      .EndObject();
  return w.Take();
}

std::string EncodePromise(const Promise& promise) {
  JsonWriter w;
  Write(w, promise);
  return w.Take();
}

}  // namespace xiaoer
