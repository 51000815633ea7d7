// Bargaining: what the shop does when a buyer presses for less, as a pure policy over whole fen.
//
// The trade's order (seeds: 让步, 议价小技巧): the value first, something in kind next, and only then
// the price, in concessions that shrink (of 50 yuan of room: 20, 15, 10, 5), each for something in
// return. A number of the buyer's is worth more than pressing alone, so it is answered like this:
// - at or above our standing price: sold at our standing price, never above it;
// - so near below it that the difference is not worth a word: sold at the buyer's number;
// - not too far below the list price: met part of the way, little for a first number, in proportion
//   to the raise for later ones; if it can be done (that is, not below the floor), taken when the
//   buyer has come up and now stands still, or says it is the last;
// - further below: our next price once the price moves at all, said kindly.
// How far is too far is a share of the list price. The floor has no part in it: two numbers around the
// floor get the same kind of answer, or a buyer could find the floor by trying numbers.
// When the ladder is used up come the alternatives; then the best number the buyer has named, if it
// can be done; else a pause. Once a buyer's number was taken, that price stands: taking ever lower
// ones would walk down to the floor and show where it is.
//
// Equal buyers who say the same are offered the same. Every price is between floor and list price,
// none is above the one before while that holds, and no concession is larger than the one before.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/conversation.h"
#include "engine/match/entity.h"
#include "engine/policy/shop.h"

namespace xiaoer {

// Our price per piece for so many pieces after `step` rungs of the ladder; the list price for 0.
// Never below the floor; falls with every step as long as there is room.
Fen PriceAtStep(const Product& product, const BargainPolicy& policy, std::int64_t pieces, int step);

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

// One push of the buyer's.
struct BargainPush {
  std::optional<BuyerNumber> number;
  bool last_word = false;  // 最多260, 不行就算了
};

struct BargainMove {
  enum class Kind : std::uint8_t {
    kFixed,    // this shop or product does not bargain
    kAccept,   // sold at `price`
    kValue,    // the first push: why it is worth its price; the price stays
    kWait,     // a push before any concession: something in kind, or a kind no
    kConcede,  // our new price, on `condition`
    kHold,     // nothing more to give: the standing price, and an alternative
    kPause,    // pressed on often enough: kindly no more
  };
  Kind kind = Kind::kHold;
  Fen price;             // per piece, our standing price from now on
  bool too_low = false;  // the buyer's number was too far below the list price to be met
  const BargainCondition* condition = nullptr;  // into the policy
  int alternative = -1;  // kHold: index into BargainPolicy::alternatives, -1 = none left
  Bargain next;          // the state to keep
};

// `state` is what was said so far over so many pieces of this product (a fresh one:
// Bargain{product.id}).
BargainMove DecideBargain(const Product& product, const BargainPolicy& policy, const Bargain& state,
                          const BargainPush& push);

// The state to go on from, for so many pieces: what this conversation said over them; else a fresh
// one that begins at the best price that was offered for as many or fewer, here or to the same buyer
// earlier, while it holds.
Bargain StandingBargain(const Product& product, const BargainPolicy& policy,
                        const Conversation& conversation, const std::vector<Promise>& earlier,
                        std::int64_t pieces, Instant now);

// Our price now: the list price before any concession.
Fen StandingPrice(const Product& product, const Bargain& state);

}  // namespace xiaoer
