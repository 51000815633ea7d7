// Second step of normalizing: symbols → canonical text. Spaces, runs, codes, emoji, glosses and
// punctuation are decided here.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/text/normalized.h"
#include "engine/text/platform_codes.h"
#include "engine/text/symbols.h"

namespace xiaoer {

struct Composed {
  std::u16string text;
  std::vector<Span> bytes;  // as in Normalized
  std::vector<std::uint32_t>
      breaks;  // units of `text` that are clause-breaking punctuation, ascending
};

// A buyer's line. Returns in which script its text is written: masks and codes do not count.
Script ComposeLine(std::span<const Symbol> symbols, const BracketWords& words, Composed& out,
                   std::vector<Signal>& signals);

// What an author wrote: the same characters and spaces, but every character counts (`cut_runs`
// makes an exception) and nothing is a code, an emoji, a gloss or a break.
void ComposeLiteral(std::span<const Symbol> symbols, bool cut_runs, Composed& out);

}  // namespace xiaoer
