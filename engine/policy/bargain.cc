#include "engine/policy/bargain.h"

#include <algorithm>

namespace xiaoer {
namespace {

constexpr std::int64_t kPerMille = 1000;
// Ten million yuan: what a buyer writes beyond this is no price, and products of it with any of our
// factors stay far inside 64 bits.
constexpr std::int64_t kMaxFen = 1'000'000'000;
constexpr std::int64_t kMaxPieces = 1'000'000;

std::int64_t ClampFen(std::int64_t value) { return std::clamp<std::int64_t>(value, 0, kMaxFen); }

std::int64_t RoundUp(std::int64_t value, std::int64_t unit) {
  if (unit <= 1) return value;
  return (value + unit - 1) / unit * unit;
}

// 抹零 takes the fen if there are some, else the last figure of the yuan (288 → 280). A price that
// is round already has nothing to take.
std::int64_t RoundOff(std::int64_t fen) {
  for (const std::int64_t unit : {std::int64_t{100}, std::int64_t{1000}}) {
    if (fen % unit != 0) return fen / unit * unit;
  }
  return fen;
}

}  // namespace

Fen PriceAtStep(const Product& product, const BargainPolicy& policy, std::int64_t pieces,
                int step) {
  const std::int64_t list = product.list.value;
  const std::int64_t floor = product.FloorFor(pieces).value;
  const std::int64_t room = list - floor;
  if (step <= 0 || room <= 0) return product.list;
  std::int64_t share = 0;
  const std::size_t count = std::min(policy.shares.size(), static_cast<std::size_t>(step));
  for (std::size_t i = 0; i < count; ++i) share += policy.shares[i];
  share = std::clamp<std::int64_t>(share, 0, kPerMille);
  // Rounding goes up, towards the buyer paying more: never under the floor.
  const std::int64_t price = RoundUp(list - room * share / kPerMille, policy.round_to.value);
  return {std::clamp(price, floor, list)};
}

const BargainCondition* ConditionAtStep(const BargainPolicy& policy, int step) {
  if (policy.conditions.empty() || step <= 0) return nullptr;
  const std::size_t index = std::min(static_cast<std::size_t>(step), policy.conditions.size()) - 1;
  return &policy.conditions[index];
}

std::optional<BuyerNumber> ReadNumber(const Entity& entity, const Product& product, Fen standing) {
  BuyerNumber number;
  // A range is an offer of up to its end: the most the buyer says to be ready for.
  const std::int64_t value = std::max(entity.value, entity.value_max);
  switch (entity.type) {
    case EntityType::kMoney: {
      const std::int64_t pieces = std::clamp<std::int64_t>(entity.quantity, 1, kMaxPieces);
      // Clamped after dividing, so that a large lot is still worth what it says.
      number.per_piece = {ClampFen(value / pieces)};
      number.quantity = std::clamp<std::int64_t>(entity.quantity, 0, kMaxPieces);
      return number;
    }
    case EntityType::kNumber:  // a bare 80 that nothing else claimed, in thousandths
      if (value < 0 || value % 10 != 0) return std::nullopt;
      number.per_piece = {ClampFen(value / 10)};
      return number;
    case EntityType::kDiscount:
      if (entity.value <= 0 || entity.value > kPerMille) return std::nullopt;
      number.per_piece = {RoundUp(ClampFen(product.list.value) * entity.value, kPerMille) /
                          kPerMille};
      return number;
    case EntityType::kMoneyOff:
      number.per_piece = {ClampFen(standing.value - ClampFen(entity.value))};
      return number;
    case EntityType::kRoundOff:
      number.per_piece = {RoundOff(standing.value)};
      // Nothing to round off: the wish for less stands, but it has no number.
      if (number.per_piece == standing) return std::nullopt;
      return number;
    default:
      return std::nullopt;
  }
}

Fen StandingPrice(const Product& product, const Bargain& state) {
  if (state.offered.value <= 0) return product.list;
  const Fen floor = std::min(product.FloorFor(state.quantity), product.list);
  return {std::clamp(state.offered.value, floor.value, product.list.value)};
}

namespace {

// One push, from what was said so far to the move.
class Deciding {
 public:
  Deciding(const Product& product, const BargainPolicy& policy, const Bargain& state,
           const BargainPush& push)
      : product_(product),
        policy_(policy),
        push_(push),
        floor_(product.FloorFor(state.quantity)),
        standing_(StandingPrice(product, state)),
        named_before_(state.buyer_offer.value > 0 ? std::optional(state.buyer_offer)
                                                  : std::nullopt) {
    move_.next = state;
    move_.next.product = product.id;
  }

