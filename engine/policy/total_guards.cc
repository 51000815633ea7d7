// price.*: what several pieces or several products come to, with the promotion taken off.
#include <algorithm>

#include "engine/pack.h"
#include "engine/policy/bargain.h"
#include "engine/policy/parts.h"

namespace xiaoer {
namespace {

struct Total {
  std::int64_t pieces = 0;  // 0 = nothing to add up
  Fen sum;                  // at the list price, or at the price that this buyer was offered
  Fen off;                  // what a promotion takes off
  bool offered = false;
};

// The price that this buyer was offered for so many pieces; the list price without an offer.
Fen UnitPrice(const Step& step, const Product& product, std::int64_t pieces, bool& offered) {
  for (const Bargain& state : step.next.bargains) {
    if (state.product != product.id || state.expires <= step.now) continue;
    if (state.quantity > pieces) continue;
    const Fen standing = StandingPrice(product, state);
    if (standing >= product.list) continue;
    offered = true;
    return standing;
  }
  return product.list;
}

std::int64_t Pieces(const Step& step) {
  const Entity* entity = FindEntity(step, EntityType::kQuantity);
  constexpr std::int64_t kMost = 10'000;
  if (entity == nullptr || entity->bare || entity->value < 1) return 1;
  return std::min(entity->value, kMost);
}

// The promotion that takes most off, once; its threshold counts the whole sum.
Fen PromotionOff(const Step& step, Fen sum, const Product* only) {
  Fen off;
  for (const Promotion* promotion :
       PromotionsAt(step.pack.shop, only == nullptr ? "" : only->id, step.now)) {
    if (promotion->threshold.value > 0 && sum >= promotion->threshold) {
      off = std::max(off, promotion->off);
    }
  }
  return off;
}

Total AddUp(const Step& step) {
  Total total;
  const auto named = ProductsInLine(step);
  if (named.size() > 1) {
    Fen floors;
    for (const Product* product : named) {
      ++total.pieces;
      total.sum = total.sum + UnitPrice(step, *product, 1, total.offered);
      floors = floors + product->FloorFor(1);
    }
    if (!total.offered) total.off = PromotionOff(step, total.sum, nullptr);
    if (total.sum - total.off < floors) total.off = {};
    return total;
  }
  const Product* product = ProductInTalk(step);
  const std::int64_t pieces = Pieces(step);
  if (product == nullptr || pieces < 2) return total;
  total.pieces = pieces;
  total.sum = UnitPrice(step, *product, pieces, total.offered) * pieces;
  // Our own offer is the last word on the price: nothing is taken off a second time.
  if (!total.offered) total.off = PromotionOff(step, total.sum, product);
  if (total.sum - total.off < product->FloorFor(pieces) * pieces) total.off = {};
  return total;
}

using S = const Step&;

}  // namespace

std::span<const NamedGuard> TotalGuards() {
  static const NamedGuard guards[] = {
      {"price.several", "the line is about several pieces or products whose prices add up",
       [](S s) { return AddUp(s).pieces > 1; }},
      {"price.reduced", "… and a promotion takes something off the sum",
       [](S s) { return AddUp(s).off.value > 0; }},
  };
  return guards;
}

std::span<const NamedPlaceholder> TotalPlaceholders() {
  static const NamedPlaceholder all[] = {
      {"price.pieces", "how many pieces: 2", [](S s) { return std::to_string(AddUp(s).pieces); }},
      {"price.sum", "what they come to, in yuan", [](S s) { return FormatYuan(AddUp(s).sum); }},
      {"price.off", "what a promotion takes off, in yuan",
       [](S s) { return FormatYuan(AddUp(s).off); }},
      {"price.total", "what is left to pay, in yuan",
       [](S s) {
         const Total total = AddUp(s);
         return FormatYuan(total.sum - total.off);
       }},
  };
  return all;
}

}  // namespace xiaoer
