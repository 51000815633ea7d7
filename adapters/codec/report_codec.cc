#include "adapters/codec/report_codec.h"

#include <cmath>

#include "engine/match/main_readings.h"

namespace xiaoer {
namespace {

// Three decimals are enough for people and keep the output stable to read.
double Rounded(double x) { return std::round(x * 1000) / 1000; }

OrderedJson EntityJson(const Entity& e, Span bytes) {
  OrderedJson j = {{"type", ToString(e.type)},
                   {"value", e.value},
                   {"unit", e.unit},
                   {"start", bytes.begin},
                   {"end", bytes.end}};
  if (e.value_max != e.value) j["value_max"] = e.value_max;
  if (e.quantity != 0) j["quantity"] = e.quantity;
  if (e.approximate) j["approximate"] = true;
  if (e.bare) j["bare"] = true;
  if (!e.text.empty()) j["text"] = e.text;
  return j;
}

OrderedJson SlotsJson(const std::vector<Slot>& slots) {
  OrderedJson j = OrderedJson::object();
  for (const Slot& slot : slots) {
    OrderedJson value = {{"type", ToString(slot.entity.type)},
                         {"value", slot.entity.value},
                         {"unit", slot.entity.unit}};
    if (slot.entity.value_max != slot.entity.value) value["value_max"] = slot.entity.value_max;
    if (slot.entity.quantity != 0) value["quantity"] = slot.entity.quantity;
    if (!slot.entity.text.empty()) value["text"] = slot.entity.text;
    j[slot.name] = std::move(value);
  }
  return j;
}

OrderedJson IntentFields(std::string_view name, double confidence, Span bytes,
                         std::string_view template_text, const std::vector<Slot>& slots) {
  return {{"name", name},     {"confidence", Rounded(confidence)}, {"start", bytes.begin},
          {"end", bytes.end}, {"template", template_text},         {"slots", SlotsJson(slots)}};
}

OrderedJson ActJson(const Act& act) {
  struct Visitor {
    OrderedJson operator()(const Say& a) { return {{"say", a.reply_id}}; }
    OrderedJson operator()(const Ask& a) { return {{"ask", a.reply_id}}; }
    OrderedJson operator()(const NeedFact& a) { return {{"need", a.kind}, {"key", a.key}}; }
    OrderedJson operator()(const HandOver& a) {
      OrderedJson j = {{"hand_over", a.reason}, {"urgency", ToString(a.urgency)}};
      if (a.advice) j["advice"] = true;
      return j;
    }
    OrderedJson operator()(const Silent& a) { return {{"silent", a.reason}}; }
  };
  return std::visit(Visitor{}, act);
}

}  // namespace

OrderedJson IntentJson(const IntentReport& intent) {
  return IntentFields(intent.name, intent.confidence, intent.bytes, intent.template_text,
                      intent.slots);
}

OrderedJson UnderstandingJson(const Pack& pack, const Understanding& understood) {
  const Normalized& line = understood.line;
  const Matcher& matcher = *pack.matcher;
  OrderedJson intents = OrderedJson::array();
  for (const Candidate& c : understood.match.winners) {
    intents.push_back(IntentFields(matcher.intents()[c.intent].name, c.confidence,
                                   line.ToBytes(c.units), matcher.templates()[c.template_id].text,
                                   c.slots));
  }
  OrderedJson entities = OrderedJson::array();
  for (const Entity& e : MainReadings(understood.match.entities)) {
    entities.push_back(EntityJson(e, line.ToBytes(e.units)));
  }
  OrderedJson j = {{"text", line.original},
                   {"normalized", line.ToUtf8()},
                   {"script", ToString(line.script)},
                   {"intents", std::move(intents)},
                   {"entities", std::move(entities)},
                   {"coverage", Rounded(understood.match.coverage)},
                   {"handoff",
                    {{"suggest", understood.handoff.has_value()},
                     {"reason", understood.handoff ? understood.handoff->reason : ""}}}};
  if (!understood.match.ambiguous.empty()) {
    OrderedJson pairs = OrderedJson::array();
    for (const auto& [a, b] : understood.match.ambiguous) {
      pairs.push_back({matcher.intents()[a.intent].name, matcher.intents()[b.intent].name});
    }
    j["ambiguous"] = std::move(pairs);
  }
  return j;
}

OrderedJson HandoffJson(const std::optional<Handoff>& handoff) {
  if (!handoff) return nullptr;
  OrderedJson facts = OrderedJson::object();
  for (const auto& [name, value] : handoff->facts) facts[name] = value;
  OrderedJson j = {{"urgency", ToString(handoff->urgency)},
                   {"reason", handoff->reason},
                   {"summary", handoff->summary},
                   {"facts", std::move(facts)},
                   {"since", ToMillis(handoff->since)}};
  j["promised_by"] = ToMillis(handoff->promised_by) == 0
                         ? OrderedJson(nullptr)
                         : OrderedJson(ToMillis(handoff->promised_by));
  return j;
}

OrderedJson AdviceJson(const std::optional<Advice>& advice) {
  if (!advice) return nullptr;
  OrderedJson heard = OrderedJson::array();
  for (const Advice::Heard& h : advice->heard) {
    heard.push_back({{"intent", h.intent},
                     {"about", h.about},
                     {"words", h.words},
                     {"confidence", Rounded(h.confidence)}});
  }
  OrderedJson facts = OrderedJson::object();
  for (const auto& [name, value] : advice->facts) facts[name] = value;
  OrderedJson promises = OrderedJson::array();
  for (const Promise& p : advice->promises) {
    promises.push_back({{"kind", ToString(p.kind)},
                        {"product", p.product},
                        {"amount", p.amount.value},
                        {"quantity", p.quantity},
                        {"condition", p.condition},
                        {"expires", ToMillis(p.expires)}});
  }
  OrderedJson j = {{"understood", std::move(heard)},
                   {"state", advice->state},
                   {"next_step", advice->next_step},
                   {"next_replies", advice->next_replies},
                   {"take_over", nullptr},
                   {"facts", std::move(facts)},
                   {"bargain", nullptr},
                   {"promises", std::move(promises)}};
  if (const auto& take = advice->take_over) {
    j["take_over"] = {
        {"urgency", ToString(take->urgency)}, {"reason", take->reason}, {"summary", take->summary}};
  }
  if (const auto& b = advice->bargain) {
    j["bargain"] = {{"product", b->product},
                    {"name", b->name},
                    {"quantity", b->quantity},
                    {"list", b->list.value},
                    {"floor", b->floor.value},
                    {"offered", b->offered.value},
                    {"buyer_offer", b->buyer_offer.value},
                    {"next_offer", b->next_offer.value},
                    {"round", b->round},
                    {"step", b->step}};
  }
  return j;
}

OrderedJson ReceiptJson(const Receipt& r) {
  OrderedJson intents = OrderedJson::array();
  for (const IntentReport& i : r.intents) {
    OrderedJson j = IntentJson(i);
    j["where"] = i.where.ToString();
    intents.push_back(std::move(j));
  }
  OrderedJson losers = OrderedJson::array();
  for (const IntentReport& i : r.losers) {
    OrderedJson j = IntentJson(i);
    j["where"] = i.where.ToString();
    j["why"] = i.detail;
    losers.push_back(std::move(j));
  }
  OrderedJson ambiguous = OrderedJson::array();
  for (const auto& [a, b] : r.ambiguous) ambiguous.push_back({a, b});
  OrderedJson entities = OrderedJson::array();
  for (const auto& [e, bytes] : r.entities) entities.push_back(EntityJson(e, bytes));
  OrderedJson acts = OrderedJson::array();
  for (const Act& act : r.acts) acts.push_back(ActJson(act));
  OrderedJson gates = OrderedJson::array();
  for (const GateCheck& g : r.gates) {
    gates.push_back({{"name", g.name}, {"passed", g.passed}, {"detail", g.detail}});
  }
  return {{"pack", r.pack_hash},
          {"text", r.text},
          {"joined", r.joined},
          {"normalized", r.normalized},
          {"script", ToString(r.script)},
          {"intents", std::move(intents)},
          {"losers", std::move(losers)},
          {"ambiguous", std::move(ambiguous)},
          {"entities", std::move(entities)},
          {"coverage", Rounded(r.coverage)},
          {"state_before", r.state_before},
          {"state_after", r.state_after},
          {"rules", r.rules},
          {"acts", std::move(acts)},
          {"gates", std::move(gates)}};
}

}  // namespace xiaoer
