#include "tools/xiaoer/shop.h"

#include <filesystem>
#include <iostream>

namespace xiaoer {
namespace fs = std::filesystem;

std::string DefaultShopDir() {
  const fs::path relative = "dialogs/shop.example";
  std::error_code error;
  if (fs::exists(relative / "shop.yaml", error)) return relative.string();
  // build/xiaoer stands one level below the checkout.
  const fs::path binary = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    const fs::path beside = binary.parent_path().parent_path() / relative;
    if (fs::exists(beside / "shop.yaml", error)) return beside.string();
  }
  return relative.string();
}

PackPlace LocatePack(const std::string& path, const std::string& shop_dir) {
  std::error_code error;
  const fs::path folder = path;
  if (fs::exists(folder / "shop.yaml", error)) return {path, ""};
  const fs::path demo = folder / "dialogs" / "shop.example";
  if (fs::exists(demo / "shop.yaml", error)) return {demo.string(), ""};
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() == ".yaml") return {shop_dir, path};
  }
  return {path, ""};
}

void AddShopOption(CLI::App& command, std::string& shop_dir) {
  shop_dir = DefaultShopDir();
  command.add_option("--shop", shop_dir, "the shop's folder: the one that holds shop.yaml")
      ->type_name("DIR")
      ->capture_default_str();
}

std::shared_ptr<const FoldTable> FoldTableOrExit() {
  auto table = FoldTable::Build();
  if (!table.ok()) {
    std::cerr << "xiaoer: " << table.error().message() << "\n";
    throw CLI::RuntimeError(1);
  }
  return std::move(table).value();
}

std::shared_ptr<const Pack> PackOrExit(const std::string& shop_dir) {
  return PackOrExit(PackPlace{shop_dir, ""});
}

std::shared_ptr<const Pack> PackOrExit(const PackPlace& place) {
  Diagnostics diagnostics;
  auto pack = LoadPack(place.shop_dir, FoldTableOrExit(), diagnostics, place.intents_dir);
  std::cerr << diagnostics.ToString();
  if (pack == nullptr) {
    std::cerr << "xiaoer: the shop in " << place.shop_dir
              << " cannot be used; correct the above first\n";
    throw CLI::RuntimeError(1);
  }
  return pack;
}

}  // namespace xiaoer
