// advice.*: what only suggest mode offers: moves that the policy would not make yet, for the agent to
// decide. They set texts' values and keep nothing.
#include "engine/pack.h"
#include "engine/policy/bargain.h"
#include "engine/policy/bargain_talk.h"
#include "engine/policy/parts.h"

namespace xiaoer {
namespace {

struct Offer {
  Fen price;
  const BargainCondition* condition = nullptr;
};

bool Bargains(const Step& step, const Product& product) {
  return step.pack.shop.bargain.enabled && product.bargain;
}

// One step down the ladder from where we stand; nothing if there is none left.
std::optional<Offer> NextConcession(const Step& step) {
  const Product* product = ProductInTalk(step);
  if (product == nullptr || !Bargains(step, *product)) return std::nullopt;
  const BargainPolicy& policy = step.pack.shop.bargain;
  const Bargain state = BargainInTalk(step, *product);
  const Fen standing = StandingPrice(*product, state);
  const Fen price = PriceAtStep(*product, policy, PiecesInTalk(step), state.step + 1);
  // Nobody concedes to less than the buyer offers.
  const auto number = PushOf(step, *product, standing).number;
  if (number && number->per_piece >= price) return std::nullopt;
  if (!(price < standing) || price < product->FloorFor(PiecesInTalk(step))) return std::nullopt;
  return Offer{price, ConditionAtStep(policy, state.step + 1)};
}

// The buyer's own number, where it can be done at all.
std::optional<Offer> BuyersNumber(const Step& step) {
  const Product* product = ProductInTalk(step);
  if (product == nullptr || !Bargains(step, *product)) return std::nullopt;
  const Fen standing = StandingPrice(*product, BargainInTalk(step, *product));
  const auto number = PushOf(step, *product, standing).number;
  if (!number || number->per_piece < product->FloorFor(PiecesInTalk(step)) ||
      !(number->per_piece < standing)) {
    return std::nullopt;
  }
  return Offer{number->per_piece, nullptr};
}

void SetOffer(Step& step, const std::optional<Offer>& offer) {
  if (!offer) return;
  step.values["bargain.price"] = FormatYuan(offer->price);
  step.values["bargain.condition"] =
      offer->condition == nullptr ? std::string() : offer->condition->text;
}

bool CanConcede(const Step& step) { return NextConcession(step).has_value(); }
bool CanTake(const Step& step) { return BuyersNumber(step).has_value(); }
void Concede(Step& step) { SetOffer(step, NextConcession(step)); }
void Take(Step& step) { SetOffer(step, BuyersNumber(step)); }

}  // namespace

std::span<const NamedGuard> AdviceGuards() {
  static const NamedGuard guards[] = {
      {"advice.concedes", "the price could come down a step, whether it is time or not",
       CanConcede},
      {"advice.takes", "the buyer's number is below our price and could be done", CanTake},
  };
  return guards;
}

std::span<const NamedAction> AdviceActions() {
  static const NamedAction actions[] = {
      {"advice.concede",
       "for a suggestion: the next price of the ladder, kept nowhere",
       {"bargain.price", "bargain.condition"},
       Concede},
      {"advice.take",
       "for a suggestion: the buyer's own number, kept nowhere",
       {"bargain.price", "bargain.condition"},
       Take},
  };
  return actions;
}

}  // namespace xiaoer
