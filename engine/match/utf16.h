// Stepping through UTF-16 by characters, so that nothing starts or ends inside a surrogate pair.
#pragma once

#include <cstddef>
#include <string_view>

namespace xiaoer::match {

inline bool IsLead(char16_t u) { return (u & 0xFC00) == 0xD800; }
inline bool IsTrail(char16_t u) { return (u & 0xFC00) == 0xDC00; }

// The position behind the character at `i`; i < text.size().
inline std::size_t NextPosition(std::u16string_view text, std::size_t i) {
  return IsLead(text[i]) && i + 1 < text.size() && IsTrail(text[i + 1]) ? i + 2 : i + 1;
}

// The position of the character before `i`; i > 0.
inline std::size_t PreviousPosition(std::u16string_view text, std::size_t i) {
  return i >= 2 && IsTrail(text[i - 1]) && IsLead(text[i - 2]) ? i - 2 : i - 1;
}

inline bool IsInsidePair(std::u16string_view text, std::size_t i) {
  return i > 0 && i < text.size() && IsTrail(text[i]) && IsLead(text[i - 1]);
}

inline char32_t CodePointAt(std::u16string_view text, std::size_t i) {
  if (NextPosition(text, i) == i + 1) return text[i];
  return 0x10000 + ((static_cast<char32_t>(text[i]) - 0xD800) << 10) +
         (static_cast<char32_t>(text[i + 1]) - 0xDC00);
}

}  // namespace xiaoer::match
