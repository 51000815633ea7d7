// What the administrator does while the server runs.
#pragma once

#include <string>

#include "adapters/runtime/shop_files.h"

namespace xiaoer {

class Admin {
 public:
  // All outlive it.
  explicit Admin(ShopFiles& files) : files_(files) {}

  // All results are JSON as the README documents it.

  struct Reload {
    bool ok = false;
    std::string json;
  };
  // On mistakes in the shop's files nothing changes; `json` has them all then, with their places.
  Reload ReloadShop();

 private:
  ShopFiles& files_;
};

}  // namespace xiaoer
