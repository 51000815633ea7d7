// remedy.* and dispute.*: what a dispute collects, and what may be offered.
#include <algorithm>

#include "engine/dialog/talk_tables.h"
#include "engine/pack.h"
#include "engine/policy/handoff.h"
#include "engine/policy/parts.h"
#include "engine/policy/remedies.h"

namespace xiaoer {
namespace {

constexpr std::size_t kMaxNote = 600;  // bytes kept of what the buyer tells

struct IntentCase {
  std::string_view intent;
  CaseKind kind;
};
constexpr IntentCase kCases[] = {
    {"report_defect", CaseKind::kDefect},        {"request_repair", CaseKind::kDefect},
    {"report_wrong_item", CaseKind::kWrongItem}, {"report_not_received", CaseKind::kNotReceived},
    {"report_mismatch", CaseKind::kMismatch},    {"request_return", CaseKind::kNoReason},
    {"request_exchange", CaseKind::kNoReason},   {"request_refund", CaseKind::kNoReason},
    {"complain_service", CaseKind::kService},    {"threaten_review", CaseKind::kService},
    {"price_protection", CaseKind::kPriceDrop},
};

std::optional<CaseKind> CaseOfTrigger(const Step& step) {
  if (step.trigger == nullptr) return std::nullopt;
  const auto& intents = step.pack.matcher->intents();
  if (step.trigger->intent >= intents.size()) return std::nullopt;
  for (const IntentCase& c : kCases) {
    if (c.intent == intents[step.trigger->intent].name) return c.kind;
  }
  return std::nullopt;
}

CaseKind CaseOf(const Step& step) {
  const auto it = step.next.slots.find("case");
  if (it == step.next.slots.end()) return CaseKind::kNoReason;
  return ParseCaseKind(it->second).value_or(CaseKind::kNoReason);
}

const Product* ProductOfCase(const Step& step) {
  const OrderFact* order = CurrentOrder(step);
  if (order != nullptr) {
    if (const Product* product = step.pack.shop.FindProduct(order->product)) return product;
  }
  return ProductInTalk(step);
}

std::vector<const Remedy*> Options(const Step& step) {
  return RemediesFor(step.pack.shop.returns, ProductOfCase(step), CaseOf(step), CurrentOrder(step),
                     step.now);
}

bool Is(const Step& step, CaseKind kind) {
  return step.next.slots.find("case") != step.next.slots.end() && CaseOf(step) == kind;
}
bool IsDefect(const Step& step) { return Is(step, CaseKind::kDefect); }
bool IsWrongItem(const Step& step) { return Is(step, CaseKind::kWrongItem); }
bool IsNotReceived(const Step& step) { return Is(step, CaseKind::kNotReceived); }
bool IsMismatch(const Step& step) { return Is(step, CaseKind::kMismatch); }
bool IsNoReason(const Step& step) { return Is(step, CaseKind::kNoReason); }
bool IsService(const Step& step) { return Is(step, CaseKind::kService); }

bool HasOptions(const Step& step) { return !Options(step).empty(); }
bool InReturnTime(const Step& step) {
  const OrderFact* order = CurrentOrder(step);
  if (order == nullptr) return false;
  const auto days = DaysSinceDelivery(*order, step.now);
  return days && *days <= step.pack.shop.returns.no_reason_days;
}
bool ReturnTimeOver(const Step& step) {
  const OrderFact* order = CurrentOrder(step);
  if (order == nullptr) return false;
  const auto days = DaysSinceDelivery(*order, step.now);
  return days && *days > step.pack.shop.returns.no_reason_days;
}
bool InPriceTime(const Step& step) {
  const std::int64_t limit = step.pack.shop.returns.price_protection_days;
  const OrderFact* order = CurrentOrder(step);
  if (limit <= 0 || order == nullptr || order->paid_at == Instant{}) return false;
  return step.now - order->paid_at <= std::chrono::hours(24 * limit);
}
bool IsAngry(const Step& step) {
  return Count(step.next, "anger") + 1 >= step.pack.shop.handoff.anger_limit;
}

// A case of its own kind is not softened to "wants to return" by what the buyer asks for next.
void Open(Step& step) {
  const auto kind = CaseOfTrigger(step);
  if (!kind) return;
  const bool known = step.next.slots.find("case") != step.next.slots.end();
  if (known && *kind == CaseKind::kNoReason) return;
  step.next.slots["case"] = std::string(ToString(*kind));
}

void Note(Step& step) {
  // The canonical text: well-formed whatever was sent. What does not fit any more is in the
  // transcript.
  const std::string line = MaskLongNumbers(step.line.ToUtf8());
  if (line.empty()) return;
  std::string& note = step.next.slots["problem"];
  if (note.ends_with(line) || note.size() + line.size() + 3 > kMaxNote) return;
  note += (note.empty() ? "" : " / ") + line;
}

// The order number the line has, in whatever sentence.
void TakeOrder(Step& step) {
  if (const Entity* number = FindEntity(step, EntityType::kOrderNumber)) {
    step.next.slots["order"] = number->text;
  }
}

void SetOptions(Step& step) {
  std::vector<std::string> names;
  bool shop_pays = false;
  for (const Remedy* remedy : Options(step)) {
    if (names.size() >= 3) break;  // more is no choice but a list
    names.push_back(remedy->name);
    shop_pays = shop_pays || remedy->shop_pays_return;
  }
  step.values["remedy.options"] = Join(names);
  step.values["remedy.first"] = names.empty() ? std::string() : names.front();
  step.values["remedy.postage"] = shop_pays ? "来回运费咱们承担" : "寄回的运费需要您先承担";
}

// What the buyer chose: the remedy whose name shares its first word with the line.
void Choose(Step& step) {
  const std::string line = step.line.ToUtf8();
  for (const Remedy* remedy : Options(step)) {
    // Two Hanzi of three bytes each are enough to know 退货, 换新, 补发, 维修.
    const std::string word = remedy->name.substr(0, 6);
    if (line.find(word) == std::string::npos && line.find(remedy->name) == std::string::npos)
      continue;
    step.next.slots["remedy"] = remedy->id;
    step.values["remedy.chosen"] = remedy->name;
    return;
  }
  step.next.slots.erase("remedy");
  step.values["remedy.chosen"] = "您的要求";
}

}  // namespace

std::span<const NamedGuard> RemedyGuards() {
  static const NamedGuard guards[] = {
      {"dispute.defect", "the case is about broken goods", IsDefect},
      {"dispute.wrong_item", "the case is about wrong or missing goods", IsWrongItem},
      {"dispute.not_received", "the case is about a parcel that did not come", IsNotReceived},
      {"dispute.mismatch", "the case is about goods that differ from the description", IsMismatch},
      {"dispute.no_reason", "the buyer wants to give it back without a fault", IsNoReason},
      {"dispute.service", "the case is about how somebody was treated", IsService},
      {"dispute.angry", "with this line, as many angry lines as the shop's limit", IsAngry},
      {"remedy.any", "policy and time allow something", HasOptions},
      {"remedy.in_time", "delivered, and a return without a reason is still possible",
       InReturnTime},
      {"remedy.late", "delivered too long ago for a return without a reason", ReturnTimeOver},
      {"remedy.price_time", "paid within the days of price protection", InPriceTime},
  };
  return guards;
}

std::span<const NamedAction> RemedyActions() {
  static const NamedAction actions[] = {
      {"dispute.open", "remembers what kind of case it is", {}, Open},
      {"dispute.note", "adds the buyer's words to the case", {}, Note},
      {"order.take", "remembers the order number that the line has", {}, TakeOrder},
      {"remedy.options",
       "what policy and time allow, at most three",
       {"remedy.options", "remedy.first", "remedy.postage"},
       SetOptions},
      {"remedy.choose", "remembers which of them the buyer chose", {"remedy.chosen"}, Choose},
  };
  return actions;
}

}  // namespace xiaoer
