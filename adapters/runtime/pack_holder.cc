#include "adapters/runtime/pack_holder.h"

#include <utility>

namespace xiaoer {

PackHolder::PackHolder(std::string shop_dir, std::shared_ptr<const FoldTable> fold_table)
    : shop_dir_(std::move(shop_dir)), fold_table_(std::move(fold_table)) {}

bool PackHolder::Reload(Diagnostics& diagnostics) {
  std::shared_ptr<const Pack> loaded = LoadPack(shop_dir_, fold_table_, diagnostics);
  if (loaded == nullptr) return false;
  const std::lock_guard guard(mutex_);
  pack_ = std::move(loaded);
  return true;
}

std::shared_ptr<const Pack> PackHolder::Get() const {
  const std::lock_guard guard(mutex_);
  return pack_;
}

}  // namespace xiaoer
