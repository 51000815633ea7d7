#include "adapters/codec/report_codec.h"

#include <cmath>

#include "engine/match/main_readings.h"

namespace xiaoer {
namespace {

// Three decimals are enough for people and keep the output stable to read.
double Rounded(double x) { return std::round(x * 1000) / 1000; }

template <class List, class Write>
void WriteList(JsonWriter& w, std::string_view key, const List& list, Write write) {
  w.Key(key).BeginArray();
  for (const auto& item : list) write(item);
  w.EndArray();
}

void WriteEntity(JsonWriter& w, const Entity& e, Span bytes) {
  w.BeginObject()
      .Field("type", ToString(e.type))
      .Field("value", e.value)
      .Field("unit", e.unit)
      .Field("start", bytes.begin)
      .Field("end", bytes.end);
  if (e.value_max != e.value) w.Field("value_max", e.value_max);
  if (e.quantity != 0) w.Field("quantity", e.quantity);
  if (e.approximate) w.Field("approximate", true);
  if (e.bare) w.Field("bare", true);
  if (!e.text.empty()) w.Field("text", e.text);
  w.EndObject();
}

void WriteSlots(JsonWriter& w, const std::vector<Slot>& slots) {
  w.BeginObject();
  for (const Slot& slot : slots) {
    const Entity& e = slot.entity;
    w.Key(slot.name)
        .BeginObject()
        .Field("type", ToString(e.type))
        .Field("value", e.value)
        .Field("unit", e.unit);
    if (e.value_max != e.value) w.Field("value_max", e.value_max);
    if (e.quantity != 0) w.Field("quantity", e.quantity);
    if (!e.text.empty()) w.Field("text", e.text);
    w.EndObject();
  }
  w.EndObject();
}

// The object stays open: some have more to say.
void BeginIntent(JsonWriter& w, std::string_view name, double confidence, Span bytes,
                 std::string_view template_text, const std::vector<Slot>& slots) {
  w.BeginObject()
      .Field("name", name)
      .Field("confidence", Rounded(confidence))
      .Field("start", bytes.begin)
      .Field("end", bytes.end)
      .Field("template", template_text)
      .Key("slots");
  WriteSlots(w, slots);
}

void BeginIntent(JsonWriter& w, const IntentReport& i) {
  BeginIntent(w, i.name, i.confidence, i.bytes, i.template_text, i.slots);
}

void WriteAct(JsonWriter& w, const Act& act) {
  struct Visitor {
    JsonWriter& w;
    void operator()(const Say& a) const { w.Field("say", a.reply_id); }
    void operator()(const Ask& a) const { w.Field("ask", a.reply_id); }
    void operator()(const NeedFact& a) const { w.Field("need", a.kind).Field("key", a.key); }
    void operator()(const HandOver& a) const {
      w.Field("hand_over", a.reason).Field("urgency", ToString(a.urgency));
      if (a.advice) w.Field("advice", true);
    }
    void operator()(const Silent& a) const { w.Field("silent", a.reason); }
  };
  w.BeginObject();
  std::visit(Visitor{w}, act);
  w.EndObject();
}

void WriteAdvised(JsonWriter& w, const Advice::TakeOver& take) {
  w.BeginObject()
      .Field("urgency", ToString(take.urgency))
      .Field("reason", take.reason)
      .Field("summary", take.summary)
      .EndObject();
}

void WriteHaggling(JsonWriter& w, const Advice::Haggling& b) {
  w.BeginObject()
      .Field("product", b.product)
      .Field("name", b.name)
      .Field("quantity", b.quantity)
      .Field("list", b.list.value)
      .Field("floor", b.floor.value)
      .Field("offered", b.offered.value)
      .Field("buyer_offer", b.buyer_offer.value)
      .Field("next_offer", b.next_offer.value)
      .Field("round", b.round)
      .Field("step", b.step)
      .EndObject();
}

}  // namespace

void WriteIntent(JsonWriter& w, const IntentReport& intent) {
  BeginIntent(w, intent);
  w.EndObject();
}

void WriteUnderstanding(JsonWriter& w, const Pack& pack, const Understanding& understood) {
  const Normalized& line = understood.line;
  const Matcher& matcher = *pack.matcher;
  w.BeginObject()
      .Field("text", line.original)
      .Field("normalized", line.ToUtf8())
      .Field("script", ToString(line.script));
  WriteList(w, "intents", understood.match.winners, [&](const Candidate& c) {
    BeginIntent(w, matcher.intents()[c.intent].name, c.confidence, line.ToBytes(c.units),
                matcher.templates()[c.template_id].text, c.slots);
    w.EndObject();
  });
  WriteList(w, "entities", MainReadings(understood.match.entities),
            [&](const Entity& e) { WriteEntity(w, e, line.ToBytes(e.units)); });
  w.Field("coverage", Rounded(understood.match.coverage))
      .Key("handoff")
      .BeginObject()
      .Field("suggest", understood.handoff.has_value())
      .Field("reason", understood.handoff ? understood.handoff->reason : "")
      .EndObject();
  if (!understood.match.ambiguous.empty()) {
    WriteList(w, "ambiguous", understood.match.ambiguous, [&](const auto& pair) {
      w.BeginArray()
          .Value(matcher.intents()[pair.first.intent].name)
          .Value(matcher.intents()[pair.second.intent].name)
          .EndArray();
    });
  }
  w.EndObject();
}

void WriteHandoff(JsonWriter& w, const std::optional<Handoff>& handoff) {
  if (!handoff) {
    w.Value(nullptr);
    return;
  }
  w.BeginObject()
      .Field("urgency", ToString(handoff->urgency))
      .Field("reason", handoff->reason)
      .Field("summary", handoff->summary)
      .Field("facts", handoff->facts)
      .Field("since", ToMillis(handoff->since));
  const std::int64_t promised_by = ToMillis(handoff->promised_by);
  if (promised_by == 0) {
    w.Field("promised_by", nullptr);
  } else {
    w.Field("promised_by", promised_by);
  }
  w.EndObject();
}

void WriteAdvice(JsonWriter& w, const Advice& advice) {
  w.BeginObject();
  WriteList(w, "understood", advice.heard, [&](const Advice::Heard& h) {
    w.BeginObject()
        .Field("intent", h.intent)
        .Field("about", h.about)
        .Field("words", h.words)
        .Field("confidence", Rounded(h.confidence))
        .EndObject();
  });
  w.Field("state", advice.state)
      .Field("next_step", advice.next_step)
      .Field("next_replies", advice.next_replies)
      .Key("take_over");
  if (advice.take_over) {
    WriteAdvised(w, *advice.take_over);
  } else {
    w.Value(nullptr);
  }
  w.Field("facts", advice.facts).Key("bargain");
  if (advice.bargain) {
    WriteHaggling(w, *advice.bargain);
  } else {
    w.Value(nullptr);
  }
  WriteList(w, "promises", advice.promises, [&](const Promise& p) {
    w.BeginObject()
        .Field("kind", ToString(p.kind))
        .Field("product", p.product)
        .Field("amount", p.amount.value)
        .Field("quantity", p.quantity)
        .Field("condition", p.condition)
        .Field("expires", ToMillis(p.expires))
        .EndObject();
  });
  w.EndObject();
}

void WriteReceipt(JsonWriter& w, const Receipt& r) {
  w.BeginObject()
      .Field("pack", r.pack_hash)
      .Field("text", r.text)
      .Field("joined", r.joined)
      .Field("normalized", r.normalized)
      .Field("script", ToString(r.script));
  WriteList(w, "intents", r.intents, [&](const IntentReport& i) {
    BeginIntent(w, i);
    w.Field("where", i.where.ToString()).EndObject();
  });
  WriteList(w, "losers", r.losers, [&](const IntentReport& i) {
    BeginIntent(w, i);
    w.Field("where", i.where.ToString()).Field("why", i.detail).EndObject();
  });
  WriteList(w, "ambiguous", r.ambiguous, [&](const auto& pair) {
    w.BeginArray().Value(pair.first).Value(pair.second).EndArray();
  });
  WriteList(w, "entities", r.entities,
            [&](const auto& read) { WriteEntity(w, read.first, read.second); });
  w.Field("coverage", Rounded(r.coverage))
      .Field("state_before", r.state_before)
      .Field("state_after", r.state_after)
      .Field("rules", r.rules);
  WriteList(w, "acts", r.acts, [&](const Act& act) { WriteAct(w, act); });
  WriteList(w, "gates", r.gates, [&](const GateCheck& g) {
    w.BeginObject()
        .Field("name", g.name)
        .Field("passed", g.passed)
        .Field("detail", g.detail)
        .EndObject();
  });
  w.EndObject();
}

}  // namespace xiaoer