  BargainMove Run() {
    move_.condition = ConditionAtStep(policy_, move_.next.step);
    const auto& number = push_.number;
    if (!policy_.enabled || !product_.bargain || floor_ >= product_.list) {
      const bool enough = number && number->per_piece >= product_.list;
      return Settle(enough ? Kind::kAccept : Kind::kFixed, product_.list);
    }
    if (number && number->per_piece >= standing_) return Settle(Kind::kAccept, standing_);
    Bargain& next = move_.next;
    next.pushes = std::min(next.pushes + 1, kMaxPushes);
    if (number) {
      // Measured by the list price: were it measured by the floor, buyers could tell from the kind of
      // our answer on which side of the floor their number is.
      move_.too_low = number->per_piece < LeastToMeet();
      const bool fell = named_before_ && *named_before_ - number->per_piece >= Fen{kRaise};
      Listen(number->per_piece);
      // Who takes back what was offered is not met for it.
      if (fell && !move_.too_low) return Hold();
      // A number below the one before is no standing still: it is not taken for it.
      const bool can_be_done = number->per_piece >= floor_ && !fell;
      if (!next.settled && can_be_done && IsToBeTaken(number->per_piece)) {
        return Take(number->per_piece);
      }
    }
    if (next.settled) return Hold();
    if (number && !move_.too_low) return ConcedeTo(MeetingPrice(number->per_piece));
    if (next.offered.value <= 0 && next.pushes <= policy_.before_conceding) {
      return Settle(next.pushes == 1 ? Kind::kValue : Kind::kWait, standing_);
    }
    if (number && named_before_ && next.stood_still == 0) {
      return ConcedeTo(MeetingPrice(number->per_piece));
    }
    return ConcedeTo(NextRung());
  }

 private:
  using Kind = BargainMove::Kind;

  BargainMove Settle(Kind kind, Fen price) {
    move_.kind = kind;
    move_.price = price;
    if (kind != Kind::kValue && kind != Kind::kWait) move_.next.offered = price;
    return std::move(move_);
  }

  Fen LeastToMeet() const {
    return {product_.list.value - product_.list.value * policy_.meet_within / kPerMille};
  }

  // What the buyer's number tells beside itself.
  void Listen(Fen number) {
    Bargain& next = move_.next;
    if (named_before_) {
      const bool raised = number.value - named_before_->value >= kRaise;
      next.rose = next.rose || raised;
      next.stood_still = raised ? 0 : std::min(next.stood_still + 1, kMaxPushes);
    }
    next.buyer_offer = std::max(next.buyer_offer, number);
  }

  // The buyer will not come up any further: what else would one wait for?
  bool IsToBeTaken(Fen number) const {
    const Bargain& next = move_.next;
    if (standing_ - number <= policy_.close_gap) return true;
    if (next.pushes >= kTired) return true;
    if (push_.last_word && next.pushes > 1) return true;
    // Who has never moved is first shown how far our own price comes.
    return (next.stood_still > 1 && next.step > 0) || (next.stood_still > 0 && next.rose);
  }

  BargainMove Take(Fen price) {
    move_.next.settled = true;
    // The buyer gets the number and the pieces that were named: no condition may ask for more.
    for (const BargainCondition& condition : policy_.conditions) {
      if (condition.quantity > move_.next.quantity) continue;
      move_.condition = &condition;
      break;
    }
    return Settle(Kind::kAccept, price);
  }

  Fen NextRung() const {
    const int last = static_cast<int>(policy_.shares.size());
    for (int step = 1; step <= last; ++step) {
      const Fen price = PriceAtStep(product_, policy_, move_.next.quantity, step);
      if (price < standing_) return price;
    }
    return standing_;
  }

