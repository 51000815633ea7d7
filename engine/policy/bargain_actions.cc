// bargain.*: the policy of bargain.h as flows see it. Guards say what the policy would do with this
// line; `bargain.move` does it.
#include <algorithm>

#include "engine/pack.h"
#include "engine/policy/bargain.h"
#include "engine/policy/bargain_talk.h"
#include "engine/policy/parts.h"

namespace xiaoer {
namespace {

constexpr std::size_t kMaxBargains = 16;
constexpr std::size_t kMaxPromises = 32;

bool Would(const Step& step, BargainMove::Kind kind) {
  const auto move = MoveInTalk(step);
  return move && move->kind == kind;
}

bool Fixed(const Step& step) { return Would(step, BargainMove::Kind::kFixed); }
bool Accepts(const Step& step) { return Would(step, BargainMove::Kind::kAccept); }
bool Concedes(const Step& step) { return Would(step, BargainMove::Kind::kConcede); }
bool Values(const Step& step) { return Would(step, BargainMove::Kind::kValue); }
bool Waits(const Step& step) { return Would(step, BargainMove::Kind::kWait); }
bool Holds(const Step& step) { return Would(step, BargainMove::Kind::kHold); }
bool Pauses(const Step& step) { return Would(step, BargainMove::Kind::kPause); }
bool HasAlternative(const Step& step) {
  const auto move = MoveInTalk(step);
  return move && move->kind == BargainMove::Kind::kHold && move->alternative >= 0;
}
bool TooLow(const Step& step) {
  const auto move = MoveInTalk(step);
  return move && move->too_low;
}
bool HasNumber(const Step& step) {
  const Product* product = ProductInTalk(step);
  return product != nullptr && PushOf(step, *product, product->list).number.has_value();
}
bool Started(const Step& step) {
  const Product* product = ProductInTalk(step);
  return product != nullptr &&
         StandingPrice(*product, BargainInTalk(step, *product)) < product->list;
}
bool IsLot(const Step& step) { return PiecesInTalk(step) > 1; }
bool IsWholesale(const Step& step) {
  const std::int64_t from = step.pack.shop.wholesale.from;
  return from > 0 && PiecesInTalk(step) >= from;
}

void Keep(Step& step, const Bargain& bargain) {
  auto& all = step.next.bargains;
  const auto it = std::find_if(all.begin(), all.end(), [&](const Bargain& b) {
    return b.product == bargain.product && b.quantity == bargain.quantity;
  });
  if (it != all.end()) {
    *it = bargain;
  } else {
    if (all.size() >= kMaxBargains) all.erase(all.begin());
    all.push_back(bargain);
  }
}

// One promise per product and number of pieces: a better price replaces the one before.
void PromisePrice(Step& step, const BargainMove& move) {
  Promise promise;
  promise.kind = Promise::Kind::kPrice;
  promise.product = move.next.product;
  promise.amount = move.price;
  promise.quantity = move.next.quantity;
  promise.made = step.now;
  promise.expires = move.next.expires;
  if (move.condition != nullptr) {
    promise.quantity = std::max(promise.quantity, move.condition->quantity);
    promise.condition = move.condition->id;
  }
  auto& all = step.next.promises;
  std::erase_if(all, [&](const Promise& p) {
    return p.expires <= step.now ||
           (p.kind == Promise::Kind::kPrice && p.product == promise.product &&
            p.quantity >= promise.quantity && p.amount >= promise.amount);
  });
  if (all.size() >= kMaxPromises) all.erase(all.begin());
  all.push_back(std::move(promise));
}

// The condition of what was promised for these goods; null if nothing was.
const BargainCondition* PromisedCondition(const Step& step, const Bargain& state) {
  const auto& policy = step.pack.shop.bargain;
  for (const Promise& promise : step.next.promises) {
    if (promise.kind != Promise::Kind::kPrice || promise.product != state.product) continue;
    if (promise.amount != state.offered || promise.quantity < state.quantity) continue;
    for (const BargainCondition& condition : policy.conditions) {
      if (condition.id == promise.condition) return &condition;
    }
  }
  return ConditionAtStep(policy, state.step);
}

// What the buyer does in return; for several pieces, that they are bought together.
std::string SayCondition(const BargainCondition* condition, std::int64_t pieces) {
  if (pieces > 1 && (condition == nullptr || condition->quantity <= pieces)) {
    return std::to_string(pieces) + "件一起拍";
  }
  return condition == nullptr ? std::string() : condition->text;
}

// "24小时", "3天"
std::string SayValidity(Millis validity) {
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(validity).count();
  return hours >= 48 && hours % 24 == 0 ? std::to_string(hours / 24) + "天"
                                        : std::to_string(std::max<std::int64_t>(hours, 1)) + "小时";
}

void SetValues(Step& step, const Product& product, const BargainMove& move) {
  const std::int64_t pieces = move.next.quantity;
  step.values["bargain.price"] = FormatYuan(move.price);
  step.values["bargain.saved"] =
      move.price < product.list ? FormatYuan(product.list - move.price) : std::string();
  step.values["bargain.condition"] = SayCondition(move.condition, pieces);
  step.values["bargain.valid"] = SayValidity(step.pack.shop.bargain.validity);
  if (move.alternative >= 0) {
    step.values["bargain.alternative"] =
        step.pack.shop.bargain.alternatives[static_cast<std::size_t>(move.alternative)];
  }
}

void KeepPieces(Step& step, std::int64_t pieces) {
  if (pieces > 1) {
    step.next.slots[std::string(kPiecesSlot)] = std::to_string(pieces);
  } else {
    step.next.slots.erase(std::string(kPiecesSlot));
  }
}

void Move(Step& step) {
  const Product* product = ProductInTalk(step);
  auto move = MoveInTalk(step);
  if (product == nullptr || !move) return;
  // What was promised before is sold on the condition that was told then.
  const Bargain before = BargainInTalk(step, *product);
  if (move->kind == BargainMove::Kind::kAccept && before.offered.value > 0 &&
      move->price == before.offered) {
    move->condition = PromisedCondition(step, before);
  }
  const bool offers =
      move->kind == BargainMove::Kind::kConcede || move->kind == BargainMove::Kind::kAccept;
  if (offers) move->next.expires = step.now + step.pack.shop.bargain.validity;
  KeepPieces(step, move->next.quantity);
  Keep(step, move->next);
  SetValues(step, *product, *move);
  if (offers) PromisePrice(step, *move);
}

// A push that is answered with words alone (a plea, a threat, another shop's price): it counts, but
// the price stays.
void Stay(Step& step) {
  const Product* product = ProductInTalk(step);
  if (product == nullptr) return;
  BargainMove move;
  move.next = BargainInTalk(step, *product);
  ++move.next.pushes;
  move.price = StandingPrice(*product, move.next);
  move.condition = PromisedCondition(step, move.next);
  KeepPieces(step, move.next.quantity);
  Keep(step, move.next);
  SetValues(step, *product, move);
}

// The buyer says yes to what we offered last: that price, no new number.
void Agree(Step& step) {
  const Product* product = ProductInTalk(step);
  if (product == nullptr) return;
  const Bargain state = BargainInTalk(step, *product);
  BargainMove move;
  move.kind = BargainMove::Kind::kAccept;
  move.price = StandingPrice(*product, state);
  move.condition = PromisedCondition(step, state);
  move.next = state;
  move.next.offered = move.price;
  move.next.settled = true;
  move.next.expires = step.now + step.pack.shop.bargain.validity;
  KeepPieces(step, state.quantity);
  Keep(step, move.next);
  SetValues(step, *product, move);
  PromisePrice(step, move);
}

// The buyer wants fewer pieces than our condition asks for: the same price, for another condition.
const BargainCondition* EasierCondition(const Step& step) {
  for (const BargainCondition& condition : step.pack.shop.bargain.conditions) {
    if (condition.quantity <= PiecesInTalk(step)) return &condition;
  }
  return nullptr;
}
bool AsksFewer(const Step& step) {
  const Product* product = ProductInTalk(step);
  if (product == nullptr) return false;
  const std::int64_t wanted = PiecesInLine(step);
  const auto* condition = PromisedCondition(step, BargainInTalk(step, *product));
  return wanted > 0 && condition != nullptr && condition->quantity > wanted;
}
void Ease(Step& step) {
  const Product* product = ProductInTalk(step);
  if (product == nullptr) return;
  BargainMove move;
  move.next = BargainInTalk(step, *product);
  move.price = StandingPrice(*product, move.next);
  move.condition = EasierCondition(step);
  KeepPieces(step, move.next.quantity);
  Keep(step, move.next);
  SetValues(step, *product, move);
  if (move.price < product->list) PromisePrice(step, move);
}

// 那一件呢: other pieces than those that were talked about, and no number.
bool AsksOtherPieces(const Step& step) {
  const std::int64_t wanted = PiecesInLine(step);
  if (wanted <= 0 || HasNumber(step)) return false;
  const auto kept = step.next.slots.find(std::string(kPiecesSlot));
  return std::to_string(wanted) != (kept == step.next.slots.end() ? "1" : kept->second);
}

template <class Say>
std::string OfState(const Step& step, Say say) {
  const Product* product = ProductInTalk(step);
  return product == nullptr ? std::string() : say(*product, BargainInTalk(step, *product));
}

std::string Price(const Step& step) {
  return OfState(step, [](const Product& product, const Bargain& state) {
    return FormatYuan(StandingPrice(product, state));
  });
}
std::string Total(const Step& step) {
  return OfState(step, [](const Product& product, const Bargain& state) {
    return FormatYuan({StandingPrice(product, state).value * state.quantity});
  });
}
std::string PiecesText(const Step& step) { return std::to_string(PiecesInTalk(step)) + "件"; }
std::string ConditionText(const Step& step) {
  return OfState(step, [&](const Product&, const Bargain& state) {
    return SayCondition(PromisedCondition(step, state), state.quantity);
  });
}
bool HasCondition(const Step& step) { return !ConditionText(step).empty(); }

std::string Valid(const Step& step) { return SayValidity(step.pack.shop.bargain.validity); }

}  // namespace

std::span<const NamedGuard> BargainGuards() {
  static const NamedGuard guards[] = {
      {"bargain.fixed", "there is no bargaining for this product", Fixed},
      {"bargain.accepts", "the buyer's number can be taken", Accepts},
      {"bargain.values", "the first push: its value is explained, the price stays", Values},
      {"bargain.waits", "a push before the price moves: something in kind, or a kind no", Waits},
      {"bargain.concedes", "the next concession is due", Concedes},
      {"bargain.holds", "all concessions are given: the price stays", Holds},
      {"bargain.pauses", "the buyer has pressed on often enough", Pauses},
      {"bargain.alternative", "the price stays, and there is something else to offer",
       HasAlternative},
      {"bargain.too_low", "the buyer's number is too far below the list price to be met", TooLow},
      {"bargain.number", "the buyer names a price, a discount or an amount to take off", HasNumber},
      {"bargain.condition", "our price asks something in return", HasCondition},
      {"bargain.lot", "several pieces are bargained over", IsLot},
      {"bargain.wholesale", "so many pieces that the wholesale offer holds", IsWholesale},
      {"bargain.fewer", "the buyer wants fewer pieces than our price asks for", AsksFewer},
      {"bargain.recounted", "the line asks for the price of more or fewer pieces than before",
       AsksOtherPieces},
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
      {"bargain.stay",
       "the push counts, but the price stays: for what is answered with words alone",
       {"bargain.price", "bargain.saved", "bargain.condition", "bargain.valid"},
       Stay},
      {"bargain.ease",
       "the same price for fewer pieces, on another condition",
       {"bargain.price", "bargain.saved", "bargain.condition", "bargain.valid"},
       Ease},
  };
  return actions;
}

std::span<const NamedPlaceholder> BargainPlaceholders() {
  static const NamedPlaceholder all[] = {
      {"bargain.price", "our price for this buyer now, in yuan", Price},
      {"bargain.total", "that price times the pieces, in yuan", Total},
      {"bargain.pieces", "the pieces that are bargained over: 3件", PiecesText},
      {"bargain.condition", "what the buyer does in return", ConditionText},
      {"bargain.valid", "how long an offer holds", Valid},
  };
  return all;
}

}  // namespace xiaoer
