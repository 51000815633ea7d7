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
  // 五双 of 棉袜五双装 is what one of them holds.
  const Product* product = ProductInTalk(step);
  const std::string said(step.line.Quote(entity->units));
  if (product != nullptr && product->name.find(said) != std::string::npos) return 1;
  return std::min(entity->value, kMost);
}

// How many of this one, of several: 两件围巾一个帽子, or 围巾两件帽子一个. Whichever way the line begins it
// goes on, and a count belongs to no name beyond the next.
std::int64_t PiecesOf(const Step& step, const Product& product) {
  constexpr std::int64_t kMost = 10'000;
  std::vector<const Entity*> words;  // names and counts, as they stand
  for (const Entity& e : step.match.entities) {
    const bool count = e.type == EntityType::kQuantity && !e.bare && e.value >= 1;
    if (e.type == EntityType::kProduct || count) words.push_back(&e);
  }
  std::sort(words.begin(), words.end(),
            [](const Entity* a, const Entity* b) { return a->units.begin < b->units.begin; });
  const bool counts_first = !words.empty() && words.front()->type == EntityType::kQuantity;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i]->type != EntityType::kProduct || words[i]->text != product.id) continue;
    const std::size_t count = counts_first ? i - 1 : i + 1;  // i > 0 where counts come first
    if (count >= words.size() || words[count]->type != EntityType::kQuantity) continue;
    return std::min(words[count]->value, kMost);
  }
  return 1;
}

// The promotion that takes most off, once; its threshold counts the whole sum. Coupons are not counted:
// nobody knows here who has one.
Fen PromotionOff(const Step& step, Fen sum, const Product* only) {
  Fen off;
  for (const Promotion* promotion :
       PromotionsAt(step.pack.shop, only == nullptr ? "" : only->id, step.now)) {
    if (!promotion->coupon && promotion->threshold.value > 0 && sum >= promotion->threshold) {
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
      const std::int64_t pieces = PiecesOf(step, *product);
      total.pieces += pieces;
      total.sum = total.sum + UnitPrice(step, *product, pieces, total.offered) * pieces;
      floors = floors + product->FloorFor(pieces) * pieces;
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

// The goods that the sum is of, so that a text names what its amount is for.
std::string Goods(const Step& step) {
  const auto named = ProductsInLine(step);
  const Product* product = ProductInTalk(step);
  if (named.size() <= 1) {
    return product == nullptr ? std::string()
                              : product->name + std::to_string(AddUp(step).pieces) + "件";
  }
  std::vector<std::string> names;
  // Without their counts: the gate reads 3件 beside a sum as the sum's pieces.
  for (const Product* one : named) names.push_back(one->name);
  return Join(names);
}

// Several are asked about, and nothing says that they are bought together.
bool Apart(const Step& step) {
  return ProductsInLine(step).size() > 1 && !HasTopic(step, Topic::kTogether);
}

std::string Each(const Step& step) {
  std::string text;
  for (const Product* product : ProductsInLine(step)) {
    text += (text.empty() ? "" : "，") + product->name + FormatYuan(product->list) + "元";
  }
  return text;
}

using S = const Step&;

}  // namespace

std::span<const NamedGuard> TotalGuards() {
  static const NamedGuard guards[] = {
      {"price.several", "the line is about several pieces or products whose prices add up",
       [](S s) { return AddUp(s).pieces > 1; }},
      {"price.apart", "the line asks for the prices of several products, each by itself", Apart},
      {"price.reduced", "… and a promotion takes something off the sum",
       [](S s) { return AddUp(s).off.value > 0; }},
  };
  return guards;
}

std::span<const NamedPlaceholder> TotalPlaceholders() {
  static const NamedPlaceholder all[] = {
      {"price.goods", "the goods that are added up: 云朵羊毛开衫2件", Goods},
      {"price.each", "the products that the line names, each with its price", Each},
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
