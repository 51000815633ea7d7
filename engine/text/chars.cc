#include "engine/text/chars.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <string_view>

namespace xiaoer {
namespace {

bool HasNoSpaces(UChar32 c) {
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(c, &error)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      return false;
  }
}

CharKind KindOfAscii(char32_t c) {
  if (c >= '0' && c <= '9') return CharKind::kDigit;
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return CharKind::kLetter;
  if (c == ' ' || c == '\t') return CharKind::kSpace;
  if (c >= '\n' && c <= '\r') return CharKind::kNewline;
  return CharKind::kSymbol;
}

}  // namespace

CharKind KindOf(char32_t c) {
  if (c < 0x80) return KindOfAscii(c);
  if (c >= 0x4E00 && c <= 0x9FFF) return CharKind::kHan;
  if (c >= 0x3001 && c <= 0x3004) return CharKind::kSymbol;  // 、。〃
  const auto cp = static_cast<UChar32>(c);
  if (c == 0x85 || c == 0x2028 || c == 0x2029) return CharKind::kNewline;
  if (u_isUWhiteSpace(cp) || c == 0x2800)
    return CharKind::kSpace;  // U+2800: the empty Braille cell
  if (u_isdigit(cp)) return CharKind::kDigit;
  if (u_isUAlphabetic(cp)) return HasNoSpaces(cp) ? CharKind::kHan : CharKind::kLetter;
  // Marks that stand alone continue a word; 々 and the like are alphabetic already.
  const int8_t type = u_charType(cp);
  if (type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK) return CharKind::kLetter;
  return CharKind::kSymbol;
}

bool IsHanNumeral(char32_t c) {
  constexpr std::u32string_view kNumerals = U"零〇一二两三四五六七八九十百千万亿半几";
  return kNumerals.find(c) != std::u32string_view::npos;
}

}  // namespace xiaoer
