#include <gtest/gtest.h>

#include <limits>

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
  EXPECT_EQ(PriceAtStep(p, policy, 0), Fen{30000});
  EXPECT_EQ(PriceAtStep(p, policy, 1), Fen{28000});
  EXPECT_EQ(PriceAtStep(p, policy, 2), Fen{26500});
  EXPECT_EQ(PriceAtStep(p, policy, 3), Fen{25500});
  EXPECT_EQ(PriceAtStep(p, policy, 4), Fen{25000});
  EXPECT_EQ(PriceAtStep(p, policy, 100), Fen{25000});
}

TEST(Ladder, RoundsUpAndNeverUnderTheFloor) {
  Product p = Dress();
  p.list = {9990};
  p.floor = {9555};
  const BargainPolicy policy = House();
  Fen before = p.list;
  for (int step = 0; step <= 5; ++step) {
    const Fen price = PriceAtStep(p, policy, step);
    EXPECT_GE(price, p.floor);
    EXPECT_LE(price, before);
    before = price;
  }
  EXPECT_EQ(PriceAtStep(p, policy, 1), Fen{9900});  // 98.16 rounded up to whole yuan
}

TEST(Bargain, PressingWithoutANumberWalksTheLadderThenAlternativesThenPause) {
  const Product p = Dress();
  const BargainPolicy policy = House();
  Bargain state;
  std::vector<Fen> prices;
  std::vector<Kind> kinds;
  std::vector<int> alternatives;
  for (int i = 0; i < 8; ++i) {
    const BargainMove move = DecideBargain(p, policy, state, std::nullopt);
    prices.push_back(move.price);
    kinds.push_back(move.kind);
    alternatives.push_back(move.alternative);
    state = move.next;
  }
  EXPECT_EQ(prices, (std::vector<Fen>{
                        {28000}, {26500}, {25500}, {25000}, {25000}, {25000}, {25000}, {25000}}));
  EXPECT_EQ(kinds,
            (std::vector<Kind>{Kind::kConcede, Kind::kConcede, Kind::kConcede, Kind::kConcede,
                               Kind::kHold, Kind::kHold, Kind::kPause, Kind::kPause}));
  EXPECT_EQ(alternatives[4], 0);
  EXPECT_EQ(alternatives[5], 1);
}

TEST(Bargain, EachConcessionAsksForSomething) {
  const BargainPolicy policy = House();
  Bargain state;
  BargainMove move = DecideBargain(Dress(), policy, state, std::nullopt);
  ASSERT_NE(move.condition, nullptr);
  EXPECT_EQ(move.condition->id, "order_now");
  move = DecideBargain(Dress(), policy, move.next, std::nullopt);
  EXPECT_EQ(move.condition->id, "two_pieces");
  EXPECT_EQ(move.condition->quantity, 2);
  move = DecideBargain(Dress(), policy, move.next, std::nullopt);
  EXPECT_EQ(move.condition->id, "two_pieces");  // the last one serves all further steps
}

TEST(Bargain, ANumberAtOrAboveOursIsSoldAtOurs) {
  Bargain state;
  BargainMove move = DecideBargain(Dress(), House(), state, Yuan(350));
  EXPECT_EQ(move.kind, Kind::kAccept);
  EXPECT_EQ(move.price, Fen{30000});
  state.step = 1;
  state.offered = {28000};
  move = DecideBargain(Dress(), House(), state, Yuan(290));
  EXPECT_EQ(move.kind, Kind::kAccept);
  EXPECT_EQ(move.price, Fen{28000});
}

TEST(Bargain, ANumberAboveOurNextPriceIsTaken) {
  const BargainMove move = DecideBargain(Dress(), House(), {}, Yuan(285));
  EXPECT_EQ(move.kind, Kind::kAccept);
  EXPECT_EQ(move.price, Fen{28500});
}

TEST(Bargain, ANumberBetweenFloorAndNextPriceIsMetByTheNextPrice) {
  const BargainMove move = DecideBargain(Dress(), House(), {}, Yuan(255));
  EXPECT_EQ(move.kind, Kind::kConcede);
  EXPECT_EQ(move.price, Fen{28000});
  EXPECT_FALSE(move.too_low);
}

TEST(Bargain, ANumberBelowTheFloorIsNeverTaken) {
  Bargain state;
  for (int i = 0; i < 20; ++i) {
    const BargainMove move = DecideBargain(Dress(), House(), state, BuyerNumber{{24999}, 0});
    EXPECT_NE(move.kind, Kind::kAccept) << i;
    EXPECT_TRUE(move.too_low);
    EXPECT_GE(move.price, Fen{25000});
    state = move.next;
  }
}

TEST(Bargain, TheFloorItselfIsTakenAtTheEndOfTheLadderOnly) {
  Bargain state;
  BargainMove move = DecideBargain(Dress(), House(), state, Yuan(250));
  EXPECT_EQ(move.kind, Kind::kConcede);
  state.step = 4;
  state.offered = {25000};
  move = DecideBargain(Dress(), House(), state, Yuan(250));
  EXPECT_EQ(move.kind, Kind::kAccept);
}

TEST(Bargain, NeverRisesAndNeverUndercutsWhateverIsSaid) {
  const Product p = Dress();
  const BargainPolicy policy = House();
  const std::int64_t numbers[] = {0, 1, -5, 24999, 25000, 26000, 27999, 29999, 30000, 31000, kHuge};
  // A small fixed walk through many orders of these numbers and of pressing without one.
  std::uint32_t seed = 7;
  for (int round = 0; round < 500; ++round) {
    Bargain state;
    Fen before = p.list;
    for (int i = 0; i < 12; ++i) {
      seed = seed * 1664525u + 1013904223u;
      const std::size_t pick = (seed >> 16) % (std::size(numbers) + 1);
      std::optional<BuyerNumber> number;
      if (pick < std::size(numbers))
        number = ReadNumber(Money(numbers[pick]), p, StandingPrice(p, state));
      const BargainMove move = DecideBargain(p, policy, state, number);
      ASSERT_LE(move.price, before);
      ASSERT_GE(move.price, p.floor);
      before = move.price;
      state = move.next;
    }
  }
}

TEST(Bargain, FixedPricesDoNotMove) {
  Product p = Dress();
  p.bargain = false;
  EXPECT_EQ(DecideBargain(p, House(), {}, std::nullopt).kind, Kind::kFixed);
  BargainPolicy off = House();
  off.enabled = false;
  const BargainMove move = DecideBargain(Dress(), off, {}, Yuan(260));
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
  const Bargain state = StandingBargain(Dress(), House(), {}, {promise}, FromMillis(999));
  EXPECT_EQ(state.offered, Fen{26500});
  EXPECT_EQ(state.step, 2);
  const Bargain expired = StandingBargain(Dress(), House(), {}, {promise}, FromMillis(1000));
  EXPECT_EQ(StandingPrice(Dress(), expired), Fen{30000});
}

}  // namespace
}  // namespace xiaoer
