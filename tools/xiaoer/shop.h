// What every subcommand needs first: the shop's folder, loaded, or its mistakes on standard error.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "engine/pack.h"

namespace xiaoer {

// The demo shop: dialogs/shop.example of the checkout that the binary was built in or of the
// current folder.
std::string DefaultShopDir();

// Where the files of a pack are.
struct PackPlace {
  std::string shop_dir;
  std::string intents_dir;  // empty: where the shop says
};

// The pack that `path` names: a shop's folder, a checkout with the demo shop in it, or a folder of
// intents alone, which then belong to the shop in `shop_dir`.
PackPlace LocatePack(const std::string& path, const std::string& shop_dir);

// Adds --shop DIR to a subcommand.
void AddShopOption(CLI::App& command, std::string& shop_dir);

// The folding table, or a message and exit code 1.
std::shared_ptr<const FoldTable> FoldTableOrExit();

// The pack, or all its mistakes on standard error and exit code 1.
std::shared_ptr<const Pack> PackOrExit(const std::string& shop_dir);
std::shared_ptr<const Pack> PackOrExit(const PackPlace& place);

}  // namespace xiaoer
