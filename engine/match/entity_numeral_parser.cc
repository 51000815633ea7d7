#include "engine/match/entity_numeral_parser.h"

#include <algorithm>

#include "engine/match/entity_numeral_parts.h"

namespace xiaoer::entities {
namespace {

struct Range {
  std::int64_t low = 0;
  std::int64_t high = 0;
};

class Parser {
 public:
  Parser(const EntityLine& line, std::uint32_t pos) : line_(line), begin_(pos), pos_(pos) {}

  std::optional<Numeral> Parse() {
    if (IsDigit(Here())) {
      ParseAscii();
      n_.plain = true;
      pending_ = Range{n_.low, n_.high};
      pending_is_ascii_ = true;
      if (IsUnitHere() && (n_.digits <= 4 || Here() == u'万' || Here() == u'亿')) {
        n_.plain = false;
        ParseUnits();
      } else {
        ParseLatinMultiplier();
      }
    } else if (!ParseSpelled() && !ParseHan()) {
      return std::nullopt;
    }
    ReadNumeralTail(line_, pos_, n_);
    n_.units = {begin_, pos_};
    if (n_.high >= kNumeralLimit) n_.code = true;
    return n_;
  }

 private:
  char16_t Here(std::uint32_t offset = 0) const {
    return line_.IsBlocked(pos_ + offset) ? u'\0' : line_.At(pos_ + offset);
  }
  int DigitHere(std::uint32_t offset = 0) const {
    const char16_t c = Here(offset);
    if (const int d = HanDigit(c); d >= 0) return d;
    const int capital = CapitalDigit(c);
    if (capital < 0) return -1;
    const auto beside = [&](char16_t x) {
      return CapitalDigit(x) >= 0 || UnitValue(x) > 0 || x == u'元' || x == u'圆' || x == u'块';
    };
    return beside(line_.At(pos_ + offset + 1)) ? capital : -1;
  }
  bool IsUnitHere() const { return UnitValue(Here()) > 0; }

  // 80, 120.5, 1,200
  void ParseAscii() {
    std::int64_t value = 0;
    std::uint32_t group = 0;
    bool grouped = false;
    const std::uint32_t start = pos_;
    for (; IsDigit(Here()); ++pos_) {
      value = value > kNumeralLimit / 10 ? kNumeralLimit : value * 10 + (Here() - u'0');
      ++n_.digits;
      ++group;
      const bool comma = line_.At(pos_ + 1) == u',' && !line_.IsBreak(pos_ + 1) &&
                         IsDigit(Here(2)) && IsDigit(Here(3)) && IsDigit(Here(4)) &&
                         !IsDigit(Here(5)) && line_.At(start) != u'0';
      if (comma && (grouped ? group == 3 : group <= 3) && !IsHeightAndWeight(value)) {
        ++pos_;
        group = 0;
        grouped = true;
      }
    }
    std::int64_t milli = Times(value, kMilli);
    if (Here() == u'.' && !line_.IsBreak(pos_) && IsDigit(Here(1))) {
      ++pos_;
      for (std::int64_t place = kMilli / 10; IsDigit(Here()); ++pos_, place /= 10) {
        milli = Plus(milli, (Here() - u'0') * place);
      }
      n_.step = 0;
      // 1.2.3 is a version or an address.
      while ((Here() == u'.' && IsDigit(Here(1))) || IsDigit(Here())) {
        n_.code = true;
        ++pos_;
      }
    } else {
      // 多 behind 80 means less than 90, behind 100 less than 200.
      for (std::int64_t v = value; v > 0 && v % 10 == 0 && v < kNumeralLimit; v /= 10) {
        n_.step = Times(n_.step, 10);
      }
    }
    n_.low = n_.high = milli;
  }

  // 165,110斤 is a height and a weight.
  bool IsHeightAndWeight(std::int64_t height) const {
    static constexpr std::u16string_view kUnits[] = {u"斤", u"kg", u"公斤", u"千克"};
    return height >= 140 && height <= 210 && line_.AnyAt(pos_ + 5, kUnits) > 0;
  }

