// Pinyin glosses: 網(wǎng)店, 特（tè）點. Copied texts carry them after rare or Traditional
// characters.
#pragma once

#include <cstddef>
#include <span>

#include "engine/text/symbols.h"

namespace xiaoer {

// How many symbols from the opening parenthesis at `pos` on are a gloss: parentheses around one or
// more pinyin syllables of which at least one has its tone mark, so that (XL) and (ma) are none. 0
// if it is none.
std::size_t PinyinGlossAt(std::span<const Symbol> symbols, std::size_t pos);

}  // namespace xiaoer
