#include "engine/dialog/registry.h"

#include "engine/dialog/talk_tables.h"
#include "engine/policy/tables.h"

namespace xiaoer {
namespace {

template <class T>
void Append(std::vector<T>& all, std::span<const T> part) {
  all.insert(all.end(), part.begin(), part.end());
}

std::vector<NamedGuard> CollectGuards() {
  std::vector<NamedGuard> all;
  Append(all, TalkGuards());
  Append(all, OrderGuards());
  Append(all, PolicyGuards());
  return all;
}

std::vector<NamedAction> CollectActions() {
  std::vector<NamedAction> all;
  Append(all, TalkActions());
  Append(all, OrderActions());
  Append(all, PolicyActions());
  return all;
}

}  // namespace

const Slot* Step::FindSlot(std::string_view name) const {
  if (trigger == nullptr) return nullptr;
  for (const Slot& slot : trigger->slots) {
    if (slot.name == name) return &slot;
  }
  return nullptr;
}

std::span<const NamedGuard> Guards() {
  static const std::vector<NamedGuard> all = CollectGuards();
  return all;
}

std::span<const NamedAction> Actions() {
  static const std::vector<NamedAction> all = CollectActions();
  return all;
}

}  // namespace xiaoer
