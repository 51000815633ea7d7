#include "tests/unit/match/test_line.h"

#include <unicode/unistr.h>

#include <algorithm>

namespace xiaoer::match {
namespace {

bool IsDigit(char16_t u) { return u >= u'0' && u <= u'9'; }

bool IsBreak(std::u16string_view text, std::size_t i) {
  if (std::u16string_view(u",.!?").find(text[i]) == std::u16string_view::npos) return false;
  return i == 0 || i + 1 == text.size() || !IsDigit(text[i - 1]) || !IsDigit(text[i + 1]);
}

Clause ClauseOf(std::u16string_view text, std::uint32_t begin, std::uint32_t end) {
  Span core{begin, end};
  for (bool found = true; found;) {
    found = false;
    for (const std::u16string_view filler : {u"亲", u"请问"}) {
      if (text.substr(core.begin, core.size()).starts_with(filler)) {
        core.begin += static_cast<std::uint32_t>(filler.size());
        found = true;
      }
    }
  }
  while (!core.empty() &&
         std::u16string_view(u"吗呢啊").find(text[core.end - 1]) != std::u16string_view::npos) {
    --core.end;
  }
  if (core.empty()) return {{begin, end}, {begin, end}, true};
  return {{begin, end}, core};
}

}  // namespace

std::u16string ToUnits(std::string_view utf8) {
  const auto s =
      icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
  return {s.getBuffer(), static_cast<std::size_t>(s.length())};
}

Normalized LineOf(std::string_view canonical) {
  Normalized line;
  line.original = canonical;
  line.text = ToUnits(canonical);
  line.bytes.resize(line.text.size());
  std::uint32_t begin = 0;
  const auto size = static_cast<std::uint32_t>(line.text.size());
  for (std::uint32_t i = 0; i <= size; ++i) {
    if (i < size && !IsBreak(line.text, i)) continue;
    if (i > begin) line.clauses.push_back(ClauseOf(line.text, begin, i));
    begin = i + 1;
  }
  return line;
}

std::vector<Entity> NumbersIn(const Normalized& line) {
  std::vector<Entity> out;
  const std::u16string& text = line.text;
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    if (!IsDigit(text[i]) || (i > 0 && IsDigit(text[i - 1]))) continue;
    std::uint32_t end = i;
    std::int64_t value = 0;
    while (end < text.size() && IsDigit(text[end])) {
      value = std::min<std::int64_t>(value * 10 + (text[end] - u'0'), 1'000'000'000);
      ++end;
    }
    Entity number;
    number.type = EntityType::kNumber;
    number.units = {i, end};
    number.value = number.value_max = value * 1000;
    if (end < text.size() && text[end] == u'元') {
      Entity money = number;
      money.type = EntityType::kMoney;
      money.units.end = end + 1;
      money.value = money.value_max = value * 100;
      out.push_back(money);
    }
    out.push_back(number);
  }
  return out;
}

LiteralFolder PlainFolder() {
  return [](std::string_view text) { return ToUnits(text); };
}

}  // namespace xiaoer::match
