#include "engine/match/entity_numeral_parts.h"

namespace xiaoer::entities {
namespace {

// 一点五 is a number before 折 or 块; else 点 is the clock's, or 一点 a bit.
void ReadSpokenFraction(const EntityLine& line, std::uint32_t& pos, Numeral& n) {
  static constexpr std::u16string_view kUnits[] = {u"块", u"元", u"折",   u"米", u"斤", u"公斤",
                                                   u"kg", u"万", u"千克", u"倍", u"寸", u"升"};
  std::uint32_t length = 1;
  std::int64_t milli = n.low;
  for (std::int64_t place = kMilli / 10; length <= 3; place /= 10, ++length) {
    const char16_t c = line.IsBlocked(pos + length) ? u'\0' : line.At(pos + length);
    const int d = IsDigit(c) ? c - u'0' : HanDigit(c);
    if (d < 0) break;
    milli = Plus(milli, d * place);
  }
  if (length == 1 || line.AnyAt(pos + length, kUnits) == 0) return;
  pos += length;
  n.low = n.high = milli;
  n.step = 0;
  n.plain = false;
  if (line.At(pos) == u'万') {
    n.low = n.high = Times(milli, kWan);
    n.small_word = false;
    ++pos;
  }
}

}  // namespace

std::int64_t UnitValue(char16_t c) {
  switch (c) {
    case u'十':
    case u'拾':
      return 10;
    case u'百':
    case u'佰':
      return 100;
    case u'千':
    case u'仟':
      return 1000;
    case u'万':
      return kWan;
    case u'亿':
      return kYi;
    default:
      return 0;
  }
}

int CapitalDigit(char16_t c) {
  static constexpr std::u16string_view kCapitals = u"壹贰叁肆伍陆柒捌玖";
  const std::size_t at = kCapitals.find(c);
  return at == std::u16string_view::npos ? -1 : static_cast<int>(at) + 1;
}

int HanDigit(char16_t c) {
  if (c == u'两') return 2;
  if (c == u'〇') return 0;
  static constexpr std::u16string_view kDigits = u"零一二三四五六七八九";
  const std::size_t at = kDigits.find(c);
  return at == std::u16string_view::npos ? -1 : static_cast<int>(at);
}

bool IsHanUnit(char16_t c) { return UnitValue(c) > 0 && c != u'拾' && c != u'佰' && c != u'仟'; }

void ReadNumeralTail(const EntityLine& line, std::uint32_t& pos, Numeral& n) {
  static constexpr std::u16string_view kMuch[] = {u"多", u"余"};
  static constexpr std::u16string_view kNotMuch[] = {u"多少", u"多久", u"多大", u"多长",
                                                     u"多了", u"多送", u"多给", u"余额"};
  static constexpr std::u16string_view kSome[] = {u"来块", u"来个", u"来件", u"来元", u"来天",
                                                  u"来斤", u"来岁", u"把块", u"来条", u"来包"};
  if (line.IsBlocked(pos)) return;
  const bool round = n.step >= 10 * kMilli && n.low > 0;
  if (round && line.AnyAt(pos, kMuch) > 0 && line.AnyAt(pos, kNotMuch) == 0) {
    n.high = Plus(n.high, n.step);
    n.approximate = true;
    n.plain = false;
    ++pos;
    if (line.At(pos) == u'万') {
      n.low = Times(n.low, kWan);
      n.high = Times(n.high, kWan);
      ++pos;
    }
  } else if (n.plain && n.step == 10 * kMilli && n.low > 0 && line.At(pos) == u'几') {
    n.low = Plus(n.low, kMilli);  // 20几: 21 to 29
    n.high = Plus(n.high, 9 * kMilli);
    n.approximate = true;
    n.plain = false;
    ++pos;
  } else if (round && line.AnyAt(pos, kSome) > 0) {
    n.approximate = true;
    n.plain = false;
    ++pos;
  } else if (line.At(pos) == u'点' && !n.approximate) {
    ReadSpokenFraction(line, pos, n);
  }
}

}  // namespace xiaoer::entities
