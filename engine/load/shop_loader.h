// A shop's folder → Shop.
//
// shop.yaml       who the shop is, and where its intents and dialogs are (relative to the folder)
// catalogue.yaml  what it sells
// calendar.yaml   holidays and make-up working days
// policy.yaml     its own rules; each top-level section replaces the one of <dialogs>/policy.yaml
// orders.yaml     demo orders; not read here
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/policy/shop.h"

namespace xiaoer {

struct LoadedShop {
  Shop shop;
  std::string intents_dir;  // paths that can be opened
  std::string dialogs_dir;
  std::vector<std::string> files;                             // that were read, for the pack's hash
  std::vector<std::pair<std::string, SourceLocation>> texts;  // that buyers will read
};

// Reports every mistake in every file. Nothing if shop.yaml itself could not be read; otherwise the
// shop as far as it could be understood, to be used only if `diagnostics` has no errors.
std::optional<LoadedShop> LoadShop(const std::string& shop_dir, Diagnostics& diagnostics);

}  // namespace xiaoer
