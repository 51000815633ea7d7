#include "engine/policy/gate.h"

#include <algorithm>

#include "engine/policy/gate_amounts.h"

namespace xiaoer {
namespace {

std::int64_t CodePoints(std::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

// The canonical text without the phrases in which a forbidden word is harmless (第一时间). What is
// taken out leaves a blank, so that its neighbours do not join to a new word.
std::u16string WithoutAllowed(const Pack& pack, std::u16string text) {
  for (const std::string& phrase : pack.shop.words.allowed) {
    const std::u16string folded = pack.normalizer->FoldLiteral(phrase);
    if (folded.empty()) continue;
    for (std::size_t at = text.find(folded); at != std::u16string::npos;
         at = text.find(folded, at + 1)) {
      text.replace(at, folded.size(), u" ");
    }
  }
  return text;
}

GateCheck CheckWords(const Pack& pack, std::string name, const std::vector<std::string>& words,
                     const std::u16string& text) {
  GateCheck check{std::move(name), true, {}};
  for (const std::string& word : words) {
    const std::u16string folded = pack.normalizer->FoldLiteral(word);
    if (folded.empty() || text.find(folded) == std::u16string::npos) continue;
    check.passed = false;
    check.detail = word;
    break;
  }
  return check;
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
  const auto look = [&](const Product& product, const std::string& name) {
    const std::u16string folded = pack.normalizer->FoldLiteral(name);
    if (folded.empty()) return;
    for (std::size_t at = line.text.find(folded); at != std::u16string::npos;
         at = line.text.find(folded, at + folded.size())) {
      found.push_back({static_cast<std::uint32_t>(at + folded.size()), &product});
    }
  };
  for (const Product& product : pack.shop.products) look(product, product.name);
  std::stable_sort(found.begin(), found.end(),
                   [](const NamedProduct& a, const NamedProduct& b) { return a.end < b.end; });
  return found;
}

}  // namespace

std::vector<GateCheck> CheckOutgoing(const Pack& pack, const Conversation& conversation,
                                     const Facts& facts, std::string_view text) {
  const WordPolicy& words = pack.shop.words;
  const Normalized line = pack.normalizer->Normalize(text);
  const std::vector<Entity> entities = pack.entity_reader->Read(line);
  const std::u16string wording = WithoutAllowed(pack, line.text);

  std::vector<GateCheck> checks;
  const bool braces = text.find_first_of("{}") != std::string_view::npos;
  checks.push_back({"placeholder", !braces, braces ? "an unfilled placeholder" : ""});
  const ReadText read{line, entities, FindProducts(pack, line)};
  std::string bad_amount = FindBadAmount(pack.shop, conversation, facts, read);
  checks.push_back({"floor", bad_amount.empty(), std::move(bad_amount)});
  checks.push_back(CheckWords(pack, "floor_hint", words.floor, wording));
  checks.push_back(CheckWords(pack, "absolute", words.absolute, wording));
  checks.push_back(CheckWords(pack, "superlative", words.superlative, wording));
  checks.push_back(CheckWords(pack, "forbidden_word", words.platform, wording));
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
