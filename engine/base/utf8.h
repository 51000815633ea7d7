// UTF-8 that nobody has checked yet: validating, decoding, counting, cutting.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace xiaoer::utf8 {

// U+FFFD stands for what is ill-formed.
inline constexpr char32_t kReplacement = 0xFFFD;

struct CodePoint {
  char32_t value = kReplacement;
  std::size_t bytes = 1;  // how many were read, at least 1
  bool ok = false;        // false: ill-formed, `value` is kReplacement
};

// The code point that starts at byte `pos`, which must be inside `text`. What is ill-formed is
// taken as one maximal subpart (The Unicode Standard, 3.9, "U+FFFD Substitution of Maximal
// Subparts"). Overlong forms, surrogates and what lies beyond U+10FFFF are ill-formed.
CodePoint Decode(std::string_view text, std::size_t pos);

// The byte where the first ill-formed sequence starts; nothing if all of `text` is well-formed.
std::optional<std::size_t> FindInvalid(std::string_view text);
inline bool IsValid(std::string_view text) { return !FindInvalid(text); }

// How many code points `text` has; every ill-formed part counts as one.
std::size_t Count(std::string_view text);

// The longest start of `text` that has at most `max_bytes` bytes and ends at the edge of a code
// point.
std::string_view TruncateBytes(std::string_view text, std::size_t max_bytes);

// The first `max_count` code points of `text`, or all of it if it has fewer.
std::string_view TruncateCodePoints(std::string_view text, std::size_t max_count);

}  // namespace xiaoer::utf8
