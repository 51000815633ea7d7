// catalogue.yaml → Shop::products.
#include <algorithm>
#include <set>

#include "engine/load/shop_nodes.h"

namespace xiaoer {
namespace {

// [155, 165] in `unit`s.
void ReadRange(yaml::MapReader& map, std::string_view key, std::int64_t unit, std::int64_t& low,
               std::int64_t& high, Diagnostics& diagnostics) {
  const yaml::Node* node = map.Find(key);
  if (node == nullptr) return;
  const auto items = Items(node);
  if (items.size() != 2) {
    diagnostics.Error(node->where, std::string(key) + " must be two numbers", "[155, 165]");
    return;
  }
  const auto from = yaml::AsInt(*items[0], 1, 1000, diagnostics);
  const auto to = yaml::AsInt(*items[1], 1, 1000, diagnostics);
  if (!from || !to) return;
  if (*from > *to) diagnostics.Error(node->where, std::string(key) + " goes backwards");
  low = *from * unit;
  high = *to * unit;
}

SizeRow ReadSize(const yaml::Node& node, Diagnostics& diagnostics) {
  yaml::MapReader map(node, "a size", diagnostics);
  SizeRow row;
  row.name = map.RequireString("name");
  ReadRange(map, "height", 10, row.height_min, row.height_max, diagnostics);    // cm
  ReadRange(map, "weight", 1000, row.weight_min, row.weight_max, diagnostics);  // kg
  return row;
}

void ReadStock(yaml::MapReader& map, Product& product, Diagnostics& diagnostics) {
  constexpr std::int64_t kMaxStock = 1'000'000'000;
  product.stock = map.Int("stock", 0, 0, kMaxStock);
  const yaml::Node* variants = map.Find("variants");
  if (variants == nullptr) return;
  product.stock = 0;
  for (const yaml::Node* item : Items(variants)) {
    yaml::MapReader variant(*item, "a variant", diagnostics);
    product.variants.push_back(
        {variant.RequireString("name"), variant.Int("stock", 0, 0, kMaxStock)});
    product.stock += product.variants.back().stock;
  }
}

// [{from: 2, floor: 245}, {from: 10, floor: 235}]
void ReadFloors(yaml::MapReader& map, Product& product, Diagnostics& diagnostics) {
  QuantityFloor before{1, product.floor};
  for (const yaml::Node* item : Items(map.Find("floors"))) {
    yaml::MapReader tier(*item, "a floor", diagnostics);
    tier.Require("from");
    tier.Require("floor");
    const QuantityFloor next{tier.Int("from", 2, 2, 1'000'000),
                             ReadFen(tier, "floor", product.floor, diagnostics)};
    if (next.from <= before.from || next.floor > before.floor || next.floor.value <= 0) {
      diagnostics.Error(
          item->where, "the floors of " + product.id + " do not fall step by step",
          "more pieces, no higher floor: [{from: 2, floor: 245}, {from: 10, floor: 235}]");
    }
    before = next;
    product.floors.push_back(next);
  }
}

// [{words: [口袋, 兜], say: 两侧各有一个插袋}]
void ReadDetails(yaml::MapReader& map, Product& product, ShopReading& reading) {
  for (const yaml::Node* item : Items(map.Find("details"))) {
    yaml::MapReader detail(*item, "a detail", reading.diagnostics);
    detail.Require("words");
    detail.Require("say");
    ProductDetail read{detail.Strings("words"), ReadText(detail, "say", reading)};
    if (std::find(read.words.begin(), read.words.end(), std::string()) != read.words.end()) {
      reading.diagnostics.Error(item->where, "an empty word in a detail of " + product.id,
                                "it would be found in every line");
    }
    product.details.push_back(std::move(read));
  }
}

Product ReadProduct(const yaml::Node& node, ShopReading& reading) {
  Diagnostics& diagnostics = reading.diagnostics;
  yaml::MapReader map(node, "a product", diagnostics);
  Product p;
  p.id = map.RequireString("id");
  map.Require("name");
  p.name = ReadText(map, "name", reading);
  p.aliases = map.Strings("aliases");
  p.category = map.String("category");
  map.Require("list");
  p.list = ReadFen(map, "list", {}, diagnostics);
  p.floor = ReadFen(map, "floor", p.list, diagnostics);
  if (p.floor > p.list) {
    diagnostics.Error(map.Find("floor")->where, "the floor is above the list price");
  }
  ReadFloors(map, p, diagnostics);
  if (p.floor.value <= 0) diagnostics.Error(node.where, p.id + " has no price");
  ReadStock(map, p, diagnostics);
  p.restock = ReadText(map, "restock", reading);
  for (const yaml::Node* item : Items(map.Find("colors"))) {
    p.colors.push_back(yaml::AsString(*item, diagnostics));
    reading.texts.emplace_back(p.colors.back(), item->where);
  }
  for (const yaml::Node* item : Items(map.Find("sizes")))
    p.sizes.push_back(ReadSize(*item, diagnostics));
  p.material = ReadText(map, "material", reading);
  p.value = ReadText(map, "value", reading);
  p.care = ReadText(map, "care", reading);
  p.notes = ReadText(map, "notes", reading);
  ReadDetails(map, p, reading);
  p.color_note = ReadText(map, "color_note", reading);
  p.gift = ReadText(map, "gift", reading);
  p.warranty_days = map.Int("warranty_days", 0, 0, 36500);
  p.bargain = map.Bool("bargain", true);
  p.returnable = map.Bool("returnable", true);
  p.alternative = map.String("alternative");
  p.recommend = static_cast<int>(map.Int("recommend", 0, 0, 1000));
  return p;
}

}  // namespace

void ReadCatalogue(const yaml::Node& root, ShopReading& reading) {
  yaml::MapReader top(root, "the catalogue", reading.diagnostics);
  const yaml::Node* products = top.Require("products");
  std::set<std::string> seen;
  std::vector<SourceLocation> places;
  for (const yaml::Node* item : Items(products)) {
    Product product = ReadProduct(*item, reading);
    if (!seen.insert(product.id).second) {
      reading.diagnostics.Error(item->where, "product " + product.id + " is there twice");
      continue;
    }
    reading.shop.products.push_back(std::move(product));
    places.push_back(item->where);
  }
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Product& product = reading.shop.products[i];
    if (product.alternative.empty() || seen.count(product.alternative) > 0) continue;
    reading.diagnostics.Error(
        places[i],
        product.id + " names an alternative that is not in the catalogue: " + product.alternative);
  }
}

}  // namespace xiaoer
