// dispute.*, case.*, remedy.*, urgent.*: what flows may ask about a case.
#include <algorithm>

#include "engine/dialog/talk_tables.h"
#include "engine/pack.h"
#include "engine/policy/case_parts.h"
#include "engine/policy/case_words.h"
#include "engine/policy/parts.h"

namespace xiaoer {
namespace {

// ---- what it is about ----

template <CaseKind kind>
bool Is(const Step& step) {
  return CurrentCase(step.next) != nullptr && KindOfCase(step) == kind;
}
// A fault of ours or of the courier's, and no change of mind.
bool IsFault(const Step& step) {
  return CurrentCase(step.next) != nullptr && KindOfCase(step) != CaseKind::kNoReason;
}
bool Reported(const Step& step) {
  const auto& intents = step.pack.matcher->intents();
  return std::any_of(step.match.winners.begin(), step.match.winners.end(), [&](const Candidate& c) {
    const Flow* flow = step.pack.flows.FindStart(intents[c.intent].name);
    return flow != nullptr && flow->name == "dispute";
  });
}
bool IsAngry(const Step& step) {
  return Count(step.next, "anger") + 1 >= step.pack.shop.handoff.anger_limit;
}

// ---- where it stands ----

bool Collecting(const Step& step) {
  const Case* c = CurrentCase(step.next);
  return c != nullptr && c->state == Case::State::kCollecting;
}
bool Waiting(const Step& step) {
  const Case* c = CurrentCase(step.next);
  return c != nullptr &&
         (c->state == Case::State::kRegistered || c->state == Case::State::kWithPerson);
}
bool Open(const Step& step) { return WaitingCase(step.next) != nullptr; }
bool Agreed(const Step& step) { return AgreedRemedy(step) != nullptr; }
bool Promised(const Step& step) { return PromisedCase(step) != nullptr; }
bool Overdue(const Step& step) {
  const Case* c = WaitingCase(step.next);
  return c != nullptr && c->promised_by != Instant{} && c->promised_by < step.now;
}
bool Resumed(const Step& step) {
  const Case* c = CurrentCase(step.next);
  return c != nullptr && c->state == Case::State::kCollecting && !c->asked.empty();
}

// ---- what is still to ask; nothing is asked twice ----

bool Asked(const Case& c, std::string_view what) {
  return std::find(c.asked.begin(), c.asked.end(), what) != c.asked.end();
}
bool Needs(const Step& step, std::string_view what) {
  const Case* c = CurrentCase(step.next);
  return c != nullptr && !Asked(*c, what);
}
bool SaysNow(const Step& step, CaseWord list) {
  return Says(step.pack.shop, list, step.line.ToUtf8());
}
// In this line or in what the buyer told of the case before.
bool SaysEver(const Step& step, CaseWord list) {
  const Case* c = CurrentCase(step.next);
  return SaysNow(step, list) || (c != nullptr && Says(step.pack.shop, list, c->problem));
}

bool NeedsOrder(const Step& step) {
  const Case* c = CurrentCase(step.next);
  return c != nullptr && c->order.empty() && !Asked(*c, "order");
}
bool NeedsWhat(const Step& step) {
  const Case* c = CurrentCase(step.next);
  return c != nullptr && !c->described && !Asked(*c, "what");
}
bool NeedsPhoto(const Step& step) {
  const Case* c = CurrentCase(step.next);
  return c != nullptr && c->photo.empty() && !Asked(*c, "photo");
}
bool NeedsReason(const Step& step) {
  return Needs(step, "reason") && !SaysEver(step, CaseWord::kNoFault);
}
bool NeedsWhere(const Step& step) {
  return Needs(step, "where") && !SaysEver(step, CaseWord::kLookedFor) &&
         !SaysEver(step, CaseWord::kLost);
}
bool NeedsCondition(const Step& step) {
  return Needs(step, "condition") && !SaysEver(step, CaseWord::kUnworn) &&
         !SaysEver(step, CaseWord::kWorn);
}
bool NeedsDifference(const Step& step) {
  return Needs(step, "difference") && !SaysEver(step, CaseWord::kColor) &&
         !SaysEver(step, CaseWord::kStyle);
}
bool NeedsWish(const Step& step) { return Needs(step, "wish"); }
bool NeedsAgain(const Step& step) { return Needs(step, "again"); }
bool NeedsExplaining(const Step& step) { return Needs(step, "explained"); }
bool FoundIt(const Step& step) {
  return Means(step.pack.shop, CaseWord::kFoundIt, step.line.ToUtf8());
}
bool SaysFault(const Step& step) {
  return Means(step.pack.shop, CaseWord::kFault, step.line.ToUtf8());
}
bool HasPhoto(const Step& step) {
  const Case* c = CurrentCase(step.next);
  return c != nullptr && (c->photo == "sent" || c->photo == "promised");
}
bool SaysPhoto(const Step& step) {
  return !ReadPhoto(step.pack.shop, step.line.ToUtf8(), false).empty();
}
bool JustAsked(const Step& step) {
  return step.values.find(std::string(kJustAsked)) != step.values.end();
}
bool OrderKnown(const Step& step) {
  const Case* c = CurrentCase(step.next);
  return c != nullptr && !c->order.empty();
}

template <CaseWord list>
bool Ever(const Step& step) {
  return SaysEver(step, list);
}
template <CaseWord list>
bool Now(const Step& step) {
  return SaysNow(step, list);
}
bool SaysWorn(const Step& step) {
  const Case* c = CurrentCase(step.next);
  const Shop& shop = step.pack.shop;
  return Means(shop, CaseWord::kWorn, step.line.ToUtf8()) ||
         (c != nullptr && Means(shop, CaseWord::kWorn, c->problem));
}

// ---- what cannot wait ----

bool Safety(const Step& step) {
  return Means(step.pack.shop, CaseWord::kSafety, step.line.ToUtf8());
}
bool Regulator(const Step& step) {
  return Means(step.pack.shop, CaseWord::kRegulator, step.line.ToUtf8());
}
bool Fraud(const Step& step) { return Means(step.pack.shop, CaseWord::kFraud, step.line.ToUtf8()); }
bool Media(const Step& step) { return Means(step.pack.shop, CaseWord::kMedia, step.line.ToUtf8()); }
bool Urgent(const Step& step) {
  return Safety(step) || Regulator(step) || Fraud(step) || Media(step);
}

// ---- remedies ----

bool HasOptions(const Step& step) { return !RemediesOfCase(step).empty(); }
bool Wished(const Step& step) { return WishedRemedy(step) != nullptr; }
bool Chooses(const Step& step) {
  const auto kind = ChoiceOfLine(step).kind;
  return kind == RemedyChoice::Kind::kRemedy || kind == RemedyChoice::Kind::kAny;
}
bool Refuses(const Step& step) { return ChoiceOfLine(step).kind == RemedyChoice::Kind::kRefused; }
bool NamesOther(const Step& step) {
  return !Chooses(step) && NamedRemedy(step.pack.shop, step.line.ToUtf8()) != nullptr;
}
bool OnlyOne(const Step& step) { return RemediesOfCase(step).size() == 1; }
bool HasNext(const Step& step) {
  const Remedy* remedy = AgreedRemedy(step);
  return remedy != nullptr && !remedy->next.empty();
}
bool NotReturnable(const Step& step) {
  const Product* product = ProductInTalk(step);
  if (const OrderFact* order = CurrentOrder(step)) {
    product = step.pack.shop.FindProduct(order->product);
  }
  return product != nullptr && !product->returnable;
}
std::optional<std::int64_t> Days(const Step& step) {
  const OrderFact* order = CurrentOrder(step);
  if (order != nullptr) return DaysSinceDelivery(*order, step.now);
  const Case* c = CurrentCase(step.next);
  return c != nullptr && c->days >= 0 ? std::optional(c->days) : std::nullopt;
}
bool InReturnTime(const Step& step) {
  const auto days = Days(step);
  return days && *days <= step.pack.shop.returns.no_reason_days;
}
bool ReturnTimeOver(const Step& step) {
  const auto days = Days(step);
  return days && *days > step.pack.shop.returns.no_reason_days;
}
bool QualityTimeOver(const Step& step) {
  const auto days = Days(step);
  return days && *days > step.pack.shop.returns.quality_days;
}
bool InPriceTime(const Step& step) {
  const std::int64_t limit = step.pack.shop.returns.price_protection_days;
  const OrderFact* order = CurrentOrder(step);
  if (limit <= 0 || order == nullptr || order->paid_at == Instant{}) return false;
  return step.now - order->paid_at <= std::chrono::hours(24 * limit);
}

}  // namespace

std::span<const NamedGuard> CaseGuards() {
  static const NamedGuard guards[] = {
      {"dispute.defect", "the case is about broken goods", Is<CaseKind::kDefect>},
      {"dispute.wrong_item", "the case is about wrong goods", Is<CaseKind::kWrongItem>},
      {"dispute.missing", "the case is about missing goods", Is<CaseKind::kMissing>},
      {"dispute.not_received", "the case is about a parcel that did not come",
       Is<CaseKind::kNotReceived>},
      {"dispute.mismatch", "the case is about goods that differ from the description",
       Is<CaseKind::kMismatch>},
      {"dispute.no_reason", "the buyer wants to give it back without a fault",
       Is<CaseKind::kNoReason>},
      {"dispute.service", "the case is about how somebody was treated", Is<CaseKind::kService>},
      {"dispute.fault", "the case is about any fault of ours or the courier's", IsFault},
      {"dispute.reported", "the line begins a dispute, whatever else it says", Reported},
      {"dispute.angry", "with this line, as many angry lines as the shop's limit", IsAngry},
      {"case.collecting", "facts or the buyer's choice are missing in the case in talk",
       Collecting},
      {"case.waiting", "the case in talk waits for the shop", Waiting},
      {"case.open", "some case of this conversation waits for the shop", Open},
      {"case.agreed", "a remedy was agreed", Agreed},
      {"case.promised", "the buyer has a case from an earlier conversation", Promised},
      {"case.overdue", "the buyer was told to have an answer by now", Overdue},
      {"case.resumed", "the buyer was asked something about the case before", Resumed},
      {"case.order", "the case has an order number", OrderKnown},
      {"case.photo", "a photo was sent or promised", HasPhoto},
      {"case.says_photo", "the line tells of a photo", SaysPhoto},
      {"case.just_asked", "a question was asked in this turn: the line cannot answer it yet",
       JustAsked},
      {"case.needs_order", "the order is not known and was not asked for", NeedsOrder},
      {"case.needs_what", "what is wrong was not said and not asked for", NeedsWhat},
      {"case.needs_photo", "nothing is known of a photo, and none was asked for", NeedsPhoto},
      {"case.needs_reason", "the buyer gave no reason and was not asked for one", NeedsReason},
      {"case.needs_where", "the buyer has not looked where parcels are left, and was not asked",
       NeedsWhere},
      {"case.needs_condition", "not known whether it was worn, and not asked", NeedsCondition},
      {"case.needs_difference", "not known in what it differs from the picture, and not asked",
       NeedsDifference},
      {"case.needs_wish", "the buyer's own wish was not asked for", NeedsWish},
      {"case.needs_again", "the buyer was not asked twice to choose", NeedsAgain},
      {"case.needs_explaining", "the difference to the picture was not explained yet",
       NeedsExplaining},
      {"case.fault", "the line names a fault of the goods", SaysFault},
      {"case.install", "the line is about having it installed", Now<CaseWord::kInstall>},
      {"case.color", "the buyer speaks of a difference in colour", Ever<CaseWord::kColor>},
      {"case.style", "… in style or shape", Ever<CaseWord::kStyle>},
      {"case.worn", "it was worn or washed", SaysWorn},
      {"case.lost", "the courier says it is lost", Ever<CaseWord::kLost>},
      {"case.found", "the line says that it was found", FoundIt},
      {"case.no_number", "the line says that the buyer has no order number",
       Now<CaseWord::kNoNumber>},
      {"case.review_money", "the line asks for money for a better review",
       Now<CaseWord::kReviewMoney>},
      {"urgent.safety", "the line says that somebody may be hurt", Safety},
      {"urgent.regulator", "… names authorities, courts or lawyers", Regulator},
      {"urgent.fraud", "… calls it fraud or a fake", Fraud},
      {"urgent.media", "… wants to make it public", Media},
      {"urgent.any", "any of these four", Urgent},
      {"remedy.any", "policy and time allow something", HasOptions},
      {"remedy.single", "they allow exactly one thing", OnlyOne},
      {"remedy.wished", "the buyer asked for something that they allow", Wished},
      {"remedy.chosen", "the line chooses one, or leaves the choice to us", Chooses},
      {"remedy.other", "the line wants one that they do not allow", NamesOther},
      {"remedy.refused", "the line refuses all of them", Refuses},
      {"remedy.next", "the remedy that was agreed needs something of the buyer", HasNext},
      {"remedy.in_time", "delivered, and a return without a reason is still possible",
       InReturnTime},
      {"remedy.late", "delivered too long ago for a return without a reason", ReturnTimeOver},
      {"remedy.quality_late", "delivered too long ago for a return of faulty goods",
       QualityTimeOver},
      {"remedy.not_returnable", "the goods may not be returned without a fault", NotReturnable},
      {"remedy.price_time", "paid within the days of price protection", InPriceTime},
  };
  return guards;
}

}  // namespace xiaoer
