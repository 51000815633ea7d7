#include "engine/policy/shop.h"

#include <algorithm>
#include <iterator>

namespace xiaoer {
namespace {

struct CaseName {
  CaseKind kind;
  std::string_view name;
};
constexpr CaseName kCaseNames[] = {
    {CaseKind::kDefect, "defect"},     {CaseKind::kWrongItem, "wrong_item"},
    {CaseKind::kMissing, "missing"},   {CaseKind::kNotReceived, "not_received"},
    {CaseKind::kMismatch, "mismatch"}, {CaseKind::kNoReason, "no_reason"},
    {CaseKind::kService, "service"},   {CaseKind::kPriceDrop, "price_drop"},
};

constexpr std::string_view kTopicNames[] = {
    "material",
    "care",
    "color",
    "site",
    "credit",
    "cheated",
    "delivery",
    "hesitation",
    "cash_on_delivery",
    "free_shipping",
    "last_word",
    "elsewhere",
    "plea",
    "threat",
    "gift_refused",
    "first_one",
    "second_one",
    "third_one",
    "color_name",
    "compare",
    "budget",
    "present",
    "own_use",
    "assurance",
    "instalment",
    "buying",
    "using",
    "newcomer",
    "expert",
    "half_knowing",
    "supplier",
    "profit",
    "other_platform",
    "cashback",
    "other_person",
    "off_topic",
    "together",
    "decided",
    "placed",
    "wait",
    "unclear",
    "opening_hours",
    "media",
    "origin",
    "store",
    "browsing",
    "assortment",
    "taste",
    "restock",
    "other_goods",
    "surcharge",
    "stacking",
    "ending",
    "special_invoice",
    "tracking",
    "intro",
    "loose",
    "other_courier",
    "chatter",
    "arrived",
    "verdict",
    "nothing_suits",
    "own_order",
    "size_range",
    "reserve",
};
static_assert(std::size(kTopicNames) == static_cast<std::size_t>(Topic::kCount));

constexpr std::string_view kCaseWordNames[] = {
    "photo_sent", "photo_later", "photo_none", "answer_sent",  "answer_later", "answer_none",
    "no_number",  "vague",       "missing",    "color",        "style",        "worn",
    "unworn",     "no_fault",    "fault",      "looked_for",   "lost",         "found_it",
    "install",    "safety",      "regulator",  "fraud",        "media",        "any",
    "quickest",   "refuses",     "negation",   "review_money", "perfect",      "unsure",
    "settled",
};
static_assert(std::size(kCaseWordNames) == static_cast<std::size_t>(CaseWord::kCount));

}  // namespace

std::string_view ToString(CaseWord word) {
  const auto index = static_cast<std::size_t>(word);
  return index < std::size(kCaseWordNames) ? kCaseWordNames[index] : "unknown";
}

std::string_view ToString(Topic topic) {
  const auto index = static_cast<std::size_t>(topic);
  return index < std::size(kTopicNames) ? kTopicNames[index] : "unknown";
}

std::string_view ToString(CaseKind kind) {
  for (const CaseName& c : kCaseNames) {
    if (c.kind == kind) return c.name;
  }
  return "unknown";
}

std::optional<CaseKind> ParseCaseKind(std::string_view name) {
  for (const CaseName& c : kCaseNames) {
    if (c.name == name) return c.kind;
  }
  return std::nullopt;
}

namespace {

// The region and the longest of its names that stands in `text`.
std::pair<const ShippingRegion*, std::string_view> FindNamed(const ShippingPolicy& policy,
                                                             std::string_view text) {
  std::pair<const ShippingRegion*, std::string_view> found{nullptr, {}};
  for (const ShippingRegion& region : policy.regions) {
    const auto consider = [&](const std::string& word) {
      if (word.size() <= found.second.size() || text.find(word) == std::string_view::npos) return;
      found = {&region, word};
    };
    consider(region.name);
    for (const std::string& place : region.places) consider(place);
  }
  return found;
}

}  // namespace

const ShippingRegion* ShippingPolicy::FindRegion(std::string_view text) const {
  return FindNamed(*this, text).first;
}

std::string_view ShippingPolicy::FindPlace(std::string_view text) const {
  return FindNamed(*this, text).second;
}

const ProductDetail* Product::FindDetail(std::string_view line) const {
  const ProductDetail* found = nullptr;
  std::size_t longest = 0;
  for (const ProductDetail& detail : details) {
    for (const std::string& word : detail.words) {
      if (word.size() <= longest || line.find(word) == std::string_view::npos) continue;
      found = &detail;
      longest = word.size();
    }
  }
  return found;
}

const ShopFact* Shop::FindFact(std::string_view line) const {
  const auto stands = [&](const std::string& word) {
    return line.find(word) != std::string_view::npos;
  };
  const ShopFact* found = nullptr;
  std::size_t longest = 0;
  for (const ShopFact& fact : facts) {
    if (!fact.with.empty() && std::none_of(fact.with.begin(), fact.with.end(), stands)) continue;
    for (const std::string& word : fact.words) {
      if (word.size() <= longest || !stands(word)) continue;
      found = &fact;
      longest = word.size();
    }
  }
  return found;
}

Fen Product::FloorFor(std::int64_t pieces) const {
  Fen lowest = floor;
  for (const QuantityFloor& tier : floors) {
    if (pieces >= tier.from) lowest = std::min(lowest, tier.floor);
  }
  return lowest;
}

const Product* Shop::FindProduct(std::string_view id) const {
  const auto it =
      std::find_if(products.begin(), products.end(), [&](const Product& p) { return p.id == id; });
  return it == products.end() ? nullptr : &*it;
}

std::vector<const Promotion*> PromotionsAt(const Shop& shop, std::string_view product,
                                           Instant now) {
  std::vector<const Promotion*> found;
  for (const Promotion& p : shop.promotions) {
    if (p.from && now < *p.from) continue;
    if (p.until && now >= *p.until) continue;
    const bool fits = p.products.empty() || product.empty() ||
                      std::find(p.products.begin(), p.products.end(), product) != p.products.end();
    if (fits) found.push_back(&p);
  }
  return found;
}

}  // namespace xiaoer
