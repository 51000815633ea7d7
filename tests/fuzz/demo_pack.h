// The demo shop's pack, loaded once per fuzz program.
#pragma once

#include <cstdio>
#include <cstdlib>

#include "engine/pack.h"

namespace xiaoer {

inline const Pack& DemoPack() {
  static const std::shared_ptr<const Pack> pack = [] {
    auto table = FoldTable::Build();
    if (!table.ok()) std::abort();
    Diagnostics diagnostics;
    auto loaded = LoadPack(std::string(XIAOER_SOURCE_DIR) + "/dialogs/shop.example",
                           std::move(table).value(), diagnostics);
    if (loaded == nullptr) {
      std::fputs(diagnostics.ToString().c_str(), stderr);
      std::abort();
    }
    return loaded;
  }();
  return *pack;
}

}  // namespace xiaoer
