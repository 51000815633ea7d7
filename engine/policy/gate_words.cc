#include "engine/policy/gate_words.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace xiaoer {
namespace {

// Stands where an allowed phrase was. A private-use unit: no canonical text and no word has it.
constexpr char16_t kCovered = u'\uE000';

bool IsWordUnit(char16_t c) {
  return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z') ||
         (c >= u'\u00C0' && c <= u'\u1FFF') || (c >= u'\u3040' && c <= u'\u30FF') ||
         (c >= u'\u3400' && c <= u'\u9FFF') || (c >= 0xD800 && c <= 0xDFFF) || c == kCovered ||
         c == u'%';
}

std::u16string Squeezed(std::u16string_view text) {
  std::u16string out;
  out.reserve(text.size());
  std::copy_if(text.begin(), text.end(), std::back_inserter(out), IsWordUnit);
  return out;
}

PolicyAmounts CollectAmounts(const Shop& shop) {
  PolicyAmounts all;
  for (const ShippingRegion& region : shop.shipping.regions) {
    all.fees.push_back(region.fee.value);
    if (region.free_from) all.thresholds.push_back(region.free_from->value);
  }
  for (const auto& [courier, extra] : shop.shipping.extra) all.fees.push_back(extra.value);
  all.fees.push_back(shop.payment.cash_on_delivery_fee.value);
  all.thresholds.push_back(shop.bargain.free_shipping_from.value);
  for (const Promotion& promotion : shop.promotions) {
    all.thresholds.push_back(promotion.threshold.value);
    all.off.push_back(promotion.off.value);
  }
  return all;
}

}  // namespace

void WordFinder::Add(std::u16string folded) {
  const std::uint32_t number = added_++;
  if (folded.empty()) return;
  first_.set(folded.front());
  words_.push_back({std::move(folded), number});
}

void WordFinder::Prepare() {
  std::sort(words_.begin(), words_.end(), [](const Word& a, const Word& b) {
    return std::make_tuple(a.text.front(), b.text.size(), a.number) <
           std::make_tuple(b.text.front(), a.text.size(), b.number);
  });
}

template <class Visit>
void WordFinder::ForEach(std::u16string_view text, Visit visit) const {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!first_.test(text[at])) continue;
    auto it = std::lower_bound(words_.begin(), words_.end(), text[at],
                               [](const Word& w, char16_t c) { return w.text.front() < c; });
    for (; it != words_.end() && it->text.front() == text[at]; ++it) {
      if (text.substr(at).starts_with(it->text)) visit(at, *it);
    }
  }
}

std::vector<WordFinder::Hit> WordFinder::FindAll(std::u16string_view text) const {
  std::vector<Hit> hits;
  ForEach(text, [&](std::size_t at, const Word& word) {
    hits.push_back({static_cast<std::uint32_t>(at + word.text.size()), word.number});
  });
  return hits;
}

void WordFinder::Cover(std::u16string& text, char16_t with) const {
  std::vector<Span> places;
  ForEach(text, [&](std::size_t at, const Word& word) {
    places.push_back(
        {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + word.text.size())});
  });
  for (const Span place : places) {
    std::fill(text.begin() + place.begin, text.begin() + place.end, with);
  }
}

std::string_view ToString(WordRule rule) {
  constexpr std::string_view kNames[] = {"floor_hint", "absolute", "superlative", "forbidden_word"};
  return kNames[static_cast<std::size_t>(rule)];
}

GateWords::GateWords(const Shop& shop, const Normalizer& normalizer)
    : amounts_(CollectAmounts(shop)) {
  for (const std::string& phrase : shop.words.allowed) allowed_.Add(normalizer.FoldLiteral(phrase));
  allowed_.Prepare();
  const auto list = [&](const std::vector<std::string>& words, WordRule rule) {
    for (const std::string& word : words) {
      words_.Add(Squeezed(normalizer.FoldLiteral(word)));
      listed_.push_back({word, rule});
    }
  };
  list(shop.words.floor, WordRule::kFloorHint);
  list(shop.words.absolute, WordRule::kAbsolute);
  list(shop.words.superlative, WordRule::kSuperlative);
  list(shop.words.platform, WordRule::kForbidden);
  words_.Prepare();
  for (const Product& product : shop.products) products_.Add(normalizer.FoldLiteral(product.name));
  products_.Prepare();
}

std::u16string GateWords::Wording(std::u16string_view canonical) const {
  std::u16string text(canonical);
  allowed_.Cover(text, kCovered);
  return Squeezed(text);
}

GateWords::Found GateWords::FindWords(std::u16string_view wording) const {
  Found found;
  for (const WordFinder::Hit& hit : words_.FindAll(wording)) {
    const Listed& listed = listed_[hit.word];
    const std::string*& first = found.word[static_cast<std::size_t>(listed.rule)];
    if (first == nullptr) first = &listed.word;
  }
  return found;
}

}  // namespace xiaoer
