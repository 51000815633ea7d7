// What {…} in replies may name beside what actions set: the shop, the product, the buyer, the
// order, the time of day. Looked up when a reply is rendered.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/dialog/registry.h"

namespace xiaoer {

struct NamedPlaceholder {
  std::string_view name;                 // "product.name"
  std::string_view about;                // for README and lint
  std::string (*function)(const Step&);  // empty = not known now
};

// Those that need no action to run first.
std::span<const NamedPlaceholder> Placeholders();

// Every name a reply may use: Placeholders() and what actions set.
std::vector<std::string> AllPlaceholderNames();

// The value now: what an action of this turn set, else the fixed provider's. Nothing if it is
// empty.
std::optional<std::string> FindPlaceholder(const Step& step, std::string_view name);

}  // namespace xiaoer
