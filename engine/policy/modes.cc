#include "engine/policy/modes.h"

#include <algorithm>

namespace xiaoer {
namespace {

// auto, suggest, off: each leaves the bot less than the one before.
static_assert(Mode::kAuto < Mode::kSuggest && Mode::kSuggest < Mode::kOff);

}  // namespace

Mode ModeFor(const Shop& shop, const std::vector<std::string_view>& intents, Mode base) {
  if (base == Mode::kOff || shop.modes.empty() || intents.empty()) return base;
  Mode mode = Mode::kAuto;
  for (const std::string_view intent : intents) {
    const auto it = std::find_if(shop.modes.begin(), shop.modes.end(),
                                 [&](const IntentMode& m) { return m.intent.name == intent; });
    mode = std::max(mode, it == shop.modes.end() ? base : it->mode);
  }
  return mode;
}

}  // namespace xiaoer
