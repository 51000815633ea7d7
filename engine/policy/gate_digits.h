// Amounts in disguise: figures that a reader sees and a parser does not.
#pragma once

#include <string>
#include <string_view>

namespace xiaoer {

// The text with look-alikes behind figures as figures (2O0 → 200, 2l0 → 210, 2〇0 → 200) and single
// figures that stand apart drawn together (2 4 0, 2.4.0 → 240). The same text if there is nothing of
// that; ill-formed bytes become U+FFFD.
std::string PlainDigits(std::string_view text);

}  // namespace xiaoer
