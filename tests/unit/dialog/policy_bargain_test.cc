#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "engine/policy/bargain.h"

namespace xiaoer {
namespace {

constexpr std::int64_t kHuge = std::numeric_limits<std::int64_t>::max();

// The trade's own example: asked 300, not below 250; 50 yuan of room in steps of 20, 15, 10, 5.
Product Dress() {
  Product p;
  p.id = "p-300";
  p.list = {30000};
  p.floor = {25000};
  return p;
}

BargainPolicy House() {
  BargainPolicy policy;
  policy.shares = {400, 300, 200, 100};
  policy.conditions = {{"order_now", "今天下单", 1}, {"two_pieces", "两件一起拍", 2}};
  policy.alternatives = {"礼物", "券"};
  return policy;
}

Entity Money(std::int64_t fen, std::int64_t pieces = 0) {
  Entity e;
  e.type = EntityType::kMoney;
  e.value = e.value_max = fen;
  e.quantity = pieces;
  return e;
}
Entity Of(EntityType type, std::int64_t value) {
  Entity e;
  e.type = type;
  e.value = e.value_max = value;
  return e;
}

BuyerNumber Yuan(std::int64_t yuan) { return {{yuan * 100}, 0}; }

using Kind = BargainMove::Kind;

TEST(Ladder, GivesTwentyFifteenTenFive) {
  const Product p = Dress();
  const BargainPolicy policy = House();
  EXPECT_EQ(PriceAtStep(p, policy, 1, 0), Fen{30000});
  EXPECT_EQ(PriceAtStep(p, policy, 1, 1), Fen{28000});
  EXPECT_EQ(PriceAtStep(p, policy, 1, 2), Fen{26500});
  EXPECT_EQ(PriceAtStep(p, policy, 1, 3), Fen{25500});
  EXPECT_EQ(PriceAtStep(p, policy, 1, 4), Fen{25000});
  EXPECT_EQ(PriceAtStep(p, policy, 1, 100), Fen{25000});
}

TEST(Ladder, RoundsUpAndNeverUnderTheFloor) {
  Product p = Dress();
  p.list = {9990};
  p.floor = {9555};
  const BargainPolicy policy = House();
  Fen before = p.list;
  for (int step = 0; step <= 5; ++step) {
    const Fen price = PriceAtStep(p, policy, 1, step);
    EXPECT_GE(price, p.floor);
    EXPECT_LE(price, before);
    before = price;
  }
  EXPECT_EQ(PriceAtStep(p, policy, 1, 1), Fen{9900});  // 98.16 rounded up to whole yuan
}

// What the policy does to pushes in order; `numbers`: 0 = none, in yuan.
struct Played {
  std::vector<Kind> kinds;
  std::vector<std::int64_t> prices;  // yuan
  Bargain state;
};
Played Play(const std::vector<std::int64_t>& numbers, const Product& product = Dress(),
            const BargainPolicy& policy = House()) {
  Played played;
  played.state.product = product.id;
  for (const std::int64_t number : numbers) {
    BargainPush push;
    if (number > 0) push.number = Yuan(number);
    const BargainMove move = DecideBargain(product, policy, played.state, push);
    played.kinds.push_back(move.kind);
    played.prices.push_back(move.price.value / 100);
    played.state = move.next;
  }
  return played;
}

TEST(Bargain, TheValueThenSomethingInKindThenTheLadderThenAlternativesThenAPause) {
  const Played played = Play({0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
  EXPECT_EQ(
      played.kinds,
      (std::vector<Kind>{Kind::kValue, Kind::kWait, Kind::kConcede, Kind::kConcede, Kind::kConcede,
                         Kind::kConcede, Kind::kHold, Kind::kHold, Kind::kPause, Kind::kPause}));
  EXPECT_EQ(played.prices,
            (std::vector<std::int64_t>{300, 300, 280, 265, 255, 250, 250, 250, 250, 250}));
}

TEST(Bargain, EachConcessionAsksForSomething) {
  const BargainPolicy policy = House();
  Bargain state = Play({0, 0}).state;
  BargainMove move = DecideBargain(Dress(), policy, state, {});
  ASSERT_NE(move.condition, nullptr);
  EXPECT_EQ(move.condition->id, "order_now");
  move = DecideBargain(Dress(), policy, move.next, {});
  EXPECT_EQ(move.condition->id, "two_pieces");
  EXPECT_EQ(move.condition->quantity, 2);
  move = DecideBargain(Dress(), policy, move.next, {});
  EXPECT_EQ(move.condition->id, "two_pieces");  // the last one serves all further steps
}

TEST(Bargain, ANumberAtOrAboveOursIsSoldAtOurs) {
  EXPECT_EQ(Play({350}).kinds.back(), Kind::kAccept);
  EXPECT_EQ(Play({350}).prices.back(), 300);
  const Played later = Play({0, 0, 0, 290});
  EXPECT_EQ(later.kinds.back(), Kind::kAccept);
  EXPECT_EQ(later.prices.back(), 280);
}

TEST(Bargain, ANumberNearOursIsTaken) {
  EXPECT_EQ(Play({298}).kinds.back(), Kind::kAccept);
  EXPECT_EQ(Play({298}).prices.back(), 298);
  EXPECT_EQ(Play({297}).kinds.back(), Kind::kConcede);
}

TEST(Bargain, AFirstNumberThatCanBeDoneIsMetPartOfTheWay) {
  BargainPolicy policy = House();
  policy.gap_share = 250;
  const Played played = Play({260}, Dress(), policy);
  EXPECT_EQ(played.kinds.back(), Kind::kConcede);
  EXPECT_EQ(played.prices.back(), 290);
}

TEST(Bargain, ARaiseIsMetInProportionAndNeverByMoreThanBefore) {
  BargainPolicy policy = House();
  policy.gap_share = 250;
  policy.raise_share = 500;
  const Played played = Play({260, 270, 285}, Dress(), policy);
  EXPECT_EQ(played.prices, (std::vector<std::int64_t>{290, 285, 285}));
  EXPECT_EQ(Play({260, 266, 278}, Dress(), policy).prices,
            (std::vector<std::int64_t>{290, 287, 284}));  // 3 before, so 3 at most
}

TEST(Bargain, WhoCameUpAndStandsStillGetsTheNumber) {
  const Played played = Play({260, 270, 270});
  EXPECT_EQ(played.kinds.back(), Kind::kAccept);
  EXPECT_EQ(played.prices.back(), 270);
}

TEST(Bargain, WhoNeverMovesGetsTheNumberOnlyAtTheThirdTime) {
  const Played played = Play({260, 260, 260});
  EXPECT_EQ(played.kinds[1], Kind::kConcede);
  EXPECT_EQ(played.kinds[2], Kind::kAccept);
}

TEST(Bargain, ALastWordThatCanBeDoneIsTakenButNotAsTheFirst) {
  const BargainPush last{Yuan(265), true};
  EXPECT_EQ(DecideBargain(Dress(), House(), {}, last).kind, Kind::kConcede);
  const BargainMove move = DecideBargain(Dress(), House(), Play({0}).state, last);
  EXPECT_EQ(move.kind, Kind::kAccept);
  EXPECT_EQ(move.price, Fen{26500});
}

TEST(Bargain, ATakenNumberStands) {
  const Played played = Play({260, 270, 270, 262, 255, 251, 250});
  EXPECT_EQ(played.kinds[2], Kind::kAccept);
  for (std::size_t i = 2; i < played.prices.size(); ++i) EXPECT_EQ(played.prices[i], 270) << i;
}

TEST(Bargain, ANumberBelowTheFloorIsNeverTaken) {
  Bargain state;
  for (int i = 0; i < 20; ++i) {
    const BargainMove move =
        DecideBargain(Dress(), House(), state, {BuyerNumber{{24999}, 0}, i % 3 == 2});
    EXPECT_NE(move.kind, Kind::kAccept) << i;
    EXPECT_TRUE(move.too_low);
    EXPECT_GE(move.price, Fen{25000});
    state = move.next;
  }
}

// Somebody who tries one number after the other must not learn where the floor is from our answers.
TEST(Bargain, NoFirstAnswerTellsOnWhichSideOfTheFloorANumberIs) {
  for (const std::int64_t floor : {200, 230, 250, 262, 290}) {
    Product p = Dress();
    p.floor = {floor * 100};
    const BargainMove below = DecideBargain(p, House(), {}, {Yuan(floor - 1), false});
    const BargainMove at = DecideBargain(p, House(), {}, {Yuan(floor), false});
    EXPECT_EQ(below.kind, at.kind) << floor;
    EXPECT_EQ(below.too_low, at.too_low) << floor;
    EXPECT_LE(below.price.value - at.price.value, 100) << floor;
    EXPECT_GE(below.price.value - at.price.value, -100) << floor;
  }
}

TEST(Bargain, BeforeThePauseTheBuyersBestNumberIsTaken) {
  BargainPolicy policy = House();
  policy.shares = {200};
  // 270 once, then only pressing: before the buyer is let go, 270.
  const Played played = Play({270, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, Dress(), policy);
  EXPECT_NE(std::find(played.kinds.begin(), played.kinds.end(), Kind::kAccept), played.kinds.end());
  EXPECT_EQ(played.prices.back(), 270);
}

TEST(Bargain, NeverRisesNeverUndercutsAndConcessionsShrinkWhateverIsSaid) {
  const BargainPolicy policy = House();
  Product p = Dress();
  p.floors = {{3, {24000}}, {10, {22000}}};
  const std::int64_t numbers[] = {0, 1, -5, 24999, 25000, 26000, 27999, 29999, 30000, 31000, kHuge};
  // A small fixed walk through many orders of these numbers and of pressing without one.
  std::uint32_t seed = 7;
  for (int round = 0; round < 1000; ++round) {
    Bargain state;
    state.quantity = round % 4 == 0 ? 3 : 1;
    Fen before = p.list;
    Fen last_drop;
    for (int i = 0; i < 14; ++i) {
      seed = seed * 1664525u + 1013904223u;
      const std::size_t pick = (seed >> 16) % (std::size(numbers) + 1);
      BargainPush push;
      push.last_word = (seed >> 8) % 8 == 0;
      if (pick < std::size(numbers))
        push.number = ReadNumber(Money(numbers[pick]), p, StandingPrice(p, state));
      const BargainMove move = DecideBargain(p, policy, state, push);
      ASSERT_LE(move.price, before);
      ASSERT_GE(move.price, p.FloorFor(state.quantity));
      if (move.kind == Kind::kConcede) {
        ASSERT_LT(move.price, before);
        if (last_drop.value > 0) {
          ASSERT_LE(before - move.price, last_drop);
        }
        last_drop = before - move.price;
      }
      before = move.price;
      state = move.next;
    }
  }
}

TEST(Bargain, SeveralPiecesHaveAFloorOfTheirOwn) {
  Product p = Dress();
  p.floors = {{3, {24000}}, {10, {22000}}};
  EXPECT_EQ(p.FloorFor(1), Fen{25000});
  EXPECT_EQ(p.FloorFor(3), Fen{24000});
  EXPECT_EQ(p.FloorFor(99), Fen{22000});
  Bargain three;
  three.quantity = 3;
  three.pushes = 2;
  EXPECT_EQ(DecideBargain(p, House(), three, {BuyerNumber{{24500}, 3}, true}).kind, Kind::kAccept);
  Bargain one;
  one.pushes = 2;
  EXPECT_NE(DecideBargain(p, House(), one, {BuyerNumber{{24500}, 1}, true}).kind, Kind::kAccept);
}

TEST(Standing, WhatHoldsForManyDoesNotHoldForOne) {
  Conversation talk;
  Bargain lot;
  lot.product = "p-300";
  lot.quantity = 5;
  lot.offered = {26000};
  lot.pushes = 3;
  talk.bargains.push_back(lot);
  Promise promise;
  promise.kind = Promise::Kind::kPrice;
  promise.product = "p-300";
  promise.amount = {26000};
  promise.quantity = 5;
  promise.expires = FromMillis(1000);
  talk.promises.push_back(promise);
  EXPECT_EQ(StandingBargain(Dress(), House(), talk, {}, 5, FromMillis(1)).offered, Fen{26000});
  EXPECT_EQ(StandingBargain(Dress(), House(), talk, {}, 8, FromMillis(1)).offered, Fen{26000});
  const Bargain one = StandingBargain(Dress(), House(), talk, {}, 1, FromMillis(1));
  EXPECT_EQ(one.offered, Fen{});
  EXPECT_EQ(one.pushes, 3);  // its value was explained already
}

TEST(Standing, AnOfferLapses) {
  Conversation talk;
  Bargain bargain;
  bargain.product = "p-300";
  bargain.offered = {28000};
  bargain.expires = FromMillis(1000);
  talk.bargains.push_back(bargain);
  EXPECT_EQ(StandingBargain(Dress(), House(), talk, {}, 1, FromMillis(999)).offered, Fen{28000});
  EXPECT_EQ(StandingBargain(Dress(), House(), talk, {}, 1, FromMillis(1000)).offered, Fen{});
}

TEST(Bargain, FixedPricesDoNotMove) {
  Product p = Dress();
  p.bargain = false;
  EXPECT_EQ(DecideBargain(p, House(), {}, {}).kind, Kind::kFixed);
  BargainPolicy off = House();
  off.enabled = false;
  const BargainMove move = DecideBargain(Dress(), off, {}, {Yuan(260), false});
  EXPECT_EQ(move.kind, Kind::kFixed);
  EXPECT_EQ(move.price, Fen{30000});
}

TEST(Numbers, ALotIsWorthWhatItComesToPerPiece) {
  EXPECT_EQ(ReadNumber(Money(15000, 2), Dress(), {30000})->per_piece, Fen{7500});
  // 499.99 for two is less than two floors: the odd fen is not given away.
  EXPECT_EQ(ReadNumber(Money(49999, 2), Dress(), {30000})->per_piece, Fen{24999});
  EXPECT_EQ(ReadNumber(Money(50000, 2), Dress(), {30000})->quantity, 2);
}

TEST(Numbers, DiscountsAreOfTheListPrice) {
  EXPECT_EQ(ReadNumber(Of(EntityType::kDiscount, 800), Dress(), {28000})->per_piece, Fen{24000});
  EXPECT_EQ(ReadNumber(Of(EntityType::kDiscount, 950), Dress(), {28000})->per_piece, Fen{28500});
  EXPECT_FALSE(ReadNumber(Of(EntityType::kDiscount, 0), Dress(), {28000}));
  EXPECT_FALSE(ReadNumber(Of(EntityType::kDiscount, kHuge), Dress(), {28000}));
}

TEST(Numbers, MoneyOffAndRoundingOffAreOfOurStandingPrice) {
  EXPECT_EQ(ReadNumber(Of(EntityType::kMoneyOff, 2000), Dress(), {28000})->per_piece, Fen{26000});
  EXPECT_EQ(ReadNumber(Of(EntityType::kMoneyOff, kHuge), Dress(), {28000})->per_piece, Fen{0});
  EXPECT_EQ(ReadNumber(Of(EntityType::kRoundOff, 0), Dress(), {28800})->per_piece, Fen{28000});
  EXPECT_EQ(ReadNumber(Of(EntityType::kRoundOff, 0), Dress(), {28850})->per_piece, Fen{28800});
  EXPECT_FALSE(ReadNumber(Of(EntityType::kRoundOff, 0), Dress(), {28000}));
}

TEST(Numbers, HostileOnesDoNotOverflow) {
  for (const std::int64_t value :
       {kHuge, std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}}) {
    for (const EntityType type : {EntityType::kMoney, EntityType::kMoneyOff, EntityType::kDiscount,
                                  EntityType::kRoundOff, EntityType::kNumber}) {
      Entity e = Of(type, value);
      e.quantity = value;
      const auto number = ReadNumber(e, Dress(), {30000});
      EXPECT_TRUE(!number || number->per_piece >= Fen{0});
    }
  }
}

TEST(Promises, AnEarlierPriceIsKeptInANewConversation) {
  Promise promise;
  promise.kind = Promise::Kind::kPrice;
  promise.product = "p-300";
  promise.amount = {26500};
  promise.expires = FromMillis(1000);
  const Bargain state = StandingBargain(Dress(), House(), {}, {promise}, 1, FromMillis(999));
  EXPECT_EQ(state.offered, Fen{26500});
  EXPECT_EQ(state.step, 2);
  const Bargain expired = StandingBargain(Dress(), House(), {}, {promise}, 1, FromMillis(1000));
  EXPECT_EQ(StandingPrice(Dress(), expired), Fen{30000});
}

}  // namespace
}  // namespace xiaoer
