// Leftovers of HTML in copied messages: &nbsp; &amp; &#39; <br>.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "engine/text/symbols.h"

namespace xiaoer {

struct HtmlLeftover {
  std::size_t symbols;   // how many of them it takes
  char32_t replacement;  // what it stands for: a character, a space, or a line break
};

// The entity or tag that starts at `pos` (at a & or <). Unknown ones are text.
std::optional<HtmlLeftover> HtmlAt(std::span<const Symbol> symbols, std::size_t pos);

}  // namespace xiaoer
