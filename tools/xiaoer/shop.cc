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
  Diagnostics diagnostics;
  auto pack = LoadPack(shop_dir, FoldTableOrExit(), diagnostics);
  std::cerr << diagnostics.ToString();
  if (pack == nullptr) {
    std::cerr << "xiaoer: the shop in " << shop_dir << " cannot be used; correct the above first\n";
    throw CLI::RuntimeError(1);
  }
  return pack;
}

}  // namespace xiaoer
