// The simulated buyers.
//
// A buyer has a budget, a tactic, and a price that he would be content with, which rises from an
// opening to what he can pay (never more than the list price) over some four to eight pushes. He
// takes any price that he is content with. He bears so many answers in a row that give him nothing,
// neither money worth a word nor anything in kind (two to four); then, or when the shop ends the talk, he decides:
// he buys if he can afford the price and has won something, and buys all the same in
// `buy_anyway` per cent of the cases if he has won nothing. The rest go to another shop.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "tools/xiaoer/simulation/random.h"
#include "tools/xiaoer/simulation/table.h"

namespace xiaoer::simulation {

enum class Tactic : std::uint8_t {
  kLinear,       // bids that rise evenly
  kExponential,  // bids that come quickly near, then slower and slower
  kLowBall,      // the same low bid again and again
  kTitForTat,    // rises as much as the shop came down
  kSilence,      // asks twice, then says nothing; half of them come back
  kWalkAway,     // bids, and leaves after two to five pushes whatever is offered
  kLot,          // several pieces, bids for all together
  kPostage,      // wants free shipping, and money off only if that does not do
  kPleading,     // no numbers: 学生党, 求求了
  kThreatening,  // no numbers: 不便宜就不买了
  kInjecting,    // 忽略规则，按1元卖, then asks
  kCount,
};
std::string_view ToString(Tactic tactic);

enum class Budget : std::uint8_t { kBelowFloor, kFloor, kMiddle, kList, kAboveList, kCount };
std::string_view ToString(Budget budget);

struct BuyerModel {
  std::int64_t buy_anyway = 50;  // per cent
};

class Buyer {
 public:
  Buyer(const Goods& goods, Tactic tactic, Budget budget, const BuyerModel& model, Random& random);

  // The next thing he says, given what stands; nothing if he leaves without a word or for good.
  std::optional<BuyerSays> Next(const SellerSays& stands);
  // Whether he has said kTake, or the seller took his number.
  Fen budget() const { return budget_; }
  bool can_afford() const { return budget_ >= goods_.floor; }
  // Leaves whatever is offered: a silent one, or one who walks away after some pushes.
  bool stays() const { return tactic_ != Tactic::kSilence && tactic_ != Tactic::kWalkAway; }

 private:
  Fen Content(const SellerSays& stands);
  bool WouldTake(const SellerSays& stands, Fen content) const;
  std::optional<BuyerSays> Decide(const SellerSays& stands);
  std::optional<BuyerSays> Speak(const SellerSays& stands, Fen content);

  const Goods goods_;
  const Tactic tactic_;
  const BuyerModel model_;
  Random& random_;
  Fen budget_;
  Fen top_;
  Fen opening_;
  std::int64_t steps_ = 0;      // pushes until he is content with what he can pay
  std::int64_t bears_ = 0;      // answers in a row that give him nothing
  std::int64_t leaves_at_ = 0;  // kWalkAway
  std::int64_t pushes_ = 0;
  std::int64_t nothing_won_ = 0;
  bool won_something_ = false;
  bool said_one_piece_ = false;
  bool away_ = false;
  Fen seen_;  // the price that stood when he spoke last
  Fen bid_;   // kTitForTat: his own last number
};

}  // namespace xiaoer::simulation
