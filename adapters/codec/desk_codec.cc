#include "adapters/codec/desk_codec.h"

#include "adapters/codec/iso_time.h"
#include "adapters/codec/report_codec.h"

namespace xiaoer {
namespace {

OrderedJson TimeOrNull(Instant t) {
  return t == Instant{} ? OrderedJson(nullptr) : OrderedJson(FormatIsoTime(t));
}

OrderedJson PromiseJson(const Promise& p) {
  return {
      {"kind", ToString(p.kind)}, {"product", p.product},       {"amount", p.amount.value},
      {"quantity", p.quantity},   {"condition", p.condition},   {"reference", p.reference},
      {"what", p.what},           {"made", TimeOrNull(p.made)}, {"expires", TimeOrNull(p.expires)}};
}

OrderedJson BargainJson(const Bargain& b) {
  return {{"product", b.product},
          {"quantity", b.quantity},
          {"offered", b.offered.value},
          {"buyer_offer", b.buyer_offer.value},
          {"round", b.pushes},
          {"settled", b.settled},
          {"expires", TimeOrNull(b.expires)}};
}

OrderedJson CaseJson(const Case& c) {
  return {{"number", c.number},
          {"kind", c.kind},
          {"state", ToString(c.state)},
          {"order", c.order},
          {"product", c.product},
          {"problem", c.problem},
          {"photo", c.photo},
          {"remedy", c.remedy},
          {"wish", c.wish},
          {"opened", TimeOrNull(c.opened)},
          {"promised_by", TimeOrNull(c.promised_by)}};
}

OrderedJson LineJson(const TranscriptEntry& line) {
  OrderedJson j = {{"at", FormatIsoTime(line.at)},
                   {"sender", line.sender},
                   {"id", line.message},
                   {"text", line.text}};
  if (!line.receipt.empty()) j["receipt"] = line.receipt;
  return j;
}

template <class T, class Make>
OrderedJson ListJson(const std::vector<T>& items, Make make) {
  OrderedJson list = OrderedJson::array();
  for (const T& item : items) list.push_back(make(item));
  return list;
}

}  // namespace

OrderedJson WaitingJson(const WaitingCase& c) {
  OrderedJson facts = OrderedJson::object();
  for (const auto& [name, value] : c.facts) facts[name] = value;
  return {{"shop", c.key.shop},
          {"channel", c.key.channel},
          {"conversation", c.key.conversation},
          {"buyer", c.buyer},
          {"urgency", ToString(c.urgency)},
          {"reason", c.reason},
          {"summary", c.summary},
          {"facts", std::move(facts)},
          {"since", FormatIsoTime(c.since)},
          {"promised_by", TimeOrNull(c.promised_by)},
          {"overdue", c.overdue},
          {"last_words", c.last_words}};
}

OrderedJson OwnershipJson(const Conversation& c) {
  return {{"shop", c.key.shop},
          {"channel", c.key.channel},
          {"conversation", c.key.conversation},
          {"owner", ToString(c.owner)},
          {"agent", c.agent},
          {"epoch", c.epoch}};
}

OrderedJson ConversationJson(const Conversation& c, const std::vector<TranscriptEntry>& lines) {
  OrderedJson slots = OrderedJson::object();
  for (const auto& [name, value] : c.slots) slots[name] = value;
  OrderedJson state = OrderedJson::array();
  for (const FlowFrame& frame : c.stack) state.push_back(frame.flow + "." + frame.state);
  OrderedJson j = OwnershipJson(c);
  j["buyer"] = {{"id", c.buyer_id}, {"name", c.buyer_name}};
  j["state"] = std::move(state);
  j["product"] = c.product;
  j["slots"] = std::move(slots);
  j["bargains"] = ListJson(c.bargains, BargainJson);
  j["promises"] = ListJson(c.promises, PromiseJson);
  j["cases"] = ListJson(c.cases, CaseJson);
  j["handoff"] = HandoffJson(c.handoff);
  j["transcript"] = ListJson(lines, LineJson);
  return j;
}

}  // namespace xiaoer
