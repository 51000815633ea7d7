// What kind of character a canonical code point is: decides about spaces, runs and clause breaks.
#pragma once

#include <cstdint>

namespace xiaoer {

enum class CharKind : std::uint8_t {
  kHan,      // Hanzi, kana, Hangul …: scripts written without spaces
  kLetter,   // letters of scripts with spaces
  kDigit,    // 0-9 and other scripts' decimal digits
  kSpace,    // also tabs
  kNewline,  // ends a clause
  kSymbol,   // punctuation, currency signs, everything else
};

CharKind KindOf(char32_t c);

// Latin letters and digits stand next to each other as words: between two of them a space says
// something.
inline bool IsWordKind(CharKind kind) {
  return kind == CharKind::kLetter || kind == CharKind::kDigit;
}

// Numerals of Chinese numbers, in canonical form. 两 and 半 count; 点 and 块 do not.
bool IsHanNumeral(char32_t c);

}  // namespace xiaoer
