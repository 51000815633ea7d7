// Height, weight and size: 1米65, 163cm, 50kg, 一百零五斤, 160/50kg; 38码, xl,
// 均码, 大一码.
#include <algorithm>

#include "engine/match/entity_readers.h"

namespace xiaoer::entities {
namespace {

constexpr std::int64_t kLeastMm = 500;
constexpr std::int64_t kMostMm = 2500;
constexpr std::int64_t kMostGrams = 10'000'000;
// Without a unit, 45 is said by who counts in kilograms and 110 by who counts
// in jin.
constexpr std::int64_t kJinFrom = 80;

std::uint32_t HeightWordBefore(const EntityLine& line, std::uint32_t pos) {
  static constexpr std::u16string_view kWords[] = {u"身高", u"个子", u"净身高",
                                                   u"个头", u"我高", u"人高"};
  static constexpr std::u16string_view kBetween[] = {u"是",     u":",      u"有", u"大概", u"大约",
                                                     u"约",     u"差不多", u"才", u"只有", u"在",
                                                     u"大概是", u"不到",   u"-",  u" "};
  const std::uint32_t gap = line.AnyBefore(pos, kBetween);
  return std::max(line.AnyBefore(pos, kWords), line.AnyBefore(pos - gap, kWords));
}

std::uint32_t WeightWordBefore(const EntityLine& line, std::uint32_t pos) {
  static constexpr std::u16string_view kWords[] = {u"体重", u"净重", u"人重"};
  static constexpr std::u16string_view kBetween[] = {u"是",     u":",      u"有", u"大概", u"大约",
                                                     u"约",     u"差不多", u"才", u"只有", u"在",
                                                     u"大概是", u"不到",   u"-",  u" "};
  const std::uint32_t gap = line.AnyBefore(pos, kBetween);
  return std::max(line.AnyBefore(pos, kWords), line.AnyBefore(pos - gap, kWords));
}

// 长180厘米 and 1.5米的床 measure things.
bool MeasuresThing(const EntityLine& line, Span units) {
  static constexpr std::u16string_view kBefore[] = {
      u"长",   u"宽",   u"厚", u"深", u"直径", u"围",   u"腰围", u"胸围", u"裤长", u"长度",
      u"高度", u"宽度", u"x",  u"*",  u"×",    u"周长", u"半径", u"乘",   u"长是", u"宽是"};
  static constexpr std::u16string_view kAfter[] = {
      u"的床", u"床", u"长", u"宽", u"的被", u"被", u"线", u"的线", u"绳",   u"杆", u"的布",
      u"布",   u"x",  u"*",  u"×",  u"的桌", u"桌", u"乘", u"厚",   u"的长", u"窗", u"的窗"};
  return line.AnyBefore(units.begin, kBefore) > 0 || line.AnyAt(units.end, kAfter) > 0;
}

bool PutHeight(ReadState& state, const Numeral& n, Span units, std::int64_t low,
               std::int64_t high) {
  if (low < kLeastMm || high > kMostMm || MeasuresThing(state.line, units)) return false;
  state.Claim(n);
  Entity e = MakeEntity(EntityType::kHeight, units, low, high, "mm");
  e.approximate = n.approximate;
  state.Add(std::move(e));
  return true;
}

// 1米6, 一米六五, 1.65m, 1m65
bool ReadMetres(ReadState& state, const Numeral& n, std::uint32_t pos) {
  const EntityLine& line = state.line;
  if (n.high > 3 * kMilli || n.joined) return false;
  const std::uint32_t end = pos + 1;
  if (line.At(pos) == u'm' && IsLatin(line.At(end))) return false;
  if (!n.whole()) return PutHeight(state, n, {n.units.begin, end}, n.low, n.high);
  // 1m65: the second number stands behind a letter and is no number of its own.
  const Numeral* rest = entities::NumeralAt(state.numerals, end);
  const bool usable = rest != nullptr && (line.At(pos) == u'm' || !rest->code) && n.exact();
  if (!usable || !rest->whole() || rest->high >= 100 * kMilli || rest->low <= 0) {
    return HeightWordBefore(line, n.units.begin) > 0 &&
           PutHeight(state, n, {n.units.begin, end}, n.low, n.high);
  }
  const std::int64_t place = rest->high < 10 * kMilli ? 100 : 10;
  const auto millimetres = [&](std::int64_t part) { return n.low + part / kMilli * place; };
  // 一米七八 is 1.78 and not 1.7 to 1.8.
  const bool pair = !rest->exact() && rest->units.size() == 2;
  const std::int64_t low =
      pair ? n.low + rest->low / 10 + rest->high / 100 : millimetres(rest->low);
  const std::int64_t high = pair ? low : millimetres(rest->high);
  const std::uint32_t all_end = rest->units.end + (line.Has(rest->units.end, u"米") ? 1 : 0);
  if (!PutHeight(state, n, {n.units.begin, all_end}, low, high)) return false;
  if (pair) state.found.back().approximate = false;
  state.Claim(*rest);
  return true;
}

std::uint32_t WeightUnitAt(const EntityLine& line, std::uint32_t pos) {
  static constexpr std::u16string_view kUnits[] = {u"kg", u"公斤", u"千克", u"斤", u"市斤"};
  const std::uint32_t length = line.AnyAt(pos, kUnits);
  return length > 0 && line.At(pos) == u'k' && IsLatin(line.At(pos + length)) ? 0 : length;
}

std::int64_t GramsPerUnit(const EntityLine& line, std::uint32_t pos) {
  return line.At(pos) == u'斤' || line.At(pos) == u'市' ? 500 : 1000;
}

// The weight behind a height: 160/50kg, 165 110斤, 175/65.
const Numeral* WeightBehind(const ReadState& state, const Numeral& n) {
  static constexpr std::u16string_view kSigns = u"/ ,-";
  const EntityLine& line = state.line;
  std::uint32_t pos = n.units.end;
  static constexpr std::u16string_view kCm[] = {u"cm", u"厘米", u"公分"};
  pos += line.AnyAt(pos, kCm);
  const char16_t sign = line.At(pos);
  if (sign == 0 || kSigns.find(sign) == std::u16string_view::npos) return nullptr;
  const Numeral* weight = state.NumeralAt(pos + 1);
  if (weight == nullptr || weight->low < 30 * kMilli || weight->high > 300 * kMilli) return nullptr;
  const bool unit = WeightUnitAt(line, line.SkipSpace(weight->units.end)) > 0;
  const std::uint32_t end = weight->units.end;
  const bool nothing_follows =
      !IsAlnum(line.At(end)) && line.At(end) != u'/' && !CountsSomething(state, end);
  return unit || (sign == u'/' && nothing_follows) ? weight : nullptr;
}

void PutWeight(ReadState& state, const Numeral& n, Span units, std::int64_t grams_per_unit) {
  state.Claim(n);
  const std::int64_t low = n.low * grams_per_unit / kMilli;
  const std::int64_t high = n.high * grams_per_unit / kMilli;
  if (high > kMostGrams || low <= 0) return;
  Entity e = MakeEntity(EntityType::kWeight, units, low, high, "g");
  e.approximate = n.approximate;
  state.Add(std::move(e));
}

}  // namespace

bool ReadHeight(ReadState& state, const Numeral& n) {
  const EntityLine& line = state.line;
  const std::uint32_t pos = line.SkipSpace(n.units.end);
  if (n.high > 1000 * kMilli) return false;
  static constexpr std::u16string_view kCm[] = {u"cm", u"厘米", u"公分"};
  if (const std::uint32_t unit = line.AnyAt(pos, kCm); unit > 0) {
    if (IsLatin(line.At(pos)) && IsLatin(line.At(pos + unit))) return false;
    return PutHeight(state, n, {n.units.begin, pos + unit}, n.low / 100, n.high / 100);
  }
  if (line.At(pos) == u'米' || line.At(pos) == u'm') {
    return !line.Has(pos, u"米白") && !line.Has(pos, u"米色") && ReadMetres(state, n, pos);
  }
  const bool plausible = n.low >= 50 * kMilli && n.high <= 250 * kMilli;
  const bool metres = n.low >= 1200 && n.high <= 2300 && !n.whole();  // 身高1.65
  if (HeightWordBefore(line, n.units.begin) > 0 && (plausible || metres)) {
    return PutHeight(state, n, n.units, metres ? n.low : n.low / 100,
                     metres ? n.high : n.high / 100);
  }
  const Numeral* weight = WeightBehind(state, n);
  const bool adult = n.low >= 140 * kMilli && n.high <= 210 * kMilli;
  if (weight == nullptr || !adult || !n.whole()) return false;
  if (!PutHeight(state, n, n.units, n.low / 100, n.high / 100)) return false;
  if (WeightUnitAt(line, line.SkipSpace(weight->units.end)) == 0) {
    PutWeight(state, *weight, weight->units, weight->low < kJinFrom * kMilli ? 1000 : 500);
  }
  return true;
}

bool ReadWeight(ReadState& state, const Numeral& n) {
  const EntityLine& line = state.line;
  const std::uint32_t pos = line.SkipSpace(n.units.end);
  if (n.high > 100'000 * kMilli) return false;
  if (const std::uint32_t unit = WeightUnitAt(line, pos); unit > 0) {
    Span units{n.units.begin, pos + unit};
    const std::int64_t grams = GramsPerUnit(line, pos);
    PutWeight(state, n, units, grams);
    if (line.At(units.end) == u'半' && n.exact() && !state.found.empty() &&
        state.found.back().type == EntityType::kWeight) {
      Entity& e = state.found.back();
      e.value += grams / 2;
      e.value_max = e.value;
      ++e.units.end;
    }
    return true;
  }
  // 5g is a network.
  static constexpr std::u16string_view kGrams[] = {u"克", u"g"};
  static constexpr std::u16string_view kNotGrams[] = {u"克拉", u"克重"};
  if (const std::uint32_t unit = line.AnyAt(pos, kGrams);
      unit > 0 && line.AnyAt(pos, kNotGrams) == 0 &&
      (line.At(pos) == u'克' || n.low >= 10 * kMilli) && !IsAlnum(line.At(pos + unit))) {
    PutWeight(state, n, {n.units.begin, pos + unit}, 1);
    state.AddCounting(n, {pos, pos + unit});
    return true;
  }
  if (WeightWordBefore(line, n.units.begin) == 0 || n.low < 30 * kMilli || n.high > 300 * kMilli ||
      CountsSomething(state, n.units.end) || IsLatin(line.At(pos))) {
    return false;
  }
  PutWeight(state, n, n.units, n.low < kJinFrom * kMilli ? 1000 : 500);
  return true;
}

bool ReadSize(ReadState& state, const Numeral& n) {
  const EntityLine& line = state.line;
  const std::uint32_t pos = n.units.end;
  const bool ma = line.At(pos) == u'码' && !line.Has(pos, u"码头");
  // Days end at 31; 37号 is a shoe.
  const bool number = line.At(pos) == u'号' && n.low > 31 * kMilli && n.high <= 60 * kMilli;
  if ((!ma && !number) || n.low < 15 * kMilli || n.high > 300 * kMilli) return false;
  state.Claim(n);
  const std::int64_t low = n.low / kMilli;
  std::string name = std::to_string(low);
  if (n.low % kMilli != 0) name += "." + std::to_string(n.low % kMilli / 100);
  Entity e = MakeEntity(EntityType::kSize, {n.units.begin, pos + 1}, low, n.high / kMilli, name);
  e.text = name;
  state.Add(std::move(e));
  return true;
}

namespace {

// 2xl and xxl, as the token [begin, end) of letters and digits writes them; one
// letter alone is no size yet.
bool IsSizeToken(std::u16string_view token) {
  std::size_t i = 0;
  if (i < token.size() && IsDigit(token[i])) ++i;
  const std::size_t x = i;
  while (i < token.size() && token[i] == u'x') ++i;
  if (i == x || i + 1 != token.size() || i - x > 6) return false;
  return token[i] == u'l' || (token[i] == u's' && x == 0);
}

// A letter is a size where nothing latin is beside it: M号, 要m的; not in
// "iphone 6 s".
bool StandsAlone(const EntityLine& line, Span units) {
  static constexpr std::u16string_view kLatinJoin = u" .-_'&+";
  const char16_t before = line.Before(units.begin);
  const char16_t after = line.At(units.end);
  const auto joins = [&](char16_t c, char16_t next) {
    return c != 0 && kLatinJoin.find(c) != std::u16string_view::npos && IsAlnum(next);
  };
  const char16_t further = units.begin >= 2 ? line.At(units.begin - 2) : u'\0';
  return !joins(before, further) && !joins(after, line.At(units.end + 1));
}

void PutSize(ReadState& state, Span units, std::string name, bool bare) {
  Entity e = MakeEntity(EntityType::kSize, units, 0, 0, name);
  e.text = std::move(name);
  e.bare = bare;
  state.Add(std::move(e));
}

// Reads the token that begins at `pos` and returns its end.
std::uint32_t ReadSizeToken(ReadState& state, std::uint32_t pos) {
  const EntityLine& line = state.line;
  std::uint32_t end = pos;
  while (IsAlnum(line.At(end))) ++end;
  if (end - pos > 8 || line.IsBlocked(pos)) return end;
  static constexpr std::u16string_view kSuffix[] = {u"码", u"号", u"码数", u"号码"};
  const std::u16string_view token = line.text().substr(pos, end - pos);
  const auto known = state.words.sizes.LongestAt(line.text(), pos);
  const bool listed = known && known->length == end - pos;
  if (!listed && !IsSizeToken(token)) return end;
  const std::uint32_t suffix = line.AnyAt(end, kSuffix);
  const bool letter = end == pos + 1;
  if (letter && suffix == 0 && !StandsAlone(line, {pos, end})) return end;
  PutSize(state, {pos, end + suffix}, Ascii(token), letter && suffix == 0);
  return end + suffix;
}

// 大一码, 小两号: how much larger or smaller than usual.
std::uint32_t ReadSizeStep(ReadState& state, std::uint32_t pos) {
  const EntityLine& line = state.line;
  const char16_t first = line.At(pos);
  if ((first != u'大' && first != u'小') || line.IsBlocked(pos)) return pos;
  const char16_t digit = line.At(pos + 1);
  const int steps = IsDigit(digit) ? digit - u'0' : HanDigit(digit);
  const char16_t unit = line.At(pos + 2);
  if (steps < 1 || steps > 3 || (unit != u'码' && unit != u'号')) return pos;
  if (const Numeral* n = state.NumeralAt(pos + 1)) state.Claim(*n);
  PutSize(state, {pos, pos + 3}, (first == u'大' ? "+" : "-") + std::to_string(steps), false);
  return pos + 3;
}

}  // namespace

void ReadSizeNames(ReadState& state) {
  const EntityLine& line = state.line;
  for (std::uint32_t pos = 0; pos < line.size();) {
    if (IsAlnum(line.At(pos))) {
      pos = ReadSizeToken(state, pos);
      continue;
    }
    if (const std::uint32_t end = ReadSizeStep(state, pos); end != pos) {
      pos = end;
      continue;
    }
    const auto size = state.words.sizes.LongestAt(line.text(), pos);
    // 多大码 asks.
    const char16_t before = line.Before(pos);
    if (!size || line.IsBlocked(pos) || before == u'多' || before == u'最') {
      ++pos;
      continue;
    }
    PutSize(state, {pos, pos + size->length}, state.words.size_texts[size->value], false);
    pos += size->length;
  }
}

}  // namespace xiaoer::entities
