// The sections of policy.yaml (and of shop.yaml, which may have the same) → Shop.
#include <algorithm>
#include <numeric>

#include "engine/load/shop_nodes.h"

namespace xiaoer {
namespace {

constexpr std::int64_t kMaxDays = 3650;

Millis ReadMillis(yaml::MapReader& map, std::string_view key, Millis fallback,
                  Diagnostics& diagnostics) {
  const yaml::Node* node = map.Find(key);
  if (node == nullptr) return fallback;
  if (node->scalar == "0s") return Millis(0);  // never
  return ReadDuration(*node, diagnostics);
}

// Shares in per cent in the file, in per mille in the value.
std::vector<std::int64_t> ReadShares(const yaml::Node* node, Diagnostics& diagnostics) {
  std::vector<std::int64_t> shares;
  for (const yaml::Node* item : Items(node)) {
    const auto percent = yaml::AsInt(*item, 1, 100, diagnostics);
    if (!percent) continue;
    if (!shares.empty() && *percent * 10 > shares.back()) {
      diagnostics.Error(item->where, "a concession is larger than the one before it",
                        "concessions shrink: 40, 30, 20, 10");
    }
    shares.push_back(*percent * 10);
  }
  if (std::accumulate(shares.begin(), shares.end(), std::int64_t{0}) > 1000) {
    diagnostics.Error(node->where, "the concessions are more than the whole room",
                      "together at most 100");
  }
  return shares;
}

ShippingRegion ReadRegion(const yaml::Node& node, ShopReading& reading) {
  Diagnostics& diagnostics = reading.diagnostics;
  yaml::MapReader map(node, "a region", diagnostics);
  ShippingRegion region;
  region.name = map.RequireString("name");
  region.places = map.Strings("places");
  region.served = map.Bool("served", true);
  region.fee = ReadFen(map, "fee", {}, diagnostics);
  if (map.Has("free_from")) region.free_from = ReadFen(map, "free_from", {}, diagnostics);
  const auto days = Items(map.Find("days"));
  if (!days.empty()) {
    region.days_min = yaml::AsInt(*days.front(), 0, kMaxDays, diagnostics).value_or(0);
    region.days_max = yaml::AsInt(*days.back(), 0, kMaxDays, diagnostics).value_or(0);
  }
  region.note = ReadText(map, "note", reading);
  return region;
}

Remedy ReadRemedy(const yaml::Node& node, ShopReading& reading) {
  yaml::MapReader map(node, "a remedy", reading.diagnostics);
  Remedy remedy;
  remedy.id = map.RequireString("id");
  map.Require("name");
  remedy.name = ReadText(map, "name", reading);
  remedy.within_days = map.Int("within_days", 0, 0, kMaxDays);
  remedy.shop_pays_return = map.Bool("shop_pays_return", true);
  remedy.next = ReadText(map, "next", reading);
  remedy.words = map.Strings("words");
  remedy.takes_days = map.Int("takes_days", 0, 0, kMaxDays);
  for (const yaml::Node* item : Items(map.Require("cases"))) {
    const std::string name = yaml::AsString(*item, reading.diagnostics);
    if (const auto kind = ParseCaseKind(name)) {
      remedy.cases.push_back(*kind);
    } else {
      reading.diagnostics.Error(item->where, "unknown case " + name,
                                "defect, wrong_item, missing, not_received, mismatch, no_reason, "
                                "service, price_drop");
    }
  }
  return remedy;
}

void ReadInvoice(const yaml::Node& node, ShopReading& reading) {
  yaml::MapReader map(node, "invoices", reading.diagnostics);
  InvoicePolicy policy;
  policy.offered = map.Bool("offered", true);
  policy.text = ReadText(map, "text", reading);
  reading.shop.invoice = std::move(policy);
}

void ReadWholesale(const yaml::Node& node, ShopReading& reading) {
  yaml::MapReader map(node, "wholesale", reading.diagnostics);
  WholesalePolicy policy;
  policy.from = map.Int("from", 0, 0, 1'000'000);
  policy.text = ReadText(map, "text", reading);
  reading.shop.wholesale = std::move(policy);
}

// [{words: [匿名评价], say: 评价的时候勾选匿名就可以}]
void ReadFacts(const yaml::Node& node, ShopReading& reading) {
  std::vector<ShopFact> facts;
  for (const yaml::Node* item : Items(&node)) {
    yaml::MapReader map(*item, "a fact", reading.diagnostics);
    map.Require("words");
    map.Require("say");
    facts.push_back({map.Strings("words"), map.Strings("with"), ReadText(map, "say", reading)});
  }
  reading.shop.facts = std::move(facts);
}

void ReadTopics(const yaml::Node& node, ShopReading& reading) {
  yaml::MapReader map(node, "topics", reading.diagnostics);
  for (std::size_t i = 0; i < reading.shop.topics.size(); ++i) {
    const std::string_view name = ToString(static_cast<Topic>(i));
    if (map.Has(name)) reading.shop.topics[i] = map.Strings(name);
  }
}

// Like the topics: a list that the shop's own file names replaces the house's list of that name.
void ReadCaseWords(const yaml::Node& node, ShopReading& reading) {
  yaml::MapReader map(node, "words about cases", reading.diagnostics);
  for (std::size_t i = 0; i < reading.shop.case_words.size(); ++i) {
    const std::string_view name = ToString(static_cast<CaseWord>(i));
    if (!map.Has(name)) continue;
    reading.shop.case_words[i] = map.Strings(name);
    auto& words = reading.shop.case_words[i];
    // Longest first: where a word is part of another one, the longer one is meant.
    std::stable_sort(words.begin(), words.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
    if (std::find(words.begin(), words.end(), std::string()) == words.end()) continue;
    reading.diagnostics.Error(node.where, "an empty word in " + std::string(name),
                              "it would be found in every line");
  }
}

void ReadHearing(const yaml::Node& node, ShopReading& reading) {
  yaml::MapReader map(node, "hearing", reading.diagnostics);
  HearingPolicy policy;
  policy.pause = ReadMillis(map, "pause", policy.pause, reading.diagnostics);
  reading.shop.hearing = policy;
}

void ReadLoops(const yaml::Node& node, ShopReading& reading) {
  yaml::MapReader map(node, "loops", reading.diagnostics);
  LoopPolicy policy;
  policy.similar = map.Int("similar", policy.similar, 2, 20);
  policy.rate = map.Int("rate", policy.rate, 3, 10000);
  policy.within = ReadMillis(map, "within", policy.within, reading.diagnostics);
  reading.shop.loops = policy;
}

void ReadModes(const yaml::Node& node, ShopReading& reading) {
  if (node.kind != yaml::Kind::kMap) {
    reading.diagnostics.Error(node.where, "`modes` must be a map from intents to modes",
                              "modes: {complaint: suggest, greet: auto}");
    return;
  }
  for (const auto& [key, value] : node.map) {
    const std::string name = yaml::AsString(value, reading.diagnostics);
    const auto mode = ModeOf(name);
    if (mode) {
      reading.shop.modes.push_back({{key.scalar, key.where}, *mode});
    } else {
      reading.diagnostics.Error(value.where, "unknown mode " + name, "auto, suggest or off");
    }
  }
}

void ReadHandoff(const yaml::Node& node, ShopReading& reading) {
  yaml::MapReader map(node, "handoff", reading.diagnostics);
  HandoffPolicy policy;
  policy.promise_open = ReadMillis(map, "promise_open", policy.promise_open, reading.diagnostics);
  policy.promise_after_opening =
      ReadMillis(map, "promise_after_opening", policy.promise_after_opening, reading.diagnostics);
  policy.anger_limit = map.Int("anger_limit", policy.anger_limit, 1, 100);
  for (const yaml::Node* item : Items(map.Find("asked_again"))) {
    policy.asked_again.push_back({yaml::AsString(*item, reading.diagnostics), item->where});
  }
  policy.asked_again_limit = map.Int("asked_again_limit", policy.asked_again_limit, 0, 100);
  policy.same_words_limit = map.Int("same_words_limit", policy.same_words_limit, 0, 100);
  policy.chase_limit = map.Int("chase_limit", policy.chase_limit, 0, 100);
  policy.return_after = ReadMillis(map, "return_after", policy.return_after, reading.diagnostics);
  reading.shop.handoff = policy;
}

}  // namespace

void ReadBargain(const yaml::Node& node, ShopReading& reading) {
  Diagnostics& diagnostics = reading.diagnostics;
  yaml::MapReader map(node, "bargaining", diagnostics);
  BargainPolicy policy;
  policy.enabled = map.Bool("enabled", true);
  if (const yaml::Node* shares = map.Find("concessions"))
    policy.shares = ReadShares(shares, diagnostics);
  for (const yaml::Node* item : Items(map.Find("conditions"))) {
    yaml::MapReader condition(*item, "a condition", diagnostics);
    BargainCondition c;
    c.id = condition.RequireString("id");
    condition.Require("text");
    c.text = ReadText(condition, "text", reading);
    c.quantity = condition.Int("quantity", 1, 1, 10000);
    policy.conditions.push_back(std::move(c));
  }
  policy.round_to = ReadFen(map, "round_to", policy.round_to, diagnostics);
  policy.before_conceding = map.Int("before_conceding", policy.before_conceding, 0, 10);
  policy.close_gap = ReadFen(map, "close_gap", policy.close_gap, diagnostics);
  if (const yaml::Node* meet = map.Find("meet")) {
    yaml::MapReader shares(*meet, "meeting a number", diagnostics);
    policy.gap_share = shares.Int("gap", policy.gap_share / 10, 1, 100) * 10;
    policy.meet_within = shares.Int("within", policy.meet_within / 10, 1, 100) * 10;
    policy.raise_share = shares.Int("raise", policy.raise_share / 10, 1, 100) * 10;
  }
  policy.validity = ReadMillis(map, "validity", policy.validity, diagnostics);
  policy.insist_limit = map.Int("insist_limit", policy.insist_limit, 0, 100);
  for (const yaml::Node* item : Items(map.Find("alternatives"))) {
    policy.alternatives.push_back(yaml::AsString(*item, diagnostics));
    reading.texts.emplace_back(policy.alternatives.back(), item->where);
  }
  policy.free_shipping = map.Bool("free_shipping", false);
  policy.free_shipping_from = ReadFen(map, "free_shipping_from", {}, diagnostics);
  policy.free_shipping_up_to = ReadFen(map, "free_shipping_up_to", {}, diagnostics);
  reading.shop.bargain = std::move(policy);
}

void ReadPromotions(const yaml::Node& node, ShopReading& reading) {
  Diagnostics& diagnostics = reading.diagnostics;
  reading.shop.promotions.clear();
  for (const yaml::Node* item : Items(&node)) {
    yaml::MapReader map(*item, "a promotion", diagnostics);
    Promotion p;
    p.name = map.RequireString("name");
    map.Require("text");
    p.text = ReadText(map, "text", reading);
    p.threshold = ReadFen(map, "threshold", {}, diagnostics);
    p.off = ReadFen(map, "off", {}, diagnostics);
    p.coupon = map.Bool("coupon", false);
    p.products = map.Strings("products");
    const TimeZone& zone = reading.shop.hours.zone;
    p.from = ReadDayStart(map.Find("from"), zone, 0, diagnostics);
    p.until = ReadDayStart(map.Find("until"), zone, 1, diagnostics);  // the last day counts
    reading.shop.promotions.push_back(std::move(p));
  }
}

void ReadShipping(const yaml::Node& node, ShopReading& reading) {
  Diagnostics& diagnostics = reading.diagnostics;
  yaml::MapReader map(node, "shipping", diagnostics);
  ShippingPolicy policy;
  policy.couriers = map.Strings("couriers");
  for (const yaml::Node* item : Items(map.Find("extra"))) {
    yaml::MapReader extra(*item, "a courier with a surcharge", diagnostics);
    const std::string courier = extra.RequireString("courier");
    policy.extra[courier] = ReadFen(extra, "fee", {}, diagnostics);
  }
  for (const yaml::Node* item : Items(map.Require("regions"))) {
    policy.regions.push_back(ReadRegion(*item, reading));
  }
  if (const yaml::Node* cutoff = map.Find("cutoff")) {
    const auto minute = ParseClock(yaml::AsString(*cutoff, diagnostics));
    if (!minute) diagnostics.Error(cutoff->where, "this is no time", "write it as \"16:00\"");
    policy.cutoff_minute = minute.value_or(policy.cutoff_minute);
  }
  policy.within_hours = map.Int("within_hours", policy.within_hours, 1, 24 * kMaxDays);
  policy.origin = map.String("origin");
  reading.shop.shipping = std::move(policy);
}

void ReadPayment(const yaml::Node& node, ShopReading& reading) {
  yaml::MapReader map(node, "payment", reading.diagnostics);
  PaymentPolicy policy;
  policy.methods = map.Strings("methods");
  policy.cash_on_delivery = map.Bool("cash_on_delivery", false);
  policy.cash_on_delivery_fee = ReadFen(map, "cash_on_delivery_fee", {}, reading.diagnostics);
  policy.escrow = ReadText(map, "escrow", reading);
  reading.shop.payment = std::move(policy);
}

void ReadReturns(const yaml::Node& node, ShopReading& reading) {
  yaml::MapReader map(node, "returns", reading.diagnostics);
  ReturnPolicy policy;
  policy.no_reason_days = map.Int("no_reason_days", policy.no_reason_days, 0, kMaxDays);
  policy.quality_days = map.Int("quality_days", policy.quality_days, 0, kMaxDays);
  policy.price_protection_days = map.Int("price_protection_days", 0, 0, kMaxDays);
  policy.refund_days = map.Int("refund_days", policy.refund_days, 0, kMaxDays);
  policy.text = ReadText(map, "text", reading);
  for (const yaml::Node* item : Items(map.Find("remedies"))) {
    policy.remedies.push_back(ReadRemedy(*item, reading));
  }
  reading.shop.returns = std::move(policy);
}

void ReadWords(const yaml::Node& node, ShopReading& reading) {
  yaml::MapReader map(node, "words", reading.diagnostics);
  WordPolicy words;
  words.absolute = map.Strings("absolute");
  words.superlative = map.Strings("superlative");
  words.platform = map.Strings("platform");
  words.floor = map.Strings("floor");
  words.allowed = map.Strings("allowed");
  words.soft_length = map.Int("soft_length", words.soft_length, 1, 1000);
  words.hard_length = map.Int("hard_length", words.hard_length, words.soft_length, 10000);
  // A word that would be found inside every text makes the shop silent.
  for (const auto* list : {&words.absolute, &words.superlative, &words.platform, &words.floor}) {
    if (std::find(list->begin(), list->end(), std::string()) == list->end()) continue;
    reading.diagnostics.Error(node.where, "an empty word in a list of words");
  }
  reading.shop.words = std::move(words);
}

void ReadSections(yaml::MapReader& map, ShopReading& reading) {
  static constexpr std::pair<std::string_view, void (*)(const yaml::Node&, ShopReading&)>
      kSections[] = {
          {"words", ReadWords},          {"bargain", ReadBargain}, {"shipping", ReadShipping},
          {"payment", ReadPayment},      {"invoice", ReadInvoice}, {"wholesale", ReadWholesale},
          {"returns", ReadReturns},      {"handoff", ReadHandoff}, {"promotions", ReadPromotions},
          {"topics", ReadTopics},        {"hearing", ReadHearing}, {"loops", ReadLoops},
          {"case_words", ReadCaseWords}, {"facts", ReadFacts},     {"modes", ReadModes},
      };
  for (const auto& [name, read] : kSections) {
    if (const yaml::Node* node = map.Find(name)) read(*node, reading);
  }
}

}  // namespace xiaoer
