#include "engine/match/template_text.h"

#include <unicode/utf8.h>

#include "engine/match/template_parser.h"

namespace xiaoer::match {

std::vector<Character> Decode(std::string_view text) {
  std::vector<Character> out;
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < length;) {
    const std::int32_t begin = i;
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(text.data(), i, length, c);
    out.push_back({static_cast<char32_t>(c), static_cast<std::uint32_t>(begin),
                   static_cast<std::uint32_t>(i)});
  }
  return out;
}

bool IsRawTemplate(std::string_view text) {
  return text.size() >= 2 && text.front() == '/' && text.back() == '/';
}

std::string_view RawPattern(std::string_view text) { return text.substr(1, text.size() - 2); }

SourceLocation LocationAt(const TemplateSource& source, std::size_t byte) {
  SourceLocation where = source.where;
  for (std::size_t i = 0; i < byte && i < source.text.size(); ++i) {
    if ((static_cast<unsigned char>(source.text[i]) & 0xC0) != 0x80) ++where.column;
  }
  return where;
}

std::optional<EntityType> ParseSlotType(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(EntityType::kProduct); ++i) {
    const auto type = static_cast<EntityType>(i);
    if (ToString(type) == name) return type;
  }
  return std::nullopt;
}

}  // namespace xiaoer::match
