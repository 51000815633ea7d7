// The pack in use. A reload swaps it as a whole; turns that have begun finish with the one they
// took.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "engine/pack.h"

namespace xiaoer {

class PackHolder {
 public:
  PackHolder(std::string shop_dir, std::shared_ptr<const FoldTable> fold_table);

  // Loads the shop's files. On errors the pack in use stays; `diagnostics` says what is wrong.
  bool Reload(Diagnostics& diagnostics);

  // The two halves of Reload, for who has something else to load with it. Load changes nothing and does not
  // hold up Get, however long it takes; null on errors.
  std::shared_ptr<const Pack> Load(Diagnostics& diagnostics) const;
  void Use(std::shared_ptr<const Pack> pack);

  // Null until the first successful Reload.
  std::shared_ptr<const Pack> Get() const;

 private:
  const std::string shop_dir_;
  const std::shared_ptr<const FoldTable> fold_table_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Pack> pack_;
};

}  // namespace xiaoer
