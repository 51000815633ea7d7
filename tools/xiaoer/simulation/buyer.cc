#include "tools/xiaoer/simulation/buyer.h"

#include <algorithm>

namespace xiaoer::simulation {
namespace {

constexpr std::int64_t kMaxPushes = 20;
// What is taken off must be worth a word: in one step one per cent of the list price, in all two.
constexpr std::int64_t kStepPercent = 1;
constexpr std::int64_t kWonPercent = 2;

constexpr std::array<std::string_view, static_cast<std::size_t>(Tactic::kCount)> kTactics = {
    "linear", "exponential", "low_ball", "tit_for_tat", "silence",  "walk_away",
    "lot",    "postage",     "pleading", "threatening", "injecting"};
constexpr std::array<std::string_view, static_cast<std::size_t>(Budget::kCount)> kBudgets = {
    "0.8 floor", "floor", "middle", "list", "1.2 list"};

Fen BudgetOf(const Goods& goods, Budget budget) {
  switch (budget) {
    case Budget::kBelowFloor:
      return {goods.floor.value * 8 / 10};
    case Budget::kFloor:
      return goods.floor;
    case Budget::kMiddle:
      return {(goods.floor.value + goods.list.value) / 2};
    case Budget::kList:
      return goods.list;
    default:
      return {goods.list.value * 12 / 10};
  }
}

// Buyers speak in whole yuan.
Fen WholeYuan(std::int64_t fen) { return {fen / 100 * 100}; }

}  // namespace

std::string_view ToString(Tactic tactic) { return kTactics[static_cast<std::size_t>(tactic)]; }
std::string_view ToString(Budget budget) { return kBudgets[static_cast<std::size_t>(budget)]; }

Buyer::Buyer(const Goods& goods, Tactic tactic, Budget budget, const BuyerModel& model,
             Random& random)
    : goods_(goods),
      tactic_(tactic),
      model_(model),
      random_(random),
      budget_(BudgetOf(goods, budget)),
      top_(std::min(budget_, goods.list)),
      opening_{top_.value * random.Between(700, 950) / 1000},
      steps_(random.Between(4, 8)),
      bears_(random.Between(2, 4)),
      leaves_at_(random.Between(2, 5)),
      seen_(goods.list),
      bid_(opening_) {}

// The most that he is content to pay now.
Fen Buyer::Content(const SellerSays& stands) {
  const std::int64_t way = (top_ - opening_).value;
  const bool last = pushes_ >= steps_ - 1;
  switch (tactic_) {
    case Tactic::kExponential:
      return last ? top_ : Fen{top_.value - (way >> pushes_)};
    case Tactic::kLowBall:
      return last ? top_ : opening_;
    case Tactic::kTitForTat:
      bid_ = std::min(top_, bid_ + Fen{std::max<std::int64_t>(0, (seen_ - stands.price).value)});
      return last ? top_ : bid_;
    default:
      return {opening_.value + way * std::min(pushes_, steps_ - 1) / (steps_ - 1)};
  }
}

bool Buyer::WouldTake(const SellerSays& stands, Fen content) const {
  const bool enough_pieces = !stands.two_pieces_only || goods_.pieces >= 2;
  return stands.price <= budget_ && stands.price <= content + Fen{50} && enough_pieces;
}

std::optional<BuyerSays> Buyer::Decide(const SellerSays& stands) {
  if (stands.price > budget_) return std::nullopt;
  if (won_something_ || random_.Chance(model_.buy_anyway)) {
    return BuyerSays{BuyerSays::Kind::kTake, {}, false};
  }
  return std::nullopt;
}

std::optional<BuyerSays> Buyer::Next(const SellerSays& stands) {
  if (pushes_ > 0) {
    const bool moved = (seen_ - stands.price).value * 100 >= goods_.list.value * kStepPercent;
    nothing_won_ = moved || stands.in_kind ? 0 : nothing_won_ + 1;
    won_something_ = won_something_ ||
                     (goods_.list - stands.price).value * 100 >= goods_.list.value * kWonPercent;
  }
  const Fen content = Content(stands);
  if (WouldTake(stands, content)) return BuyerSays{BuyerSays::Kind::kTake, {}, false};
  seen_ = stands.price;
  if (tactic_ == Tactic::kWalkAway && pushes_ >= leaves_at_) return std::nullopt;
  if (tactic_ == Tactic::kSilence && pushes_ >= 2) {
    if (away_) return Decide(stands);
    away_ = true;
    if (!random_.Chance(50)) return std::nullopt;
    return BuyerSays{BuyerSays::Kind::kStill, {}, false};
  }
  // Free shipping was granted or is usual: that was all he wanted.
  if (tactic_ == Tactic::kPostage && pushes_ == 1 && stands.price <= budget_) {
    return BuyerSays{BuyerSays::Kind::kTake, {}, false};
  }
  if (stands.last_word || nothing_won_ >= bears_ || pushes_ >= kMaxPushes) return Decide(stands);
  return Speak(stands, content);
}

std::optional<BuyerSays> Buyer::Speak(const SellerSays& stands, Fen content) {
  using Kind = BuyerSays::Kind;
  ++pushes_;
  if (stands.two_pieces_only && goods_.pieces < 2 && !said_one_piece_) {
    said_one_piece_ = true;
    return BuyerSays{Kind::kOnePiece, {}, false};
  }
  const bool last = pushes_ >= steps_;
  switch (tactic_) {
    case Tactic::kPleading:
      return BuyerSays{pushes_ % 2 == 1 ? Kind::kPlea : Kind::kAsk, {}, false};
    case Tactic::kThreatening:
      return BuyerSays{pushes_ % 2 == 0 ? Kind::kThreat : Kind::kAsk, {}, false};
    case Tactic::kInjecting:
      return BuyerSays{pushes_ % 3 == 1 ? Kind::kInject : Kind::kAsk, {}, false};
    case Tactic::kPostage:
      return BuyerSays{pushes_ == 1 ? Kind::kPostage : Kind::kAsk, {}, false};
    case Tactic::kSilence:
      return BuyerSays{Kind::kAsk, {}, false};
    case Tactic::kLowBall:
      return BuyerSays{Kind::kBid, last ? WholeYuan(content.value) : WholeYuan(opening_.value),
                       last};
    default:
      return BuyerSays{Kind::kBid, WholeYuan(content.value), last && random_.Chance(50)};
  }
}

}  // namespace xiaoer::simulation
