// Colours and sizes of a product: which of them a line names, and what is in stock of it.
#pragma once

#include <string>
#include <vector>

#include "engine/dialog/registry.h"
#include "engine/policy/shop.h"

namespace xiaoer {

// What is asked of a product: words of the catalogue; empty = not said.
struct AskedVariant {
  std::string color;
  std::string size;
  bool color_in_line = false;  // else remembered from before
  bool size_in_line = false;
  std::string other_color;  // in the line, but the product does not come in it: 紫色
  std::string other_size;   // XL
};

AskedVariant ReadVariant(const Step& step, const Product& product);

// Pieces in stock of what was asked.
std::int64_t StockOf(const Product& product, const AskedVariant& asked);

}  // namespace xiaoer
