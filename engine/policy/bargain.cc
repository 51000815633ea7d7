#include "engine/policy/bargain.h"

#include <algorithm>

namespace xiaoer {
namespace {

constexpr std::int64_t kPerMille = 1000;
// Ten million yuan: what a buyer writes beyond this is no price, and products of it with any of our
// factors stay far inside 64 bits.
constexpr std::int64_t kMaxFen = 1'000'000'000;
constexpr std::int64_t kMaxPieces = 1'000'000;
constexpr int kMaxInsisted = 1000;

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

Fen PriceAtStep(const Product& product, const BargainPolicy& policy, int step) {
  const std::int64_t list = product.list.value;
  const std::int64_t room = list - product.floor.value;
  if (step <= 0 || room <= 0) return product.list;
  std::int64_t share = 0;
  const std::size_t count = std::min(policy.shares.size(), static_cast<std::size_t>(step));
  for (std::size_t i = 0; i < count; ++i) share += policy.shares[i];
  share = std::clamp<std::int64_t>(share, 0, kPerMille);
  // Rounding goes up, towards the buyer paying more: never under the floor.
  const std::int64_t price = RoundUp(list - room * share / kPerMille, policy.round_to.value);
  return {std::clamp(price, product.floor.value, list)};
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
  return {std::clamp(state.offered.value, std::min(product.floor.value, product.list.value),
                     product.list.value)};
}

BargainMove DecideBargain(const Product& product, const BargainPolicy& policy, const Bargain& state,
                          std::optional<BuyerNumber> number) {
  BargainMove move;
  move.next = state;
  move.next.product = product.id;
  const Fen standing = StandingPrice(product, state);
  const auto settle = [&](BargainMove::Kind kind, Fen price) {
    move.kind = kind;
    move.price = price;
    move.next.offered = price;
    return move;
  };
  if (number) {
    move.next.buyer_offer = number->per_piece;
    if (number->quantity > 0) move.next.quantity = number->quantity;
  }
  move.condition = ConditionAtStep(policy, state.step);
  if (!policy.enabled || !product.bargain || product.floor >= product.list) {
    if (number && number->per_piece >= product.list)
      return settle(BargainMove::Kind::kAccept, product.list);
    return settle(BargainMove::Kind::kFixed, product.list);
  }
  if (number && number->per_piece >= standing) {
    return settle(BargainMove::Kind::kAccept, standing);
  }
  // Steps that rounding or a kept promise made worthless are passed over.
  const int last = static_cast<int>(policy.shares.size());
  // A number of the buyer's was taken before: that price stands. Taking ever lower ones would walk the buyer
  // down to the floor and show where it is.
  const bool closed = state.step > last;
  int step = std::clamp(state.step, 0, last);
  Fen next = standing;
  while (step < last && next >= standing) next = PriceAtStep(product, policy, ++step);
  const bool more = next < standing;
  if (!closed && number && number->per_piece >= product.floor &&
      (!more || number->per_piece >= next)) {
    move.next.step = last + 1;
    return settle(BargainMove::Kind::kAccept, number->per_piece);
  }
  move.too_low = number && number->per_piece < product.floor;
  if (more) {
    move.next.step = step;
    move.condition = ConditionAtStep(policy, step);
    move.next.insisted = 0;
    return settle(BargainMove::Kind::kConcede, next);
  }
  move.next.step = closed ? state.step : step;
  const int pressed = std::clamp(state.insisted, 0, kMaxInsisted);
  move.next.insisted = std::min(pressed + 1, kMaxInsisted);
  if (pressed < static_cast<int>(policy.alternatives.size())) move.alternative = pressed;
  const bool enough = pressed >= policy.insist_limit && move.alternative < 0;
  return settle(enough ? BargainMove::Kind::kPause : BargainMove::Kind::kHold, standing);
}

Bargain StandingBargain(const Product& product, const BargainPolicy& policy,
                        const Conversation& conversation, const std::vector<Promise>& earlier,
                        Instant now) {
  for (const Bargain& bargain : conversation.bargains) {
    if (bargain.product == product.id) return bargain;
  }
  Bargain fresh;
  fresh.product = product.id;
  for (const Promise& promise : earlier) {
    if (promise.kind != Promise::Kind::kPrice || promise.product != product.id) continue;
    if (promise.expires <= now || promise.amount.value <= 0) continue;
    if (fresh.offered.value > 0 && promise.amount >= fresh.offered) continue;
    fresh.offered = promise.amount;
    fresh.quantity = std::max<std::int64_t>(promise.quantity, 1);
  }
  // The promised price stands for the concessions that led to it.
  if (fresh.offered.value > 0) {
    while (fresh.step < static_cast<int>(policy.shares.size()) &&
           PriceAtStep(product, policy, fresh.step + 1) >= fresh.offered) {
      ++fresh.step;
    }
  }
  return fresh;
}

}  // namespace xiaoer
