#include "engine/policy/case_parts.h"

#include <algorithm>
#include <array>

#include "engine/dialog/talk_tables.h"
#include "engine/policy/case_words.h"
#include "engine/policy/parts.h"

namespace xiaoer {
namespace {

struct IntentCase {
  std::string_view intent;
  CaseKind kind;
};
// The gravest first: a line that reports broken goods and wants its money back is about broken
// goods.
constexpr std::array<IntentCase, 12> kCases = {{
    {"report_defect", CaseKind::kDefect},
    {"report_wrong_item", CaseKind::kWrongItem},
    {"report_not_received", CaseKind::kNotReceived},
    {"report_mismatch", CaseKind::kMismatch},
    {"request_repair", CaseKind::kDefect},
    {"complain_service", CaseKind::kService},
    {"threaten_review", CaseKind::kService},
    {"price_protection", CaseKind::kPriceDrop},
    {"request_return", CaseKind::kNoReason},
    {"request_exchange", CaseKind::kNoReason},
    {"request_refund", CaseKind::kNoReason},
    {"cancel_order", CaseKind::kNoReason},
}};

bool SaysIntent(const Step& step, std::string_view name) {
  const auto& intents = step.pack.matcher->intents();
  const auto is = [&](const Candidate& c) {
    return c.intent < intents.size() && intents[c.intent].name == name;
  };
  return (step.trigger != nullptr && is(*step.trigger)) ||
         std::any_of(step.match.winners.begin(), step.match.winners.end(), is);
}

}  // namespace

std::optional<CaseKind> KindOfLine(const Step& step) {
  const Shop& shop = step.pack.shop;
  for (const IntentCase& c : kCases) {
    if (!SaysIntent(step, c.intent)) continue;
    const std::string line = step.line.ToUtf8();
    if (c.kind == CaseKind::kWrongItem && Says(shop, CaseWord::kMissing, line)) {
      return CaseKind::kMissing;
    }
    // 质量有问题，我要退货 in words that no report knows.
    if (c.kind == CaseKind::kNoReason && Means(shop, CaseWord::kFault, line)) {
      return CaseKind::kDefect;
    }
    return c.kind;
  }
  return std::nullopt;
}

CaseKind KindOfCase(const Step& step) {
  const Case* c = CurrentCase(step.next);
  return c == nullptr ? CaseKind::kNoReason : ParseCaseKind(c->kind).value_or(CaseKind::kNoReason);
}

const Case* CaseToTell(const Step& step) {
  const Case* current = CurrentCase(step.next);
  return current != nullptr ? current : WaitingCase(step.next);
}

const Promise* PromisedCase(const Step& step) {
  const auto& promises = step.facts.promises;
  const auto find = [&](Promise::Kind kind) {
    return std::find_if(promises.begin(), promises.end(),
                        [&](const Promise& p) { return p.kind == kind && !p.reference.empty(); });
  };
  auto it = find(Promise::Kind::kRemedy);
  if (it == promises.end()) it = find(Promise::Kind::kFollowUp);
  return it == promises.end() ? nullptr : &*it;
}

std::vector<const Remedy*> RemediesOfCase(const Step& step) {
  const Case* c = CurrentCase(step.next);
  const OrderFact* order = c != nullptr && !c->order.empty() ? CurrentOrder(step) : nullptr;
  const Product* product = nullptr;
  if (order != nullptr) product = step.pack.shop.FindProduct(order->product);
  if (product == nullptr && c != nullptr) product = step.pack.shop.FindProduct(c->product);
  if (product == nullptr) product = ProductInTalk(step);
  std::optional<std::int64_t> days;
  if (order != nullptr) days = DaysSinceDelivery(*order, step.now);
  if (!days && c != nullptr && c->days >= 0) days = c->days;
  return RemediesFor(step.pack.shop.returns, product, KindOfCase(step), days);
}

RemedyChoice ChoiceOfLine(const Step& step) {
  return ReadChoice(step.pack.shop, RemediesOfCase(step), step.line.ToUtf8(), true);
}

const Remedy* WishedRemedy(const Step& step) {
  const Case* c = CurrentCase(step.next);
  if (c == nullptr) return nullptr;
  return ReadChoice(step.pack.shop, RemediesOfCase(step), c->problem, false).remedy;
}

const Remedy* AgreedRemedy(const Step& step) {
  const Case* c = CaseToTell(step);
  if (c == nullptr || c->remedy.empty()) return nullptr;
  for (const Remedy& remedy : step.pack.shop.returns.remedies) {
    if (remedy.id == c->remedy) return &remedy;
  }
  return nullptr;
}

}  // namespace xiaoer
