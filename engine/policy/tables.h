// What the policies offer to flows and replies: guards, actions and placeholders by name.
#pragma once

#include <span>

#include "engine/dialog/placeholders.h"
#include "engine/dialog/registry.h"

namespace xiaoer {

// bargain.*, hours.*, remedy.*, handoff.*, shipping.*, product.*
std::span<const NamedGuard> PolicyGuards();
std::span<const NamedAction> PolicyActions();
// shop.*, product.*, shipping.* and the like: values that need no action to run first.
std::span<const NamedPlaceholder> PolicyPlaceholders();

}  // namespace xiaoer
