#include "adapters/runtime/pack_holder.h"

#include <utility>

namespace xiaoer {

PackHolder::PackHolder(std::string shop_dir, std::shared_ptr<const FoldTable> fold_table)
    : shop_dir_(std::move(shop_dir)), fold_table_(std::move(fold_table)) {}

bool PackHolder::Reload(Diagnostics& diagnostics) {
  std::shared_ptr<const Pack> loaded = Load(diagnostics);
  if (loaded == nullptr) return false;
  Use(std::move(loaded));
  return true;
}

std::shared_ptr<const Pack> PackHolder::Load(Diagnostics& diagnostics) const {
  return LoadPack(shop_dir_, fold_table_, diagnostics);
}

void PackHolder::Use(std::shared_ptr<const Pack> pack) {
  const std::lock_guard guard(mutex_);
  pack_.swap(pack);  // the old one, if nobody has it any more, is taken apart outside the lock
}

std::shared_ptr<const Pack> PackHolder::Get() const {
  const std::lock_guard guard(mutex_);
  return pack_;
}

}  // namespace xiaoer