  // 1.2w is 1.2万; 2k is two thousand where a price may end, for there are
  // 2k screens.
  void ParseLatinMultiplier() {
    if (n_.digits > 4 || IsAlnum(line_.At(pos_ + 1))) return;
    std::int64_t times = 0;
    if (Here() == u'w') times = kWan;
    static constexpr std::u16string_view kAsks = u",.!?块元行卖吗可能吧包";
    const char16_t next = line_.At(pos_ + 1);
    const bool asks = next == 0 || kAsks.find(next) != std::u16string_view::npos;
    if (Here() == u'k' && asks) times = 1000;
    if (times == 0) return;
    n_.low = Times(n_.low, times);
    n_.high = Times(n_.high, times);
    n_.plain = false;
    ++pos_;
  }

  // Two digits that follow each other are a range where something follows that
  // they count: 七八个, 三五百.
  static bool IsPair(int a, int b) { return a > 0 && (b == a + 1 || (a == 3 && b == 5)) && b <= 9; }

  // 八五, 一二零, 二零二六: digits one by one.
  bool ParseSpelled() {
    std::uint32_t length = 0;
    while (DigitHere(length) >= 0 && Here(length) != u'两') ++length;
    if (length < 2) return false;
    const bool unit = UnitValue(Here(length)) > 0;
    if (length == 2 && (unit || IsPair(DigitHere(0), DigitHere(1)))) return false;
    std::int64_t value = 0;
    for (std::uint32_t i = 0; i < length; ++i) {
      value = value > kNumeralLimit / 10 ? kNumeralLimit : value * 10 + DigitHere(i);
    }
    pos_ += length;
    n_.digits = length;
    n_.spelled = true;
    n_.small_word = true;
    n_.low = n_.high = Times(value, kMilli);
    return true;
  }

  bool ParseHan() {
    const char16_t first = Here();
    if (first == u'几' || first == u'数') {
      if (UnitValue(Here(1)) < 10) return false;
      if (first == u'数' && UnitValue(Here(1)) == kYi) return false;
      pending_ = Range{1 * kMilli, 9 * kMilli};
      n_.approximate = true;
      ++pos_;
    } else if (DigitHere() >= 0) {
      TakeDigit();
      n_.small_word = !IsUnitHere();
    } else if (!TakeBareUnit(first)) {
      return false;
    }
    ParseUnits();
    return true;
  }

  // 十二; 百八 (180), 千五; 百来块, 百元
  bool TakeBareUnit(char16_t first) {
    const std::int64_t unit = UnitValue(first);
    if (unit == 0 || unit >= kYi) return false;
    pending_ = Range{kMilli, kMilli};
    if (unit == 10) return true;
    n_.approximate = true;
    static constexpr std::u16string_view kCounts[] = {u"元",   u"块",   u"来块", u"把块", u"来个",
                                                      u"十来", u"八十", u"多块", u"余元", u"多元"};
    const char16_t ahead = line_.Before(begin_);
    if (line_.Has(pos_ + 1, u"元") || line_.Has(pos_ + 1, u"块")) n_.approximate = ahead == u'上';
    if (line_.AnyAt(pos_ + 1, kCounts) > 0) return true;
    return unit < kWan && DigitHere(1) > 1 && ahead != u'上' && ahead != u'分';
  }

  void TakeDigit() {
    const int d = DigitHere();
    const int next = DigitHere(1);
    ++pos_;
    pending_ = Range{d * kMilli, d * kMilli};
    pending_is_ascii_ = false;
    const bool first_two =
        last_unit_ == 0 || Here() != u'两';  // 一百一两 is nothing, 一两个 is one or two
    if (first_two && IsPair(d, next) && CountsHere(1)) {
      pending_->high = next * kMilli;
      n_.approximate = true;
      ++pos_;
    }
  }

  // 一两 is a weight in 一两茶叶: two digits are a range only before something
  // that they count.
  bool CountsHere(std::uint32_t offset) const {
    if (UnitValue(Here(offset)) > 0) return true;
    static constexpr std::u16string_view kTea[] = {u"茶", u"酒", u"肉", u"药"};
    return Here() != u'两' || line_.AnyAt(pos_ + offset, kTea) == 0;
  }

