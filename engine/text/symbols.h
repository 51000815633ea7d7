// First step of normalizing: bytes → code points that have something to say, each folded, each
// knowing the bytes it came from. Invisible characters are gone, so that no later step has to look
// around them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/text/fold_table.h"
#include "engine/text/normalized.h"

namespace xiaoer {

struct Symbol {
  char32_t folded;  // one canonical code point; 0 for what only means something inside an emoji
  char32_t raw;     // as written; the same for all parts of a character that folds to several
  Span bytes;
  Script script = Script::kNone;  // kHans or kHant if the form tells it
};

// Reads the whole line. Adds kBadBytes and kInvisible signals. `line` must be shorter than 2^32
// bytes.
void ReadSymbols(std::string_view line, const FoldTable& table, std::vector<Symbol>& symbols,
                 std::vector<Signal>& signals);

// Variation selectors, the joiner and the tags of flags: kept for the emoji that they belong to.
bool IsEmojiGlue(char32_t c);

}  // namespace xiaoer
