#include "adapters/codec/desk_codec.h"

#include "adapters/codec/iso_time.h"
#include "adapters/codec/report_codec.h"

namespace xiaoer {
namespace {

void WriteTime(JsonWriter& w, std::string_view key, Instant t) {
  if (t == Instant{}) {
    w.Field(key, nullptr);
  } else {
    w.Field(key, FormatIsoTime(t));
  }
}

void WritePromise(JsonWriter& w, const Promise& p) {
  w.BeginObject()
      .Field("kind", ToString(p.kind))
      .Field("product", p.product)
      .Field("amount", p.amount.value)
      .Field("quantity", p.quantity)
      .Field("condition", p.condition)
      .Field("reference", p.reference)
      .Field("what", p.what);
  WriteTime(w, "made", p.made);
  WriteTime(w, "expires", p.expires);
  w.EndObject();
}

void WriteBargain(JsonWriter& w, const Bargain& b) {
  w.BeginObject()
      .Field("product", b.product)
      .Field("quantity", b.quantity)
      .Field("offered", b.offered.value)
      .Field("buyer_offer", b.buyer_offer.value)
      .Field("round", b.pushes)
      .Field("settled", b.settled);
  WriteTime(w, "expires", b.expires);
  w.EndObject();
}

void WriteCase(JsonWriter& w, const Case& c) {
  w.BeginObject()
      .Field("number", c.number)
      .Field("kind", c.kind)
      .Field("state", ToString(c.state))
      .Field("order", c.order)
      .Field("product", c.product)
      .Field("problem", c.problem)
      .Field("photo", c.photo)
      .Field("remedy", c.remedy)
      .Field("wish", c.wish);
  WriteTime(w, "opened", c.opened);
  WriteTime(w, "promised_by", c.promised_by);
  w.EndObject();
}

void WriteLine(JsonWriter& w, const TranscriptEntry& line) {
  w.BeginObject()
      .Field("at", FormatIsoTime(line.at))
      .Field("sender", line.sender)
      .Field("id", line.message)
      .Field("text", line.text);
  if (!line.receipt.empty()) w.Field("receipt", line.receipt);
  w.EndObject();
}

template <class T, class Write>
void WriteList(JsonWriter& w, std::string_view key, const std::vector<T>& items, Write write) {
  w.Key(key).BeginArray();
  for (const T& item : items) write(w, item);
  w.EndArray();
}

}  // namespace

void WriteWaiting(JsonWriter& w, const WaitingCase& c, const Conversation& conversation) {
  w.BeginObject()
      .Field("shop", c.key.shop)
      .Field("channel", c.key.channel)
      .Field("conversation", c.key.conversation)
      .Field("buyer", c.buyer)
      .Field("urgency", ToString(c.urgency))
      .Field("reason", c.reason)
      .Field("summary", c.summary)
      .Field("facts", c.facts)
      .Field("since", FormatIsoTime(c.since));
  WriteTime(w, "promised_by", c.promised_by);
  w.Field("overdue", c.overdue)
      .Field("last_words", c.last_words)
      .Field("owner", ToString(conversation.owner))
      .Field("agent", conversation.agent)
      .Field("epoch", conversation.epoch)
      .EndObject();
}

void WriteOwnership(JsonWriter& w, const Conversation& c) {
  w.Field("shop", c.key.shop)
      .Field("channel", c.key.channel)
      .Field("conversation", c.key.conversation)
      .Field("owner", ToString(c.owner))
      .Field("agent", c.agent)
      .Field("epoch", c.epoch);
}

std::string ConversationView(const Conversation& c, const std::vector<TranscriptEntry>& lines) {
  JsonWriter w;
  w.BeginObject();
  WriteOwnership(w, c);
  w.Key("buyer").BeginObject().Field("id", c.buyer_id).Field("name", c.buyer_name).EndObject();
  w.Key("state").BeginArray();
  for (const FlowFrame& frame : c.stack) w.Value(frame.flow + "." + frame.state);
  w.EndArray().Field("product", c.product).Field("slots", c.slots);
  WriteList(w, "bargains", c.bargains, WriteBargain);
  WriteList(w, "promises", c.promises, WritePromise);
  WriteList(w, "cases", c.cases, WriteCase);
  w.Key("handoff");
  WriteHandoff(w, c.handoff);
  WriteList(w, "transcript", lines, WriteLine);
  w.EndObject();
  return w.Take();
}

}  // namespace xiaoer
