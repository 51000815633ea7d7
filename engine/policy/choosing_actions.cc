// recommend.*, choice.*, compare.*: helping a buyer to choose, at most two at a time.
#include <algorithm>
#include <charconv>

#include "engine/pack.h"
#include "engine/policy/parts.h"
#include "engine/policy/variants.h"

namespace xiaoer {
namespace {

constexpr std::size_t kMost = 2;
// What was recommended last ("p-300,p-knit"), and what for.
constexpr const char* kListSlot = "recommended";
constexpr const char* kBudgetSlot = "recommend.budget";  // fen
constexpr const char* kPresentSlot = "recommend.present";

std::string Kept(const Step& step, const char* slot) {
  const auto it = step.next.slots.find(slot);
  return it == step.next.slots.end() ? std::string() : it->second;
}

// The most that the buyer wants to spend; 0 = not said.
Fen Budget(const Step& step) {
  // 那50呢 while we ask for the budget needs no word for it.
  const bool asked = !step.next.stack.empty() && step.next.stack.back().flow == "recommend";
  if (const Entity* money = FindEntity(step, EntityType::kMoney);
      money != nullptr && (asked || HasTopic(step, Topic::kBudget))) {
    return Fen{std::max(money->value, money->value_max)};
  }
  const std::string kept = Kept(step, kBudgetSlot);
  Fen budget;
  std::from_chars(kept.data(), kept.data() + kept.size(), budget.value);
  return budget;
}

bool ForPresent(const Step& step) {
  if (HasTopic(step, Topic::kOwnUse)) return false;
  return HasTopic(step, Topic::kPresent) || !Kept(step, kPresentSlot).empty();
}

// The kind of goods that the line asks for, by the catalogue's own word; else that of the product.
std::string Category(const Step& step) {
  const std::string line = step.line.ToUtf8();
  const auto named = ProductsInLine(step);
  if (!named.empty()) return named.front()->category;
  for (const Product& product : step.pack.shop.products) {
    if (!product.category.empty() && line.find(product.category) != std::string::npos) {
      return product.category;
    }
  }
  const Product* current = ProductInTalk(step);
  return current == nullptr ? std::string() : current->category;
}

bool CategoryInLine(const Step& step) {
  const std::string line = step.line.ToUtf8();
  const auto& all = step.pack.shop.products;
  return std::any_of(all.begin(), all.end(), [&](const Product& product) {
    return !product.category.empty() && line.find(product.category) != std::string::npos;
  });
}

bool Recommendable(const Product& product) { return product.recommend > 0 && product.stock > 0; }

// In stock and within the budget; what fits the wish first, then the shop's favourites.
std::vector<const Product*> Pick(const Step& step) {
  const Fen budget = Budget(step);
  const std::string category = Category(step);
  const auto named = ProductsInLine(step);
  const Product* current = named.empty() ? ProductInTalk(step) : nullptr;
  const bool present = ForPresent(step);
  std::vector<const Product*> all;
  for (const Product& product : step.pack.shop.products) {
    if (&product == current || !Recommendable(product)) continue;
    if (budget.value > 0 && product.list > budget) continue;
    all.push_back(&product);
  }
  const auto rank = [&](const Product* p) {
    const bool same = !category.empty() && p->category == category;
    const bool gift = present && !p->gift.empty();
    const bool asked = std::find(named.begin(), named.end(), p) != named.end();
    return (asked ? 4 : 0) + (same ? 2 : 0) + (gift ? 1 : 0);
  };
  std::stable_sort(all.begin(), all.end(), [&](const Product* a, const Product* b) {
    return rank(a) != rank(b) ? rank(a) > rank(b) : a->recommend > b->recommend;
  });
  // Who asks for one kind of goods is not shown another.
  const bool strict = !category.empty() && (!named.empty() || CategoryInLine(step));
  const auto other = [&](const Product* p) { return p->category != category; };
  if (strict && !std::all_of(all.begin(), all.end(), other)) std::erase_if(all, other);
  if (all.size() > kMost) all.resize(kMost);
  return all;
}

std::vector<const Product*> Listed(const Step& step) {
  std::vector<const Product*> all;
  const std::string text = Kept(step, kListSlot);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    const Product* product = step.pack.shop.FindProduct(text.substr(at, end - at));
    if (product != nullptr) all.push_back(product);
    at = end + 1;
  }
  return all;
}

void Recommend(Step& step) {
  const auto all = Pick(step);
  std::string text;
  for (const Product* product : all) text += (text.empty() ? "" : ",") + product->id;
  const Fen budget = Budget(step);
  if (budget.value > 0) step.next.slots[kBudgetSlot] = std::to_string(budget.value);
  if (ForPresent(step)) {
    step.next.slots[kPresentSlot] = "1";
  } else {
    step.next.slots.erase(kPresentSlot);
  }
  step.next.slots[kListSlot] = text;
}

// Nothing is known of what the buyer looks for.
bool Blind(const Step& step) {
  return Budget(step).value == 0 && !ForPresent(step) && !HasTopic(step, Topic::kOwnUse) &&
         ProductInTalk(step) == nullptr && !CategoryInLine(step);
}

const Product* At(const std::vector<const Product*>& all, std::size_t index) {
  return index < all.size() ? all[index] : nullptr;
}

std::string Reason(const Step& step, const Product* product) {
  if (product == nullptr) return {};
  if (ForPresent(step) && !product->gift.empty()) return "随单送" + product->gift + "，送人方便";
  return product->value.empty() ? product->notes : product->value;
}

std::vector<const Product*> Compared(const Step& step);

// 第二个 after a recommendation; null if the line chooses none of them.
const Product* Chosen(const Step& step) {
  const auto all = Listed(step);
  if (all.empty()) return nullptr;
  if (HasTopic(step, Topic::kSecondOne)) return At(all, 1);
  if (HasTopic(step, Topic::kFirstOne)) return At(all, 0);
  // 灰格的: a colour that only the other one comes in.
  const Product* current = ProductInTalk(step);
  if (current != nullptr && ReadVariant(step, *current).color_in_line) return nullptr;
  for (const Product* product : all) {
    if (product != current && ReadVariant(step, *product).color_in_line) return product;
  }
  return nullptr;
}

void TakeCompared(Step& step) {
  const auto pair = Compared(step);
  if (pair.size() == 2) step.next.slots[kListSlot] = pair[0]->id + "," + pair[1]->id;
}

void TakeChoice(Step& step) {
  if (const Product* product = Chosen(step)) step.next.product = product->id;
}

// Two products to be compared; fewer if there is nothing to compare.
std::vector<const Product*> Compared(const Step& step) {
  std::vector<const Product*> pair = ProductsInLine(step);
  if (pair.size() >= 2) return {pair[0], pair[1]};
  const auto add = [&](const Product* product) {
    if (product != nullptr && std::find(pair.begin(), pair.end(), product) == pair.end()) {
      pair.push_back(product);
    }
  };
  const auto listed = Listed(step);
  const Product* current = ProductInTalk(step);
  // These two: those that were just recommended.
  if (listed.size() == kMost && pair.empty()) return listed;
  add(current);
  for (const Product* product : listed) add(product);
  if (pair.size() < 2 && current != nullptr) add(step.pack.shop.FindProduct(current->alternative));
  if (pair.size() > 2) pair.resize(2);
  return pair;
}

std::string Described(const Product* product) {
  if (product == nullptr) return {};
  std::string text = product->name + "：";
  if (!product->material.empty()) text += product->material + "，";
  if (!product->notes.empty()) text += product->notes + "，";
  return text + FormatYuan(product->list) + "元";
}

using S = const Step&;

}  // namespace

