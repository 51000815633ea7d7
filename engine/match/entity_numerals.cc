#include "engine/match/entity_numerals.h"

#include <algorithm>

#include "engine/match/entity_numeral_parser.h"

namespace xiaoer::entities {
namespace {

// Latin words that may stand directly behind a number without making it part of
// a name.
bool IsUnitWord(std::u16string_view word) {
  static constexpr std::u16string_view kUnits[] = {
      u"rmb", u"r",  u"cny", u"yuan", u"kg",  u"g",  u"mg", u"cm", u"mm",  u"m",
      u"km",  u"ml", u"l",   u"h",    u"min", u"w",  u"v",  u"ah", u"mah", u"gb",
      u"tb",  u"mb", u"am",  u"pm",   u"x",   u"xl", u"k",  u"s",  u"t"};
  return std::find(std::begin(kUnits), std::end(kUnits), word) != std::end(kUnits);
}

std::u16string_view LatinRunAt(const EntityLine& line, std::uint32_t pos) {
  std::uint32_t end = pos;
  // A unit is short; the rest of a longer run does not matter.
  while (end < pos + 6 && IsLatin(line.At(end))) ++end;
  return line.text().substr(pos, end - pos);
}

bool IsCurrencyBefore(const EntityLine& line, std::uint32_t pos) {
  static constexpr std::u16string_view kWords[] = {u"rmb", u"cny"};
  const std::uint32_t length = line.AnyBefore(pos, kWords);
  return length > 0 && !IsAlnum(line.Before(pos - length));
}

// 170cm60kg: the second number follows a measure, not a letter of a name.
bool IsMeasureBefore(const EntityLine& line, std::uint32_t pos) {
  static constexpr std::u16string_view kWords[] = {u"cm", u"kg"};
  const std::uint32_t length = line.AnyBefore(pos, kWords);
  if (length == 0) return false;
  // Three digits, a point and one more: what people and parcels measure.
  constexpr std::uint32_t kMostDigits = 5;
  std::uint32_t begin = pos - length;
  const std::uint32_t end = begin;
  while (end - begin < kMostDigits && (IsDigit(line.Before(begin)) || line.Before(begin) == u'.')) {
    --begin;
  }
  return begin < end && !IsAlnum(line.Before(begin));
}

// Beside a mask (138□1234, □.5元) a number is only what is left of one.
bool TouchesMask(const EntityLine& line, Span units) {
  constexpr char16_t kMask = Normalized::kMaskUnit;
  static constexpr std::u16string_view kJoiners = u".:-~/,";
  if (line.At(units.end) == kMask || line.Before(units.begin) == kMask) return true;
  return units.begin >= 2 && kJoiners.find(line.At(units.begin - 1)) != kJoiners.npos &&
         !line.IsBreak(units.begin - 1) && line.At(units.begin - 2) == kMask;
}

void Judge(const EntityLine& line, Numeral& n) {
  const char16_t before = line.Before(n.units.begin);
  n.ordinal = before == u'第';
  if (TouchesMask(line, n.units)) n.code = true;
  if (!IsDigit(line.At(n.units.begin))) return;
  // 3:5 is a score or a scale; times are read before.
  const bool ratio = (line.At(n.units.end) == u':' && IsDigit(line.At(n.units.end + 1))) ||
                     (before == u':' && n.units.begin > 1 && IsDigit(line.At(n.units.begin - 2)));
  if (ratio) n.code = true;
  if (before == u'_' || before == u'#' || before == u'@' || before == u'=') n.code = true;
  if (IsLatin(before) && !IsCurrencyBefore(line, n.units.begin) &&
      !IsMeasureBefore(line, n.units.begin)) {
    n.code = true;
  }
  if (IsLatin(line.At(n.units.end))) {
    const std::u16string_view word = LatinRunAt(line, n.units.end);
    const bool goes_on = IsDigit(line.At(n.units.end + word.size()));
    // 1m65, 50kg165 and 170cm60 are measures; 4k60 is a name.
    const bool measure = word == u"m" || word == u"kg" || word == u"cm";
    if (!IsUnitWord(word) || (goes_on && !measure)) n.code = true;
  }
}

constexpr std::u16string_view kConnectors = u"-~到至/";

bool AreConnected(const EntityLine& line, const Numeral& a, const Numeral& b) {
  return b.units.begin == a.units.end + 1 && !line.IsBreak(a.units.end) &&
         kConnectors.find(line.At(a.units.end)) != std::u16string_view::npos;
}

// 二到三百 is 200 to 300: the first one lacks the unit of the second.
std::int64_t LowOfRange(const Numeral& a, const Numeral& b) {
  const bool bare_digit = a.small_word && a.units.size() == 1;
  const bool lacks = bare_digit && b.step > kMilli && a.low < b.low / (b.step / kMilli);
  return lacks ? a.low * (b.step / kMilli) : a.low;
}

// Joins 80-90 and 二到三; what is joined otherwise (1-2-3, 11-11) is a code.
void Join(const EntityLine& line, std::vector<Numeral>& numerals) {
  std::vector<Numeral> out;
  out.reserve(numerals.size());
  for (std::size_t i = 0; i < numerals.size();) {
    std::size_t last = i;
    while (last + 1 < numerals.size() && AreConnected(line, numerals[last], numerals[last + 1])) {
      ++last;
    }
    const char16_t connector = line.At(numerals[i].units.end);
    if (last == i + 1 && connector != u'/') {
      const Numeral& a = numerals[i];
      const Numeral& b = numerals[last];
      const std::int64_t low = LowOfRange(a, b);
      if (!a.code && !b.code && !a.ordinal && low < b.high) {
        Numeral joined = b;
        joined.units.begin = a.units.begin;
        joined.low = low;
        joined.joined = true;
        joined.plain = a.plain && b.plain;
        joined.small_word = a.small_word && b.small_word;
        joined.approximate = a.approximate || b.approximate;
        out.push_back(joined);
        i = last + 1;
        continue;
      }
    }
    const bool chain = last > i + 1 || (last > i && connector == u'-');
    for (; i <= last; ++i) {
      out.push_back(numerals[i]);
      if (chain) out.back().code = true;
    }
  }
  numerals = std::move(out);
}

}  // namespace

std::vector<Numeral> ReadNumerals(const EntityLine& line) {
  std::vector<Numeral> numerals;
  for (std::uint32_t pos = 0; pos < line.size();) {
    if (!line.IsBlocked(pos)) {
      if (auto n = ParseNumeral(line, pos)) {
        Judge(line, *n);
        pos = n->units.end;
        numerals.push_back(*n);
        continue;
      }
    }
    ++pos;
  }
  Join(line, numerals);
  return numerals;
}

const Numeral* NumeralAt(const std::vector<Numeral>& numerals, std::uint32_t pos) {
  const auto it =
      std::lower_bound(numerals.begin(), numerals.end(), pos,
                       [](const Numeral& n, std::uint32_t p) { return n.units.begin < p; });
  return it != numerals.end() && it->units.begin == pos ? &*it : nullptr;
}

}  // namespace xiaoer::entities
