// Who answers what: the shop's mode, with exceptions by intent.
#pragma once

#include <string_view>
#include <vector>

#include "engine/policy/shop.h"

namespace xiaoer {

// The mode for a message of these intents, where `base` holds for what the shop makes no exception of. Of several
// intents the one that leaves the bot least decides: a message that asks two things is answered as a whole.
// `base` off is the shop's main switch: nothing is excepted from it.
Mode ModeFor(const Shop& shop, const std::vector<std::string_view>& intents, Mode base);

}  // namespace xiaoer
