// Bargaining: what the shop does with a buyer's number, as a pure policy over whole fen.
//
// Our price starts at the list price and only falls, along the ladder of the shop's policy: each
// concession is a share of the room between list price and floor, and asks something in return. The
// buyer's number is answered so:
// - at or above our standing price: sold at our standing price, never above it;
// - at or above our next price: sold at the buyer's number, once; that price stands from then on;
// - below that, at or above the floor: our next price; the buyer's number, once, if there is no next price;
// - below the floor: our next price, said kindly; the standing price if there is no next one;
// - no number: our next price; alternatives when the ladder is used up, then a pause.
// Equal buyers who say the same are offered the same. Every price is between floor and list price,
// and none is above the one before (unless the shop itself raised the floor meanwhile).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/conversation.h"
#include "engine/match/entity.h"
#include "engine/policy/shop.h"

namespace xiaoer {

// Our price per piece after `step` concessions; the list price for 0. Never below the floor; falls
// with every step as long as there is room.
Fen PriceAtStep(const Product& product, const BargainPolicy& policy, int step);

// The condition that comes with concession `step` (1, 2, …); null if the policy has none.
const BargainCondition* ConditionAtStep(const BargainPolicy& policy, int step);

// What the buyer named, per piece.
struct BuyerNumber {
  Fen per_piece;
  std::int64_t quantity = 0;  // for a lot; 0 = not said
  friend bool operator==(const BuyerNumber&, const BuyerNumber&) = default;
};

// Any amount that means a price: a sum, a lot (两件150 → 75 a piece, rounded down, so that the shop
// never loses by rounding), a discount of the list price, money off the standing price, a
// rounded-off standing price. Nothing for other entities. Never overflows.
std::optional<BuyerNumber> ReadNumber(const Entity& entity, const Product& product, Fen standing);

struct BargainMove {
  enum class Kind : std::uint8_t {
    kFixed,    // this shop or product does not bargain
    kAccept,   // sold at `price`
    kConcede,  // our new price, on `condition`
    kHold,     // the ladder is used up: the standing price, and an alternative
    kPause,    // pressed on often enough: kindly no more
  };
  Kind kind = Kind::kHold;
  Fen price;             // per piece, our standing price from now on
  bool too_low = false;  // the buyer's number was below what can ever be done
  const BargainCondition* condition = nullptr;  // into the policy
  int alternative = -1;  // kHold: index into BargainPolicy::alternatives, -1 = none left
  Bargain next;          // the state to keep
};

// `state` is what was said so far over this product (a fresh one: Bargain{product.id}).
BargainMove DecideBargain(const Product& product, const BargainPolicy& policy, const Bargain& state,
                          std::optional<BuyerNumber> number);

// The state to go on from: the conversation's own, or the price promised to this buyer earlier.
Bargain StandingBargain(const Product& product, const BargainPolicy& policy,
                        const Conversation& conversation, const std::vector<Promise>& earlier,
                        Instant now);

// Our price now: the list price before any concession.
Fen StandingPrice(const Product& product, const Bargain& state);

}  // namespace xiaoer
