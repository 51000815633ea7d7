// Emoji sequences by Unicode's properties (UTS 51): modifiers, joiners, flags, keycaps, tags.
#pragma once

#include <cstddef>
#include <span>

#include "engine/text/symbols.h"

namespace xiaoer {

// How many symbols from `pos` on are one emoji; 0 if none starts there. Signs that are text as
// often as emoji (™ © ▶ ㊗) count only with the emoji variation selector after them.
std::size_t EmojiAt(std::span<const Symbol> symbols, std::size_t pos);

}  // namespace xiaoer
