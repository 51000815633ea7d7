#include "engine/base/utf8.h"

#include <unicode/utf8.h>

#include <algorithm>

namespace xiaoer::utf8 {

CodePoint Decode(std::string_view text, std::size_t pos) {
  // No sequence is longer than four bytes: a window keeps ICU's 32-bit indices right for any text.
  const std::string_view window = text.substr(pos, U8_MAX_LENGTH);
  const auto length = static_cast<int32_t>(window.size());
  int32_t next = 0;
  UChar32 c = 0;
  U8_NEXT(window.data(), next, length, c);
  const auto bytes = static_cast<std::size_t>(next);
  if (c < 0) return {kReplacement, bytes, false};
  return {static_cast<char32_t>(c), bytes, true};
}

std::optional<std::size_t> FindInvalid(std::string_view text) {
  for (std::size_t pos = 0; pos < text.size();) {
    const CodePoint c = Decode(text, pos);
    if (!c.ok) return pos;
    pos += c.bytes;
  }
  return std::nullopt;
}

std::size_t Count(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t pos = 0; pos < text.size(); pos += Decode(text, pos).bytes) ++count;
  return count;
}

std::string_view TruncateBytes(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  // The code point that holds the first byte too many starts at most three bytes before it.
  const std::size_t earliest = max_bytes - std::min<std::size_t>(max_bytes, U8_MAX_LENGTH - 1);
  for (std::size_t start = max_bytes; start-- > earliest;) {
    if (!U8_IS_LEAD(static_cast<unsigned char>(text[start]))) continue;
    const CodePoint c = Decode(text, start);
    return text.substr(0, start + c.bytes > max_bytes ? start : max_bytes);
  }
  return text.substr(0, max_bytes);
}

std::string_view TruncateCodePoints(std::string_view text, std::size_t max_count) {
  std::size_t pos = 0;
  for (std::size_t n = 0; n < max_count && pos < text.size(); ++n) pos += Decode(text, pos).bytes;
  return text.substr(0, pos);
}

}  // namespace xiaoer::utf8
