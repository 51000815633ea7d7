#include "engine/policy/gate.h"

#include <algorithm>

#include "engine/policy/gate_amounts.h"
#include "engine/policy/gate_digits.h"
#include "engine/policy/gate_words.h"

namespace xiaoer {
namespace {

std::int64_t CodePoints(std::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

GateCheck WordCheck(const GateWords::Found& found, WordRule rule) {
  const std::string* word = found.of(rule);
  return {std::string(ToString(rule)), word == nullptr, word == nullptr ? "" : *word};
}

// A way to reach somebody outside: a phone that is no order's or parcel's number, a link.
GateCheck CheckContact(const Facts& facts, const Normalized& line,
                       const std::vector<Entity>& entities) {
  const auto of_order = [&](std::string_view digits) {
    return std::any_of(facts.orders.begin(), facts.orders.end(), [&](const OrderFact& o) {
      return o.number.find(digits) != std::string::npos ||
             o.tracking.find(digits) != std::string::npos;
    });
  };
  for (const Entity& entity : entities) {
    if (entity.type != EntityType::kPhone || of_order(line.Quote(entity.units))) continue;
    return {"contact", false, "a phone number"};
  }
  for (const std::u16string_view mark : {u"http", u"www.", u".com", u".cn/"}) {
    if (line.text.find(mark) != std::u16string::npos) return {"contact", false, "a link"};
  }
  return {"contact", true, {}};
}

std::vector<NamedProduct> FindProducts(const Pack& pack, const Normalized& line) {
  std::vector<NamedProduct> found;
  for (const WordFinder::Hit& hit : pack.gate_words->products().FindAll(line.text)) {
    found.push_back({hit.end, &pack.shop.products[hit.word]});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const NamedProduct& a, const NamedProduct& b) { return a.end < b.end; });
  return found;
}

std::string BadAmount(const Pack& pack, const Conversation& conversation, const Facts& facts,
                      const Normalized& line, const std::vector<Entity>& entities) {
  const ReadText read{line, entities, FindProducts(pack, line)};
  return FindBadAmount(pack.shop, pack.gate_words->amounts(), conversation, facts, read);
}

}  // namespace

std::vector<GateCheck> CheckOutgoing(const Pack& pack, const Conversation& conversation,
                                     const Facts& facts, std::string_view text) {
  // A pack that was put together without its words must not pass everything.
  if (pack.gate_words == nullptr) return {{"words", false, "the pack has no words for the gate"}};
  const WordPolicy& words = pack.shop.words;
  const Normalized line = pack.normalizer->Normalize(text);
  const std::vector<Entity> entities = pack.entity_reader->Read(line);
  const GateWords::Found found = pack.gate_words->FindWords(pack.gate_words->Wording(line.text));

  std::vector<GateCheck> checks;
  const bool braces = text.find_first_of("{}") != std::string_view::npos;
  checks.push_back({"placeholder", !braces, braces ? "an unfilled placeholder" : ""});
  std::string bad_amount = BadAmount(pack, conversation, facts, line, entities);
  // Once more as a reader sees it, where that is another text: 2O0元, 2 4 0元.
  if (const std::string plain = PlainDigits(text); bad_amount.empty() && plain != text) {
    const Normalized seen = pack.normalizer->Normalize(plain);
    bad_amount = BadAmount(pack, conversation, facts, seen, pack.entity_reader->Read(seen));
  }
  checks.push_back({"floor", bad_amount.empty(), std::move(bad_amount)});
  for (const WordRule rule :
       {WordRule::kFloorHint, WordRule::kAbsolute, WordRule::kSuperlative, WordRule::kForbidden}) {
    checks.push_back(WordCheck(found, rule));
  }
  checks.push_back(CheckContact(facts, line, entities));
  const std::int64_t length = CodePoints(text);
  checks.push_back({"length", length <= words.hard_length,
                    length <= words.hard_length ? "" : std::to_string(length) + " characters"});
  const auto& recent = conversation.recent_texts;
  const bool repeated = std::find(recent.begin(), recent.end(), text) != recent.end();
  checks.push_back({"repetition", !repeated, repeated ? "sent before" : ""});
  return checks;
}

bool Passed(const std::vector<GateCheck>& checks) {
  return std::all_of(checks.begin(), checks.end(), [](const GateCheck& c) { return c.passed; });
}

}  // namespace xiaoer
