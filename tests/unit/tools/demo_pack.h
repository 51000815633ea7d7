// The demo shop, loaded once.
#pragma once

#include <gtest/gtest.h>

#include "engine/pack.h"

namespace xiaoer {

inline const Pack& DemoPack() {
  static const std::shared_ptr<const Pack> pack = [] {
    Diagnostics diagnostics;
    auto loaded = LoadPack(XIAOER_SOURCE_DIR "/dialogs/shop.example", nullptr, diagnostics);
    if (loaded == nullptr) ADD_FAILURE() << diagnostics.ToString();
    return loaded;
  }();
  return *pack;
}

}  // namespace xiaoer
