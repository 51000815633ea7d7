#include "engine/policy/tables.h"

#include <algorithm>

#include "engine/pack.h"
#include "engine/policy/parts.h"

namespace xiaoer {
namespace {

template <class T, class... Parts>
std::vector<T> Concatenate(Parts... parts) {
  std::vector<T> all;
  (all.insert(all.end(), parts.begin(), parts.end()), ...);
  return all;
}

}  // namespace

std::span<const NamedGuard> PolicyGuards() {
  static const auto all = Concatenate<NamedGuard>(BargainGuards(), CatalogueGuards(), HouseGuards(),
                                                  CaseGuards(), TopicGuards(), DoubtGuards(),
                                                  VariantGuards(), ChoosingGuards(), TotalGuards(),
                                                  ClosingGuards(), AdviceGuards());
  return all;
}

std::span<const NamedAction> PolicyActions() {
  static const auto all = Concatenate<NamedAction>(
      BargainActions(), CatalogueActions(), HouseActions(), CaseActions(), DoubtActions(),
      VariantActions(), ChoosingActions(), ClosingActions(), AdviceActions());
  return all;
}

std::span<const NamedPlaceholder> PolicyPlaceholders() {
  static const auto all = Concatenate<NamedPlaceholder>(
      BargainPlaceholders(), CataloguePlaceholders(), HousePlaceholders(), CasePlaceholders(),
      VariantPlaceholders(), ChoosingPlaceholders(), TotalPlaceholders(), ClosingPlaceholders());
  return all;
}

const Product* ProductInTalk(const Step& step) {
  return step.pack.shop.FindProduct(step.next.product);
}

const Entity* FindEntity(const Step& step, EntityType type) {
  if (step.trigger != nullptr) {
    for (const Slot& slot : step.trigger->slots) {
      if (slot.entity.type == type) return &slot.entity;
    }
  }
  // A reading with its unit before a bare number.
  const Entity* bare = nullptr;
  for (const Entity& entity : step.match.entities) {
    if (entity.type != type) continue;
    if (!entity.bare) return &entity;
    if (bare == nullptr) bare = &entity;
  }
  return bare;
}

std::vector<const Product*> ProductsInLine(const Step& step) {
  std::vector<const Product*> all;
  for (const Entity& entity : step.match.entities) {
    if (entity.type != EntityType::kProduct) continue;
    const Product* product = step.pack.shop.FindProduct(entity.text);
    if (product != nullptr && std::find(all.begin(), all.end(), product) == all.end()) {
      all.push_back(product);
    }
  }
  return all;
}

std::string NameAndPrice(const Product* product) {
  return product == nullptr ? std::string()
                            : product->name + "（" + FormatYuan(product->list) + "元）";
}

std::string Join(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : "、") + item;
  return text;
}

}  // namespace xiaoer