  // Part of the way to the buyer's number, never further than the ladder's next rung.
  Fen MeetingPrice(Fen number) const {
    const std::int64_t way = named_before_ ? (number - *named_before_).value * policy_.raise_share
                                           : (standing_ - number).value * policy_.gap_share;
    // Less than this would be felt as a joke.
    const std::int64_t least = product_.list.value / 100;
    const Fen met{standing_.value - std::max(way / kPerMille, least)};
    return std::max(NextRung(), met);
  }

  BargainMove ConcedeTo(Fen target) {
    Bargain& next = move_.next;
    if (next.last_drop.value > 0) target = std::max(target, standing_ - next.last_drop);
    target = {RoundUp(std::max(target, floor_).value, policy_.round_to.value)};
    if (target >= standing_ || next.step >= kMaxConcessions) return Hold();
    next.last_drop = standing_ - target;
    ++next.step;
    next.insisted = 0;
    move_.condition = ConditionAtStep(policy_, next.step);
    return Settle(Kind::kConcede, target);
  }

  BargainMove Hold() {
    Bargain& next = move_.next;
    const int pressed = next.insisted;
    next.insisted = std::min(pressed + 1, kMaxPushes);
    if (pressed < static_cast<int>(policy_.alternatives.size())) move_.alternative = pressed;
    if (pressed < policy_.insist_limit || move_.alternative >= 0) {
      return Settle(Kind::kHold, standing_);
    }
    // Before letting the buyer go: what the buyer would have paid.
    if (!next.settled && next.buyer_offer >= floor_ && next.buyer_offer < standing_) {
      return Take(next.buyer_offer);
    }
    return Settle(Kind::kPause, standing_);
  }

  static constexpr int kTired = 7;  // pushes after which any number that can be done is taken
  static constexpr int kMaxConcessions = 8;
  static constexpr int kMaxPushes = 1000;
  static constexpr std::int64_t kRaise = 100;  // a yuan: less is no step towards each other

  const Product& product_;
  const BargainPolicy& policy_;
  const BargainPush& push_;
  const Fen floor_;
  const Fen standing_;
  const std::optional<Fen> named_before_;
  BargainMove move_;
};

}  // namespace

BargainMove DecideBargain(const Product& product, const BargainPolicy& policy, const Bargain& state,
                          const BargainPush& push) {
  return Deciding(product, policy, state, push).Run();
}

Bargain StandingBargain(const Product& product, const BargainPolicy& policy,
                        const Conversation& conversation, const std::vector<Promise>& earlier,
                        std::int64_t pieces, Instant now) {
  Bargain fresh;
  fresh.product = product.id;
  fresh.quantity = std::max<std::int64_t>(pieces, 1);
  for (const Bargain& bargain : conversation.bargains) {
    if (bargain.product != product.id) continue;
    if (bargain.expires != Instant{} && bargain.expires <= now) continue;
    if (bargain.quantity == fresh.quantity) return bargain;
    // The value of the goods was explained already, however many are talked about now.
    fresh.pushes = std::max(fresh.pushes, bargain.pushes);
  }
  const auto consider = [&](const std::vector<Promise>& promises) {
    for (const Promise& promise : promises) {
      if (promise.kind != Promise::Kind::kPrice || promise.product != product.id) continue;
      if (promise.expires <= now || promise.amount.value <= 0) continue;
      if (promise.quantity > fresh.quantity) continue;
      if (fresh.offered.value > 0 && promise.amount >= fresh.offered) continue;
      fresh.offered = promise.amount;
      fresh.expires = promise.expires;
    }
  };
  consider(conversation.promises);
  consider(earlier);
  // The promised price stands for the concessions that led to it.
  if (fresh.offered.value > 0) {
    while (fresh.step < static_cast<int>(policy.shares.size()) &&
           PriceAtStep(product, policy, fresh.quantity, fresh.step + 1) >= fresh.offered) {
      ++fresh.step;
    }
  }
  return fresh;
}

}  // namespace xiaoer
