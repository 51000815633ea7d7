#include "engine/policy/gate_digits.h"

#include <algorithm>

#include "engine/base/utf8.h"

namespace xiaoer {
namespace {

std::u32string Decoded(std::string_view text) {
  std::u32string out;
  for (std::size_t pos = 0; pos < text.size();) {
    const utf8::CodePoint decoded = utf8::Decode(text, pos);
    out += decoded.value;
    pos += decoded.bytes;
  }
  return out;
}

std::string Encoded(const std::u32string& text) {
  std::string out;
  const auto tail = [&](char32_t c, int shift) {
    out += static_cast<char>(0x80 | ((c >> shift) & 0x3F));
  };
  for (const char32_t c : text) {
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (c < 0x800) {
      out += static_cast<char>(0xC0 | (c >> 6));
      tail(c, 0);
    } else if (c < 0x10000) {
      out += static_cast<char>(0xE0 | (c >> 12));
      tail(c, 6);
      tail(c, 0);
    } else {
      out += static_cast<char>(0xF0 | (c >> 18));
      tail(c, 12);
      tail(c, 6);
      tail(c, 0);
    }
  }
  return out;
}

bool IsDigit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }

// What a look-alike is read as; 0 if it is none.
char32_t Resembled(char32_t c) {
  constexpr std::u32string_view kZeros = U"oOоОοΟ〇○零Ø";  // Latin, Cyrillic, Greek, …
  constexpr std::u32string_view kOnes = U"lI|ІӀ";
  if (kZeros.find(c) != std::u32string_view::npos) return U'0';
  if (kOnes.find(c) != std::u32string_view::npos) return U'1';
  return 0;
}

// A look-alike counts behind a figure that something numeric or a unit of money follows: 2O0, 24O元.
void ReadLookAlikes(std::u32string& text) {
  constexpr std::u32string_view kMoney = U"元块圆塊¥￥";
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    const char32_t digit = Resembled(text[i]);
    if (digit == 0 || !IsDigit(text[i - 1])) continue;
    std::size_t next = i + 1;
    while (next < text.size() && Resembled(text[next]) != 0) ++next;
    if (next == text.size()) break;
    if (IsDigit(text[next]) || kMoney.find(text[next]) != std::u32string_view::npos)
      text[i] = digit;
  }
}

bool IsSeparator(char32_t c) {
  constexpr std::u32string_view kSeparators = U" \u3000.．·・,，_*\u200B";
  return kSeparators.find(c) != std::u32string_view::npos;
}

// Three single figures and more, each apart from the next by the same sign.
void DrawTogether(std::u32string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!IsDigit(text[i]) || (i > 0 && IsDigit(text[i - 1]))) continue;
    std::size_t end = i + 1;
    std::u32string digits(1, text[i]);
    while (end + 1 < text.size() && IsSeparator(text[end]) && IsDigit(text[end + 1]) &&
           (digits.size() == 1 || text[end] == text[end - 2]) &&
           (end + 2 >= text.size() || !IsDigit(text[end + 2]))) {
      digits += text[end + 1];
      end += 2;
    }
    if (digits.size() >= 3) text.replace(i, end - i, digits);
  }
}

}  // namespace

std::string PlainDigits(std::string_view text) {
  if (std::none_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
      })) {
    return std::string(text);
  }
  std::u32string plain = Decoded(text);
  ReadLookAlikes(plain);
  DrawTogether(plain);
  return Encoded(plain);
}

}  // namespace xiaoer
