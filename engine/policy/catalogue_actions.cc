// product.*, size.*, recommend.*, promotion.*: what the catalogue can answer.
#include <algorithm>
#include <charconv>

#include "engine/dialog/talk_tables.h"
#include "engine/pack.h"
#include "engine/policy/parts.h"

namespace xiaoer {
namespace {

// A text field of the product in talk; empty if there is none.
template <class Field>
std::string Of(const Step& step, Field field) {
  const Product* product = ProductInTalk(step);
  return product == nullptr ? std::string() : field(*product);
}
template <class Field>
bool Has(const Step& step, Field field) {
  return !Of(step, field).empty();
}

std::string Name(const Product& p) { return p.name; }
std::string List(const Product& p) { return FormatYuan(p.list); }
std::string Material(const Product& p) { return p.material; }
std::string Value(const Product& p) { return p.value; }
std::string Care(const Product& p) { return p.care; }
std::string Notes(const Product& p) { return p.notes; }
std::string Gift(const Product& p) { return p.gift; }
std::string Restock(const Product& p) { return p.restock; }
std::string Colors(const Product& p) { return Join(p.colors); }
std::string Warranty(const Product& p) {
  if (p.warranty_days <= 0) return {};
  if (p.warranty_days % 365 == 0) return std::to_string(p.warranty_days / 365) + "年";
  return std::to_string(p.warranty_days) + "天";
}
std::string Sizes(const Product& p) {
  std::vector<std::string> names;
  for (const SizeRow& row : p.sizes) names.push_back(row.name);
  return Join(names);
}

const Product* Alternative(const Step& step) {
  const Product* product = ProductInTalk(step);
  const Product* other =
      product == nullptr ? nullptr : step.pack.shop.FindProduct(product->alternative);
  return other != nullptr && other->stock > 0 ? other : nullptr;
}

bool Known(const Step& step) { return ProductInTalk(step) != nullptr; }
const ProductDetail* Detail(const Step& step) {
  const Product* product = ProductInTalk(step);
  return product == nullptr ? nullptr : product->FindDetail(step.line.ToUtf8());
}
bool Returnable(const Step& step) {
  const Product* product = ProductInTalk(step);
  return product == nullptr || product->returnable;
}

// ---- sizes ----

std::int64_t Remembered(const Step& step, const char* slot) {
  const auto it = step.next.slots.find(slot);
  if (it == step.next.slots.end()) return 0;
  std::int64_t value = 0;
  std::from_chars(it->second.data(), it->second.data() + it->second.size(), value);
  return value;
}

// 160，105 or 165 55 where sizes are talked about: a grown-up's height, then what is left for the
// weight; a small number counts kilograms, a large one jin.
std::int64_t BarePair(const Step& step, EntityType type) {
  constexpr std::int64_t kMilli = 1000;
  constexpr std::int64_t kLowCm = 140, kHighCm = 210, kLowWeight = 35, kHighWeight = 220, kJin = 80;
  const Entity* height = nullptr;
  for (const Entity& entity : step.match.entities) {
    if (entity.type != EntityType::kNumber || entity.value != entity.value_max) continue;
    const std::int64_t number = entity.value / kMilli;
    if (height == nullptr) {
      if (number < kLowCm || number > kHighCm) return 0;
      height = &entity;
      continue;
    }
    if (number < kLowWeight || number > kHighWeight) return 0;
    if (type == EntityType::kHeight) return height->value / kMilli * 10;
    return number * (number < kJin ? 1000 : 500);
  }
  return 0;
}

bool TalksOfSizes(const Step& step) {
  if (!step.next.stack.empty() && step.next.stack.back().flow == "size") return true;
  return step.trigger != nullptr && step.pack.matcher != nullptr &&
         step.pack.matcher->intents()[step.trigger->intent].name == "ask_size";
}

// mm and g, from the line or from what the buyer said before; 0 = not known.
std::int64_t Measure(const Step& step, EntityType type, const char* slot) {
  const Entity* entity = FindEntity(step, type);
  if (entity != nullptr && entity->value > 0 && !entity->bare) return entity->value;
  if (const std::int64_t pair = TalksOfSizes(step) ? BarePair(step, type) : 0; pair > 0) {
    return pair;
  }
  return entity != nullptr && entity->value > 0 ? entity->value : Remembered(step, slot);
}

bool Within(std::int64_t value, std::int64_t low, std::int64_t high) {
  return (low == 0 && high == 0) || value == 0 || (value >= low && value <= high);
}

const SizeRow* FittingSize(const Step& step) {
  const Product* product = ProductInTalk(step);
  if (product == nullptr) return nullptr;
  const std::int64_t height = Measure(step, EntityType::kHeight, "height");
  const std::int64_t weight = Measure(step, EntityType::kWeight, "weight");
  if (weight == 0) return nullptr;  // a height alone says too little
  // Where two rows fit, the larger one: clothes that are too tight come back.
  const SizeRow* found = nullptr;
  for (const SizeRow& row : product->sizes) {
    if (Within(height, row.height_min, row.height_max) &&
        Within(weight, row.weight_min, row.weight_max)) {
      found = &row;
    }
  }
  return found;
}

// Every row that fits, in the order of the table.
std::vector<std::string> FittingNames(const Step& step) {
  const Product* product = ProductInTalk(step);
  const std::int64_t height = Measure(step, EntityType::kHeight, "height");
  const std::int64_t weight = Measure(step, EntityType::kWeight, "weight");
  std::vector<std::string> names;
  if (product == nullptr || weight == 0) return names;
  for (const SizeRow& row : product->sizes) {
    if (Within(height, row.height_min, row.height_max) &&
        Within(weight, row.weight_min, row.weight_max)) {
      names.push_back(row.name);
    }
  }
  return names;
}

bool HasSizes(const Step& step) {
  const Product* product = ProductInTalk(step);
  return product != nullptr && !product->sizes.empty();
}
bool Measured(const Step& step) { return Measure(step, EntityType::kWeight, "weight") > 0; }
bool HeightKnown(const Step& step) { return Measure(step, EntityType::kHeight, "height") > 0; }
bool Between(const Step& step) { return FittingNames(step).size() > 1; }
bool Fits(const Step& step) { return FittingSize(step) != nullptr; }

void TakeMeasures(Step& step) {
  const std::int64_t height = Measure(step, EntityType::kHeight, "height");
  const std::int64_t weight = Measure(step, EntityType::kWeight, "weight");
  if (height > 0) step.next.slots["height"] = std::to_string(height);
  if (weight > 0) step.next.slots["weight"] = std::to_string(weight);
}

std::string SizeName(const Step& step) {
  const SizeRow* row = FittingSize(step);
  return row == nullptr ? std::string() : row->name;
}

// ---- promotions ----

std::string PromotionText(const Step& step, std::size_t index) {
  const auto all = PromotionsAt(step.pack.shop, step.next.product, step.now);
  return index < all.size() ? all[index]->text : std::string();
}
std::string FirstPromotion(const Step& step) { return PromotionText(step, 0); }
std::string SecondPromotion(const Step& step) { return PromotionText(step, 1); }
bool HasPromotion(const Step& step) { return !FirstPromotion(step).empty(); }
bool HasSecondPromotion(const Step& step) { return !SecondPromotion(step).empty(); }

void TakeProduct(Step& step) {
  const Entity* entity = FindEntity(step, EntityType::kProduct);
  if (entity != nullptr && step.pack.shop.FindProduct(entity->text) != nullptr) {
    step.next.product = entity->text;
    return;
  }
  // What the order is about, when nothing else was named.
  const OrderFact* order = CurrentOrder(step);
  if (step.next.product.empty() && order != nullptr &&
      step.pack.shop.FindProduct(order->product) != nullptr) {
    step.next.product = order->product;
  }
}

}  // namespace

std::span<const NamedGuard> CatalogueGuards() {
  static const NamedGuard guards[] = {
      {"product.known", "it is clear which product is talked about", Known},
      {"product.restock", "the catalogue says when it comes again",
       [](const Step& s) { return Has(s, Restock); }},
      {"product.alternative", "there is another product to offer instead, in stock",
       [](const Step& s) { return Alternative(s) != nullptr; }},
      {"product.material", "the catalogue knows its material",
       [](const Step& s) { return Has(s, Material); }},
      {"product.care", "the catalogue knows how to keep it",
       [](const Step& s) { return Has(s, Care); }},
      {"product.notes", "the catalogue has more about it",
       [](const Step& s) { return Has(s, Notes); }},
      {"product.detail", "… answers just what the line asks",
       [](const Step& s) { return Detail(s) != nullptr; }},
      {"product.value", "the catalogue says why it is worth its price",
       [](const Step& s) { return Has(s, Value); }},
      {"product.gift", "something comes with it", [](const Step& s) { return Has(s, Gift); }},
      {"product.warranty", "it has a warranty", [](const Step& s) { return Has(s, Warranty); }},
      {"product.colors", "it comes in several colours",
       [](const Step& s) { return Has(s, Colors); }},
      {"product.sizes", "it has a table of sizes", HasSizes},
      {"product.returnable", "it may be returned without a reason", Returnable},
      {"size.measured", "the buyer's weight is known", Measured},
      {"size.named", "the line itself names a height or a weight",
       [](const Step& s) {
         const auto& all = s.match.entities;
         return std::any_of(all.begin(), all.end(), [](const Entity& e) {
           return !e.bare && (e.type == EntityType::kHeight || e.type == EntityType::kWeight);
         });
       }},
      {"size.height", "the buyer's height is known", HeightKnown},
      {"size.between", "the table has two sizes for the buyer", Between},
      {"size.fits", "the table has a size for the buyer", Fits},
      {"promotion.any", "a promotion is on", HasPromotion},
      {"promotion.two", "two promotions are on", HasSecondPromotion},
  };
  return guards;
}

std::span<const NamedAction> CatalogueActions() {
  static const NamedAction actions[] = {
      {"product.take",
       "the product that the line (or else the order) names is talked about now",
       {},
       TakeProduct},
      {"size.take", "remembers height and weight", {}, TakeMeasures},
  };
  return actions;
}

std::span<const NamedPlaceholder> CataloguePlaceholders() {
  static const NamedPlaceholder all[] = {
      {"product.name", "the product that is talked about",
       [](const Step& s) { return Of(s, Name); }},
      {"product.price", "its list price in yuan", [](const Step& s) { return Of(s, List); }},
      {"product.material", "what it is made of", [](const Step& s) { return Of(s, Material); }},
      {"product.value", "why it is worth its price", [](const Step& s) { return Of(s, Value); }},
      {"product.care", "how it is washed and kept", [](const Step& s) { return Of(s, Care); }},
      {"product.notes", "use and specification", [](const Step& s) { return Of(s, Notes); }},
      {"product.detail", "the catalogue's answer to just what the line asks",
       [](const Step& s) {
         const ProductDetail* detail = Detail(s);
         return detail == nullptr ? std::string() : detail->text;
       }},
      {"product.gift", "what comes with it", [](const Step& s) { return Of(s, Gift); }},
      {"product.warranty", "how long: 1年", [](const Step& s) { return Of(s, Warranty); }},
      {"product.restock", "when it comes again", [](const Step& s) { return Of(s, Restock); }},
      {"product.colors", "its colours", [](const Step& s) { return Of(s, Colors); }},
      {"product.sizes", "the names of its sizes", [](const Step& s) { return Of(s, Sizes); }},
      {"product.color_note", "how close the picture comes",
       [](const Step& s) {
         std::string own = Of(s, [](const Product& p) { return p.color_note; });
         return own.empty() ? s.pack.shop.picture : own;
       }},
      {"alternative.name", "what is offered instead, with its price",
       [](const Step& s) { return NameAndPrice(Alternative(s)); }},
      {"size.names", "all sizes of the table that fit: M、L",
       [](const Step& s) { return Join(FittingNames(s)); }},
      {"size.name", "the size of the table that fits the buyer", SizeName},
      {"promotion.text", "the promotion that is on", FirstPromotion},
      {"promotion.second", "another one", SecondPromotion},
  };
  return all;
}

}  // namespace xiaoer