std::span<const NamedGuard> ChoosingGuards() {
  static const NamedGuard guards[] = {
      {"recommend.any", "there is something to recommend", [](S s) { return !Pick(s).empty(); }},
      {"recommend.two", "there are two things to recommend",
       [](S s) { return Pick(s).size() == kMost; }},
      {"recommend.blind", "nothing is known of what the buyer looks for", Blind},
      {"recommend.budget", "the line names what may be spent",
       [](S s) {
         return HasTopic(s, Topic::kBudget) && FindEntity(s, EntityType::kMoney) != nullptr;
       }},
      {"choice.named", "the line chooses one of what was recommended (第二个)",
       [](S s) { return Chosen(s) != nullptr; }},
      {"product.named", "the line names a product of the catalogue",
       [](S s) { return !ProductsInLine(s).empty(); }},
      {"compare.two", "it is clear which two products are to be compared",
       [](S s) { return Compared(s).size() == 2; }},
  };
  return guards;
}

std::span<const NamedAction> ChoosingActions() {
  static const NamedAction actions[] = {
      {"recommend.take",
       "picks at most two for what the buyer said, and remembers which",
       {"recommend.first", "recommend.second", "recommend.first_reason", "recommend.second_reason"},
       [](Step& step) {
         Recommend(step);
         const auto all = Listed(step);
         step.values["recommend.first"] = NameAndPrice(At(all, 0));
         step.values["recommend.second"] = NameAndPrice(At(all, 1));
         step.values["recommend.first_reason"] = Reason(step, At(all, 0));
         step.values["recommend.second_reason"] = Reason(step, At(all, 1));
       }},
      {"compare.take", "the two are what 第一个 and 第二个 mean now", {}, TakeCompared},
      {"choice.take", "the one that the line chooses is talked about now", {}, TakeChoice},
  };
  return actions;
}

std::span<const NamedPlaceholder> ChoosingPlaceholders() {
  static const NamedPlaceholder all[] = {
      {"compare.first", "one of the two: name, material, use, price",
       [](S s) { return Described(At(Compared(s), 0)); }},
      {"compare.second", "the other one", [](S s) { return Described(At(Compared(s), 1)); }},
  };
  return all;
}

}  // namespace xiaoer