  // What follows a first digit or number: 百二十, 千, 万5000
  void ParseUnits() {
    Range total;    // from 亿 and 万 on
    Range section;  // below
    bool zero = false;
    while (true) {
      if (const std::int64_t unit = UnitValue(Here()); unit > 0 && (pending_ || unit >= kWan)) {
        // Units go down, but 万 and 亿 multiply what is before them.
        if (unit < kWan && last_unit_ != 0 && last_unit_ < kWan && unit >= last_unit_) break;
        const Range digit = pending_.value_or(Range{});
        pending_.reset();
        if (unit >= kWan) {
          Add(section, digit, 1);
          const Range whole = unit == kYi ? Sum(total, section) : section;
          if (whole.high == 0) break;
          if (unit == kWan && last_unit_ == kWan) break;
          total = unit == kYi ? Range{} : total;
          Add(total, whole, unit);
          section = {};
        } else {
          Add(section, digit, unit);
        }
        last_unit_ = unit;
        zero = false;
        ++pos_;
        n_.small_word = false;
        continue;
      }
      if (pending_ || last_unit_ == 0) break;
      if (Here() == u'零' || Here() == u'〇') {
        if (DigitHere(1) <= 0) break;
        zero = true;
        ++pos_;
        continue;
      }
      if (!TakeFollowing(zero)) break;
    }
    if (pending_) Add(section, *pending_, TrailingUnit(zero));
    const Range all = Sum(total, section);
    n_.low = all.low;
    n_.high = all.high;
  }

  // A digit behind a unit.
  bool TakeFollowing(bool zero) {
    // 几百几百 says it twice.
    const std::int64_t next = UnitValue(Here(1));
    if (last_unit_ < kWan && next < kWan && next >= last_unit_) return false;
    if (Here() == u'几') {
      if (last_unit_ != 10 && UnitValue(Here(1)) == 0) return false;
      pending_ = Range{kMilli, 9 * kMilli};
      n_.approximate = true;
      ++pos_;
      return true;
    }
    if (DigitHere() > 0) {
      if (EndsBefore(DigitHere(), zero)) return false;
      TakeDigit();
      return true;
    }
    if (!IsDigit(Here()) || last_unit_ < 100) return false;
    std::uint32_t length = 0;
    std::int64_t value = 0;
    while (IsDigit(Here(length)) && length < 5) value = value * 10 + (Here(length++) - u'0');
    const bool fits = !IsDigit(Here(length)) && (length == 1 || value < last_unit_);
    if (!fits || value == 0 || Here(length) == u'.' || IsLatin(Here(length))) return false;
    if (length == 1 && CountsPieces(1)) return false;
    pos_ += length;
    pending_ = Range{value * kMilli, value * kMilli};
    pending_is_ascii_ = length > 1;
    return true;
  }

  // 一百一件 is 100 for one piece, 一百两件 for two, and 八十两件 too.
  bool EndsBefore(int digit, bool zero) const {
    if (Here() == u'两') return last_unit_ == 10 || UnitValue(Here(1)) == 0;
    return digit == 1 && last_unit_ >= 100 && !zero && CountsPieces(1);
  }
  bool CountsPieces(std::uint32_t offset) const {
    static constexpr std::u16string_view kPieces =
        u"个件条双套箱盒包袋瓶罐支只把张本台份组片桶卷斤天";
    return kPieces.find(Here(offset)) != std::u16string_view::npos;
  }

  // 一百二 is 120: a last digit alone counts in tenths of the unit before it,
  // unless 零 stands between.
  std::int64_t TrailingUnit(bool zero) const {
    if (last_unit_ < 100 || zero || pending_is_ascii_) return 1;
    return std::min<std::int64_t>(last_unit_, kWan) / 10;
  }

  void Add(Range& sum, Range r, std::int64_t unit) {
    sum.low = Plus(sum.low, Times(r.low, unit));
    sum.high = Plus(sum.high, Times(r.high, unit));
    n_.step = Times(kMilli, unit);
  }
  static Range Sum(Range a, Range b) { return {Plus(a.low, b.low), Plus(a.high, b.high)}; }

  const EntityLine& line_;
  const std::uint32_t begin_;
  std::uint32_t pos_;
  Numeral n_;
  std::optional<Range> pending_;  // the digit that waits for its unit
  bool pending_is_ascii_ = false;
  std::int64_t last_unit_ = 0;
};

}  // namespace

std::optional<Numeral> ParseNumeral(const EntityLine& line, std::uint32_t pos) {
  return Parser(line, pos).Parse();
}

}  // namespace xiaoer::entities
