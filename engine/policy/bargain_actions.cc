// bargain.*: the policy of bargain.h as flows see it. Guards say what the policy would do with this
// line; `bargain.move` does it.
#include <algorithm>

#include "engine/pack.h"
#include "engine/policy/bargain.h"
#include "engine/policy/parts.h"

namespace xiaoer {
namespace {

constexpr std::size_t kMaxBargains = 16;
constexpr std::size_t kMaxPromises = 32;

Bargain StateOf(const Step& step, const Product& product) {
  return StandingBargain(product, step.pack.shop.bargain, step.next, step.facts.promises, step.now);
}

bool IsNumber(EntityType type) {
  return type == EntityType::kMoney || type == EntityType::kMoneyOff ||
         type == EntityType::kDiscount || type == EntityType::kRoundOff;
}

// The buyer's number: what the answered match has as a slot, else the only amount of the line.
// Without a match (an answer to our question that no template knows) a bare number counts as well.
std::optional<BuyerNumber> NumberOf(const Step& step, const Product& product, Fen standing) {
  if (step.trigger != nullptr) {
    for (const Slot& slot : step.trigger->slots) {
      const EntityType type = slot.entity.type;
      if (IsNumber(type) || type == EntityType::kNumber) {
        return ReadNumber(slot.entity, product, standing);
      }
    }
  }
  const Entity* only = nullptr;
  for (const Entity& entity : step.match.entities) {
    if (!IsNumber(entity.type) || (entity.bare && step.trigger != nullptr)) continue;
    // Two amounts with a unit are no clear offer; of overlapping readings the first is the longest.
    if (only != nullptr && only->units.Overlaps(entity.units)) continue;
    if (only != nullptr) return std::nullopt;
    only = &entity;
  }
  return only == nullptr ? std::nullopt : ReadNumber(*only, product, standing);
}

std::optional<BargainMove> MoveOf(const Step& step) {
  const Product* product = ProductInTalk(step);
  if (product == nullptr) return std::nullopt;
  const Bargain state = StateOf(step, *product);
  return DecideBargain(*product, step.pack.shop.bargain, state,
                       NumberOf(step, *product, StandingPrice(*product, state)));
}

bool Would(const Step& step, BargainMove::Kind kind) {
  const auto move = MoveOf(step);
  return move && move->kind == kind;
}

bool Fixed(const Step& step) { return Would(step, BargainMove::Kind::kFixed); }
bool Accepts(const Step& step) { return Would(step, BargainMove::Kind::kAccept); }
bool Concedes(const Step& step) { return Would(step, BargainMove::Kind::kConcede); }
bool Holds(const Step& step) { return Would(step, BargainMove::Kind::kHold); }
bool Pauses(const Step& step) { return Would(step, BargainMove::Kind::kPause); }
bool HasAlternative(const Step& step) {
  const auto move = MoveOf(step);
  return move && move->kind == BargainMove::Kind::kHold && move->alternative >= 0;
}
bool TooLow(const Step& step) {
  const auto move = MoveOf(step);
  return move && move->too_low;
}
bool HasNumber(const Step& step) {
  const Product* product = ProductInTalk(step);
  return product != nullptr && NumberOf(step, *product, product->list).has_value();
}
bool Started(const Step& step) {
  const Product* product = ProductInTalk(step);
  return product != nullptr && StandingPrice(*product, StateOf(step, *product)) < product->list;
}

void Keep(Step& step, const Bargain& bargain) {
  auto& all = step.next.bargains;
  const auto it = std::find_if(all.begin(), all.end(),
                               [&](const Bargain& b) { return b.product == bargain.product; });
  if (it != all.end()) {
    *it = bargain;
  } else {
    if (all.size() >= kMaxBargains) all.erase(all.begin());
    all.push_back(bargain);
  }
}

// One promise per product: a better price replaces the one before.
void PromisePrice(Step& step, const BargainMove& move) {
  auto& all = step.next.promises;
  std::erase_if(all, [&](const Promise& p) {
    return p.expires <= step.now ||
           (p.kind == Promise::Kind::kPrice && p.product == move.next.product);
  });
  if (all.size() >= kMaxPromises) all.erase(all.begin());
  Promise promise;
  promise.kind = Promise::Kind::kPrice;
  promise.product = move.next.product;
  promise.amount = move.price;
  promise.made = step.now;
  promise.expires = step.now + step.pack.shop.bargain.validity;
  if (move.condition != nullptr) {
    promise.quantity = move.condition->quantity;
    promise.condition = move.condition->id;
  }
  all.push_back(std::move(promise));
}

// "24小时", "3天"
std::string SayValidity(Millis validity) {
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(validity).count();
  return hours >= 48 && hours % 24 == 0 ? std::to_string(hours / 24) + "天"
                                        : std::to_string(std::max<std::int64_t>(hours, 1)) + "小时";
}

void SetValues(Step& step, const Product& product, const BargainMove& move) {
  step.values["bargain.price"] = FormatYuan(move.price);
  step.values["bargain.saved"] =
      move.price < product.list ? FormatYuan(product.list - move.price) : std::string();
  step.values["bargain.condition"] =
      move.condition == nullptr ? std::string() : move.condition->text;
  step.values["bargain.valid"] = SayValidity(step.pack.shop.bargain.validity);
  if (move.alternative >= 0) {
    step.values["bargain.alternative"] =
        step.pack.shop.bargain.alternatives[static_cast<std::size_t>(move.alternative)];
  }
}

void Move(Step& step) {
  const Product* product = ProductInTalk(step);
  const auto move = MoveOf(step);
  if (product == nullptr || !move) return;
  Keep(step, move->next);
  SetValues(step, *product, *move);
  if (move->kind == BargainMove::Kind::kConcede || move->kind == BargainMove::Kind::kAccept) {
    PromisePrice(step, *move);
  }
}

// The buyer says yes to what we offered last: that price, no new number.
void Agree(Step& step) {
  const Product* product = ProductInTalk(step);
  if (product == nullptr) return;
  const Bargain state = StateOf(step, *product);
  BargainMove move;
  move.kind = BargainMove::Kind::kAccept;
  move.price = StandingPrice(*product, state);
  move.condition = ConditionAtStep(step.pack.shop.bargain, state.step);
  move.next = state;
  move.next.offered = move.price;
  Keep(step, move.next);
  SetValues(step, *product, move);
  PromisePrice(step, move);
}

std::string Price(const Step& step) {
  const Product* product = ProductInTalk(step);
  if (product == nullptr) return {};
  return FormatYuan(StandingPrice(*product, StateOf(step, *product)));
}

std::string ConditionText(const Step& step) {
  const Product* product = ProductInTalk(step);
  if (product == nullptr) return {};
  const auto* condition = ConditionAtStep(step.pack.shop.bargain, StateOf(step, *product).step);
  return condition == nullptr ? std::string() : condition->text;
}

bool HasCondition(const Step& step) { return !ConditionText(step).empty(); }

std::string Valid(const Step& step) { return SayValidity(step.pack.shop.bargain.validity); }

}  // namespace

std::span<const NamedGuard> BargainGuards() {
  static const NamedGuard guards[] = {
      {"bargain.fixed", "there is no bargaining for this product", Fixed},
      {"bargain.accepts", "the buyer's number can be taken", Accepts},
      {"bargain.concedes", "the next concession is due", Concedes},
      {"bargain.holds", "all concessions are given: the price stays", Holds},
      {"bargain.pauses", "the buyer has pressed on often enough", Pauses},
      {"bargain.alternative", "the price stays, and there is something else to offer",
       HasAlternative},
      {"bargain.too_low", "the buyer's number is less than can ever be done", TooLow},
      {"bargain.number", "the buyer names a price, a discount or an amount to take off", HasNumber},
      {"bargain.condition", "our price asks something in return", HasCondition},
      {"bargain.offered", "this buyer was offered less than the list price", Started},
  };
  return guards;
}

std::span<const NamedAction> BargainActions() {
  static const NamedAction actions[] = {
      {"bargain.move",
       "does what the policy says to this line: concedes, takes the number, or stays",
       {"bargain.price", "bargain.saved", "bargain.condition", "bargain.valid",
        "bargain.alternative"},
       Move},
      {"bargain.agree",
       "the buyer agrees: our last price is sold and kept",
       {"bargain.price", "bargain.saved", "bargain.condition", "bargain.valid"},
       Agree},
  };
  return actions;
}

std::span<const NamedPlaceholder> BargainPlaceholders() {
  static const NamedPlaceholder all[] = {
      {"bargain.price", "our price for this buyer now, in yuan", Price},
      {"bargain.condition", "what the buyer does in return", ConditionText},
      {"bargain.valid", "how long an offer holds", Valid},
  };
  return all;
}

}  // namespace xiaoer
