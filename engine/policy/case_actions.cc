// dispute.* and case.*: a case is opened, facts are collected in it, it is given to a person.
#include <algorithm>

#include "engine/dialog/talk_tables.h"
#include "engine/pack.h"
#include "engine/policy/case_parts.h"
#include "engine/policy/case_words.h"
#include "engine/policy/handoff.h"
#include "engine/policy/parts.h"

namespace xiaoer {
namespace {

constexpr std::size_t kMaxNote = 600;  // bytes kept of what the buyer tells
constexpr Millis kRemedyHolds = std::chrono::hours(24 * 30);

Case* Collecting(Step& step) {
  Case* c = CurrentCase(step.next);
  return c != nullptr && c->state == Case::State::kCollecting ? c : nullptr;
}

// ---- opening ----

const std::string* OrderInLine(const Step& step) {
  const Entity* number = FindEntity(step, EntityType::kOrderNumber);
  return number == nullptr ? nullptr : &number->text;
}

// Whether the line goes on about a case that waits already: the same kind, or only what is wanted
// of it, and no other order.
bool SameMatter(const Step& step, const Case& waiting, CaseKind kind) {
  if (const std::string* order = OrderInLine(step)) {
    if (!waiting.order.empty() && *order != waiting.order) return false;
  }
  return kind == CaseKind::kNoReason || waiting.kind == ToString(kind);
}

void OpenNew(Step& step, CaseKind kind) {
  Conversation& next = step.next;
  // The oldest ones were handed to a person long ago.
  if (next.cases.size() >= kMaxCases) next.cases.erase(next.cases.begin());
  Case c;
  c.number = CaseNumber(next, step.pack.shop.hours.zone, step.now);
  c.kind = ToString(kind);
  c.opened = step.now;
  next.slots["case"] = c.number;
  next.cases.push_back(std::move(c));
}

void Open(Step& step) {
  const auto kind = KindOfLine(step);
  if (!kind) return;
  if (Case* c = Collecting(step)) {
    // A case of its own kind is not softened to "wants to return" by what the buyer asks for next.
    const bool vague =
        c->kind == ToString(CaseKind::kNoReason) || c->kind == ToString(CaseKind::kService);
    if (vague && *kind != CaseKind::kNoReason) c->kind = ToString(*kind);
    return;
  }
  auto& cases = step.next.cases;
  for (auto it = cases.rbegin(); it != cases.rend(); ++it) {
    if (it->state == Case::State::kClosed || !SameMatter(step, *it, *kind)) continue;
    step.next.slots["case"] = it->number;
    return;
  }
  OpenNew(step, *kind);
}

// For what needs no questions: a complaint, price protection. Who complains while a case waits
// complains about that case.
void OpenOwn(Step& step) {
  const CaseKind kind = KindOfLine(step).value_or(CaseKind::kService);
  const Case* waiting = WaitingCase(step.next);
  if (kind == CaseKind::kService && Collecting(step) == nullptr && waiting != nullptr) {
    step.next.slots["case"] = waiting->number;
    return;
  }
  Open(step);
  if (CurrentCase(step.next) == nullptr) OpenNew(step, kind);
}

// ---- collecting ----

void AddWords(const std::string& line, std::string& note) {
  if (line.empty() || note.find(line) != std::string::npos) return;
  if (note.size() + line.size() + 3 > kMaxNote) return;
  note += (note.empty() ? "" : " / ") + line;
}

// The canonical text: well-formed whatever was sent. What does not fit any more is in the
// transcript.
void Note(Step& step) {
  const std::string line = MaskLongNumbers(step.line.ToUtf8());
  if (Case* c = CurrentCase(step.next)) {
    AddWords(line, c->problem);
  } else {
    AddWords(line, step.next.slots["problem"]);
  }
}

// The order number the line has, in whatever sentence.
void TakeOrder(Step& step) {
  if (const std::string* number = OrderInLine(step)) step.next.slots["order"] = *number;
}

bool AskedFor(const Case& c, std::string_view what) {
  return std::find(c.asked.begin(), c.asked.end(), what) != c.asked.end();
}

bool TriggerIs(const Step& step, std::string_view intent) {
  return step.trigger != nullptr &&
         step.pack.matcher->intents()[step.trigger->intent].name == intent;
}

void Hear(Step& step) {
  Case* c = Collecting(step);
  if (c == nullptr) return;
  TakeOrder(step);
  const std::string line = step.line.ToUtf8();
  const Shop& shop = step.pack.shop;
  const bool asked_photo = AskedFor(*c, "photo") && c->photo.empty();
  std::string photo = ReadPhoto(shop, line, asked_photo);
  if (photo.empty() && asked_photo && TriggerIs(step, "affirm")) photo = "promised";
  if (photo.empty() && asked_photo && TriggerIs(step, "deny")) photo = "none";
  // A promised photo may arrive, and a sent one stays sent.
  if (!photo.empty() && c->photo != "sent") c->photo = photo;
  if (const auto days = ReadDays(line, step.match.entities); days && c->days < 0) c->days = *days;
  c->described = c->described || Describes(shop, step.line, step.match.entities);
  if (c->product.empty()) {
    const Entity* product = FindEntity(step, EntityType::kProduct);
    if (product != nullptr && shop.FindProduct(product->text) != nullptr) {
      c->product = product->text;
    }
  }
  AddWords(MaskLongNumbers(line), c->problem);
}

// Which order it is: the number that was told, the only one, or the one with the goods that were
// named.
void FindOrder(Step& step) {
  Case* c = Collecting(step);
  if (c == nullptr) return;
  auto& slots = step.next.slots;
  if (const auto named = slots.find("order"); named != slots.end()) {
    c->order = named->second;
  } else if (step.facts.order_state == Facts::State::kFound) {
    const auto& orders = step.facts.orders;
    const OrderFact* found = orders.size() == 1 ? &orders.front() : nullptr;
    for (const OrderFact& order : orders) {
      if (found == nullptr && !c->product.empty() && order.product == c->product) found = &order;
    }
    if (found == nullptr && AskedFor(*c, "order")) {
      if (const auto index = ReadOrdinal(step.line.ToUtf8(), orders.size())) {
        found = &orders[*index];
      }
    }
    // Asked, and not told apart: the newest one is the likeliest.
    if (found == nullptr && AskedFor(*c, "order") && !orders.empty()) found = &orders.front();
    if (found != nullptr) {
      c->order = found->number;
      slots["order"] = found->number;
    }
  }
  if (const OrderFact* order = CurrentOrder(step); order != nullptr && !c->order.empty()) {
    c->product = order->product;
  }
}

void Mark(Step& step, std::string_view what) {
  Case* c = Collecting(step);
  if (c == nullptr) return;
  // The last one is what the buyer is being asked now.
  std::erase(c->asked, what);
  c->asked.emplace_back(what);
  step.values[std::string(kJustAsked)] = what;
}
void AskOrder(Step& step) { Mark(step, "order"); }
void AskWhat(Step& step) { Mark(step, "what"); }
void AskPhoto(Step& step) { Mark(step, "photo"); }
void AskReason(Step& step) { Mark(step, "reason"); }
void AskWhere(Step& step) { Mark(step, "where"); }
void AskCondition(Step& step) { Mark(step, "condition"); }
void AskDifference(Step& step) { Mark(step, "difference"); }
void AskWish(Step& step) { Mark(step, "wish"); }
void AskAgain(Step& step) { Mark(step, "again"); }
void Explain(Step& step) { Mark(step, "explained"); }

// The buyer found a fault after all: then it is no return without a reason.
void TurnToFault(Step& step) {
  if (Case* c = Collecting(step)) c->kind = ToString(CaseKind::kDefect);
}

// ---- remedies ----

void SetOptions(Step& step) {
  std::vector<std::string> names;
  bool shop_pays = false;
  for (const Remedy* remedy : RemediesOfCase(step)) {
    if (names.size() >= kMaxShownRemedies) break;
    names.push_back(remedy->name);
    shop_pays = shop_pays || remedy->shop_pays_return;
  }
  Mark(step, "choice");
  step.values["remedy.options"] = Join(names);
  step.values["remedy.first"] = names.empty() ? std::string() : names.front();
  step.values["remedy.postage"] = shop_pays ? "来回运费咱们承担" : "寄回的运费需要您先承担";
}

void Choose(Step& step) {
  Case* c = CurrentCase(step.next);
  if (c == nullptr) return;
  const RemedyChoice choice = ChoiceOfLine(step);
  const Remedy* remedy = choice.remedy;
  if (remedy == nullptr && choice.kind == RemedyChoice::Kind::kNone) remedy = WishedRemedy(step);
  if (remedy == nullptr) {
    const auto options = RemediesOfCase(step);
    if (options.size() == 1) remedy = options.front();
  }
  c->remedy = remedy == nullptr ? std::string() : remedy->id;
  if (remedy != nullptr) return;
  // Not what was offered: a person decides, and reads what it is.
  const Remedy* named = NamedRemedy(step.pack.shop, step.line.ToUtf8());
  c->wish = named == nullptr ? "other" : named->id;
}

// ---- giving it to a person ----

void RememberPromise(Step& step, const Case& c) {
  auto& all = step.next.promises;
  std::erase_if(all, [&](const Promise& p) { return p.reference == c.number; });
  Promise promise;
  promise.product = c.product;
  promise.reference = c.number;
  promise.made = step.now;
  promise.kind = Promise::Kind::kFollowUp;
  promise.expires = std::max(c.promised_by, step.now) + std::chrono::hours(24 * 7);
  all.push_back(promise);
  const Remedy* remedy = AgreedRemedy(step);
  if (remedy == nullptr) return;
  promise.kind = Promise::Kind::kRemedy;
  promise.condition = remedy->id;
  promise.what = remedy->name;
  promise.expires = step.now + kRemedyHolds;
  all.push_back(promise);
}

void GiveTo(Step& step, Case::State state, Urgency urgency) {
  Case* c = CurrentCase(step.next);
  if (c == nullptr) return;
  c->state = state;
  c->promised_by = PromisedBy(step.pack.shop, step.facts, urgency, step.now);
  const auto& waiting = step.next.handoff;
  if (waiting && waiting->promised_by > step.now) c->promised_by = waiting->promised_by;
  RememberPromise(step, *c);
}
void Register(Step& step) { GiveTo(step, Case::State::kRegistered, Urgency::kNormal); }
void ToPerson(Step& step) { GiveTo(step, Case::State::kWithPerson, Urgency::kNormal); }
void ToPersonAtOnce(Step& step) { GiveTo(step, Case::State::kWithPerson, Urgency::kUrgent); }
// A new time, because the old one has passed.
void Renew(Step& step) {
  const Case* waiting = WaitingCase(step.next);
  if (waiting == nullptr) return;
  for (Case& c : step.next.cases) {
    if (c.number != waiting->number) continue;
    c.promised_by = PromisedBy(step.pack.shop, step.facts, Urgency::kHigh, step.now);
    step.next.slots["case"] = c.number;
    RememberPromise(step, c);
    return;
  }
}
void Close(Step& step) {
  if (Case* c = CurrentCase(step.next)) c->state = Case::State::kClosed;
}

}  // namespace

std::span<const NamedAction> CaseActions() {
  static const NamedAction actions[] = {
      {"dispute.open",
       "opens a case for what the line reports, or takes up the one it is about",
       {},
       Open},
      {"dispute.open_own",
       "the same for what needs no questions: a complaint, price protection",
       {},
       OpenOwn},
      {"dispute.hear",
       "takes all that the line tells of the case: order, problem, photo, time, goods, wish",
       {},
       Hear},
      {"dispute.note", "adds the buyer's words to the case", {}, Note},
      {"dispute.fault", "a return without a reason becomes one with a fault", {}, TurnToFault},
      {"order.take", "remembers the order number that the line has", {}, TakeOrder},
      {"case.find_order",
       "the case is about the order that was told, the only one, or the one with these goods",
       {},
       FindOrder},
      {"case.ask_order",
       "the order is being asked for, and never again for this case",
       {},
       AskOrder},
      {"case.ask_what", "… what is wrong", {}, AskWhat},
      {"case.ask_photo", "… a photo", {}, AskPhoto},
      {"case.ask_reason", "… the reason", {}, AskReason},
      {"case.ask_where", "… whether it was left somewhere", {}, AskWhere},
      {"case.ask_condition", "… whether it was worn", {}, AskCondition},
      {"case.ask_difference", "… in what it differs", {}, AskDifference},
      {"case.ask_wish", "… the buyer's own wish", {}, AskWish},
      {"case.ask_again", "… to choose, for the second time", {}, AskAgain},
      {"case.explain", "the difference to the picture is explained, and never again", {}, Explain},
      {"case.register",
       "the agreed remedy waits for a person's approval; what was told is promised",
       {},
       Register},
      {"case.person",
       "a person decides on the case; the time that was told is promised",
       {},
       ToPerson},
      {"case.urgent", "the same, and it cannot wait", {}, ToPersonAtOnce},
      {"case.renew", "the case gets a new time, because the old one has passed", {}, Renew},
      {"case.close", "the case is settled", {}, Close},
      {"remedy.options",
       "what policy and time allow, at most three",
       {"remedy.options", "remedy.first", "remedy.postage"},
       SetOptions},
      {"remedy.choose", "remembers which of them the buyer chose", {}, Choose},
  };
  return actions;
}

}  // namespace xiaoer
