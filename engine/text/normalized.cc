#include "engine/text/normalized.h"

#include <unicode/unistr.h>

#include <algorithm>

namespace xiaoer {
namespace {

std::string Utf8Of(std::u16string_view text) {
  std::string result;
  icu::UnicodeString(false, text.data(), static_cast<int32_t>(text.size())).toUTF8String(result);
  return result;
}

Span Clamp(Span span, std::size_t size) {
  const auto end = std::min<std::size_t>(span.end, size);
  return {static_cast<std::uint32_t>(std::min<std::size_t>(span.begin, end)),
          static_cast<std::uint32_t>(end)};
}

}  // namespace

std::string_view ToString(Script script) {
  switch (script) {
    case Script::kNone:
      return "none";
    case Script::kHans:
      return "hans";
    case Script::kHant:
      return "hant";
    case Script::kMixed:
      return "mixed";
  }
  return "none";
}

std::string Normalized::ToUtf8() const { return Utf8Of(text); }

std::string Normalized::ToUtf8(Span units) const {
  units = Clamp(units, text.size());
  return Utf8Of(std::u16string_view(text).substr(units.begin, units.size()));
}

Span Normalized::ToBytes(Span units) const {
  units = Clamp(units, bytes.size());
  if (units.empty()) {
    const std::uint32_t at = units.begin < bytes.size() ? bytes[units.begin].begin
                             : bytes.empty()            ? 0
                                                        : bytes.back().end;
    return {at, at};
  }
  // Not simply first and last: a rewritten word gives several units the same, wider bytes.
  Span result = bytes[units.begin];
  for (std::uint32_t i = units.begin + 1; i < units.end; ++i) {
    result.begin = std::min(result.begin, bytes[i].begin);
    result.end = std::max(result.end, bytes[i].end);
  }
  return result;
}

std::string_view Normalized::Quote(Span units) const {
  const Span span = ToBytes(units);
  return std::string_view(original).substr(std::min<std::size_t>(span.begin, original.size()),
                                           span.size());
}

}  // namespace xiaoer
