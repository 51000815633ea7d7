#include "engine/match/entity_numbers.h"

#include <algorithm>
#include <array>
#include <optional>

namespace xiaoer {
namespace {

// A hundred thousand million yuan is no price; below it no product of two values here overflows.
constexpr std::int64_t kMostMilli = 100'000'000'000'000;

// Words that contain a numeral and are no number. Longest first where one begins another.
constexpr std::array<std::u16string_view, 74> kWords = {
    u"一模一样", u"三通一达", u"乱七八糟", u"一五一十", u"百分之百", u"千万别", u"千万不",
    u"千万要",   u"第一次",   u"一会儿",   u"一点儿",   u"一次性",   u"一体机", u"一下子",
    u"一定",     u"一样",     u"一般",     u"一下",     u"一直",     u"一起",   u"一点",
    u"一些",     u"一共",     u"一会",     u"一旦",     u"一切",     u"一致",   u"一律",
    u"一边",     u"一面",     u"一键",     u"一如",     u"一向",     u"一时",   u"一再",
    u"一心",     u"一方",     u"一早",     u"一看",     u"一擦",     u"万一",   u"万能",
    u"万达",     u"万分",     u"千克",     u"百世",     u"百度",     u"百货",   u"百搭",
    u"十分",     u"十足",     u"三星",     u"三方",     u"三包",     u"三角",   u"四川",
    u"四季",     u"四通",     u"五金",     u"五官",     u"六神",     u"七夕",   u"八卦",
    u"九阳",     u"二手",     u"二维",     u"二话",     u"两面",     u"零食",   u"零钱",
    u"零头",     u"俩人",     u"半天",     u"半路"};
// The same with the numeral at their end: 统一, 唯一.
constexpr std::array<std::u16string_view, 9> kBefore = {u"统", u"唯", u"同",   u"单", u"逐",
                                                        u"专", u"之", u"星期", u"周"};

int DigitOf(char16_t c) {
  switch (c) {
    case u'零':
    case u'〇':
      return 0;
    case u'一':
    case u'壹':
      return 1;
    case u'二':
    case u'两':
    case u'贰':
    case u'俩':
      return 2;
    case u'三':
    case u'叁':
    case u'仨':
      return 3;
    case u'四':
    case u'肆':
      return 4;
    case u'五':
    case u'伍':
      return 5;
    case u'六':
    case u'陆':
      return 6;
    case u'七':
    case u'柒':
      return 7;
    case u'八':
    case u'捌':
      return 8;
    case u'九':
    case u'玖':
      return 9;
    default:
      return -1;
  }
}

std::int64_t UnitOf(char16_t c) {
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
      return 10'000;
    default:
      return 0;
  }
}

bool IsAscii(char16_t c) { return c >= u'0' && c <= u'9'; }

class Reader {
 public:
  explicit Reader(std::u16string_view text) : text_(text) {}

  std::vector<Number> ReadAll() {
    std::vector<Number> found;
    while (pos_ < text_.size()) {
      if (const std::size_t skip = WordAt(pos_); skip > 0) {
        pos_ += skip;
        continue;
      }
      const std::size_t start = pos_;
      std::optional<Number> number = ReadOne();
      if (number) {
        number->units = {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(pos_)};
        found.push_back(*number);
      } else if (pos_ == start) {
        ++pos_;
      }
    }
    return found;
  }

 private:
  char16_t At(std::size_t i) const { return i < text_.size() ? text_[i] : u'\0'; }

  std::size_t WordAt(std::size_t pos) const {
    const char16_t c = At(pos);
    if (DigitOf(c) < 0 && UnitOf(c) == 0 && c != u'第' && c != u'半') return 0;
    for (const std::u16string_view word : kWords) {
      if (text_.substr(pos, word.size()) == word) return word.size();
    }
    // 第一, 第二件: an ordinal counts nothing.
    if (c == u'第' && DigitOf(At(pos + 1)) >= 0) return 2;
    for (const std::u16string_view before : kBefore) {
      if (pos >= before.size() && text_.substr(pos - before.size(), before.size()) == before &&
          UnitOf(At(pos + 1)) == 0) {
        return 1;
      }
    }
    return 0;
  }

  std::optional<Number> ReadOne() {
    const char16_t c = At(pos_);
    if (IsAscii(c)) return ReadArabic();
    if (c == u'几' || c == u'数') return ReadVague();
    if (DigitOf(c) >= 0 || UnitOf(c) > 0) return ReadHan();
    return std::nullopt;
  }

  // 80, 1,200, 120.5, 1.2万, 1百2, 3千
  std::optional<Number> ReadArabic() {
    Number n;
    n.arabic = true;
    n.digits_only = true;
    std::int64_t whole = 0;
    std::uint32_t digits = 0;
    while (IsAscii(At(pos_))) {
      if (digits < 12) whole = whole * 10 + (At(pos_) - u'0');
      ++digits;
      ++pos_;
      // A separator stands before exactly three digits.
      if (At(pos_) == u',' && digits <= 9 && IsAscii(At(pos_ + 1)) && IsAscii(At(pos_ + 2)) &&
          IsAscii(At(pos_ + 3)) && !IsAscii(At(pos_ + 4)) && digits <= 3) {
        ++pos_;
        n.digits_only = false;
      }
    }
    std::int64_t fraction = 0;
    if (At(pos_) == u'.' && IsAscii(At(pos_ + 1))) {
      n.digits_only = false;
      ++pos_;
      for (std::int64_t scale = 100; IsAscii(At(pos_)); ++pos_, scale /= 10) {
        fraction += (At(pos_) - u'0') * scale;
      }
    }
    n.digits = digits;
    if (digits > 11) return std::nullopt;
    n.milli = whole * 1000 + fraction;
    if (const std::int64_t unit = UnitOf(At(pos_));
        unit >= 10 && WordAt(pos_) == 0 && digits <= 4) {
      n.digits_only = false;
      ++pos_;
      n.milli *= unit;
      ReadShorthand(n, unit);
    } else if ((At(pos_) == u'k' || At(pos_) == u'w') && !IsLatinOrDigit(At(pos_ + 1)) &&
               digits <= 4) {
      n.digits_only = false;
      n.milli *= At(pos_) == u'k' ? 1000 : 10'000;
      ++pos_;
    }
    return Finish(n);
  }

  static bool IsLatinOrDigit(char16_t c) { return IsAscii(c) || (c >= u'a' && c <= u'z'); }

  // 1百2 is 120, 一万二 is 12000: a last digit without a unit counts in the next smaller unit.
  void ReadShorthand(Number& n, std::int64_t unit) {
    const char16_t c = At(pos_);
    const int digit = IsAscii(c) ? c - u'0' : DigitOf(c);
    if (digit <= 0 || unit < 100) return;
    const char16_t next = At(pos_ + 1);
    // 一百二十 goes on, 一百2件 counts pieces, 一万两 has a unit of weight.
    if (IsAscii(next) || DigitOf(next) >= 0 || UnitOf(next) > 0 || WordAt(pos_) > 0) return;
    if (c == u'两' || c == u'俩') return;
    n.milli += digit * (unit / 10) * 1000;
    ++pos_;
  }

  // 八十, 一百零五, 两百五, 百八, 三五十, 八五
  std::optional<Number> ReadHan() {
    Number n;
    const std::size_t start = pos_;
    // Two digits that follow each other before a unit are a range: 三五十 is 30 to 50.
    const int first = DigitOf(At(pos_));
    const int second = DigitOf(At(pos_ + 1));
    const std::int64_t range_unit = UnitOf(At(pos_ + 2));
    if (first > 0 && second > first && second <= first + 2 && range_unit >= 10) {
      pos_ += 3;
      n.milli = first * range_unit * 1000;
      n.milli_max = second * range_unit * 1000;
      return Finish(n);
    }
    // Several digits without any unit are read one by one: 八五, 二零二六.
    if (first >= 0 && second >= 0 && range_unit == 0) {
      std::int64_t value = 0;
      while (DigitOf(At(pos_)) >= 0) {
        if (n.digits < 11) value = value * 10 + DigitOf(At(pos_));
        ++n.digits;
        ++pos_;
      }
      if (n.digits > 11) return std::nullopt;
      n.milli = value * 1000;
      n.digits_only = true;
      return Finish(n);
    }
    std::int64_t total = 0;
    std::int64_t section = 0;  // below the last 万
    std::int64_t digit = -1;
    std::int64_t last_unit = 0;
    while (pos_ < text_.size()) {
      const char16_t c = At(pos_);
      if (const int d = DigitOf(c); d >= 0) {
        if (digit > 0) break;  // two digits in a row: the second belongs to what follows
        if (pos_ > start && WordAt(pos_) > 0) break;
        digit = d;
        if (d == 0) last_unit = 10;  // 一百零五 is 105: after a zero a last digit counts ones
        ++pos_;
        continue;
      }
      const std::int64_t unit = UnitOf(c);
      if (unit == 0 || (pos_ > start && WordAt(pos_) > 0)) break;
      if (unit == 10'000) {
        total = (section + std::max<std::int64_t>(digit, section == 0 && digit < 0 ? 1 : 0)) * unit;
        section = 0;
      } else {
        section += (digit > 0 ? digit : 1) * unit;
      }
      digit = -1;
      last_unit = unit;
      ++pos_;
      if (total > kMostMilli / 1000) return std::nullopt;
    }
    if (pos_ == start) return std::nullopt;
    std::int64_t rest = 0;
    if (digit > 0) {
      const bool shorthand =
          last_unit >= 100 && At(pos_ - 1) != u'两' && DigitOf(At(pos_ - 2)) != 0;
      if (last_unit >= 100 && (At(pos_ - 1) == u'两' || At(pos_ - 1) == u'俩')) {
        --pos_;  // 一百两件: the 两 counts the pieces
      } else {
        rest = digit * (shorthand ? last_unit / 10 : 1);
      }
    }
    n.milli = (total + section + rest) * 1000;
    const char16_t only = At(start);
    n.small_word = pos_ == start + 1 && (only == u'一' || only == u'两' || only == u'俩' ||
                                         only == u'仨' || only == u'零' || UnitOf(only) >= 100);
    // 百, 千 and 万 alone are words of their own; 十 is a number.
    if (pos_ == start + 1 && UnitOf(only) >= 100) return std::nullopt;
    return Finish(n);
  }

  // 几十, 几百, 数千, 十几 is read with 十
  std::optional<Number> ReadVague() {
    const std::int64_t unit = UnitOf(At(pos_ + 1));
    if (unit < 10) {
      ++pos_;
      return std::nullopt;
    }
    std::int64_t all = unit;
    pos_ += 2;
    if (At(pos_) == u'万') {
      all *= 10'000;
      ++pos_;
    }
    Number n;
    n.milli = all * 1000;
    n.milli_max = 9 * all * 1000;
    n.approximate = true;
    return n;
  }

  // What may follow any number: 多, 几, 来 make it vague.
  Number Finish(Number n) {
    if (n.milli_max == 0) n.milli_max = n.milli;
    const char16_t c = At(pos_);
    const std::int64_t tens = n.milli / 1000;
    if (c == u'多' && tens >= 10 && At(pos_ + 1) != u'少' && At(pos_ + 1) != u'久') {
      ++pos_;
      n.approximate = true;
      n.digits_only = false;
      if (At(pos_) == u'万') {
        ++pos_;
        n.milli *= 10'000;
      }
      n.milli_max = std::max(n.milli, n.milli_max);
    } else if ((c == u'几' || c == u'来') && tens >= 10 && tens % 10 == 0 &&
               (c == u'几' || At(pos_ + 1) == u'块' || At(pos_ + 1) == u'个' ||
                At(pos_ + 1) == u'件' || At(pos_ + 1) == u'元')) {
      ++pos_;
      n.approximate = true;
      n.digits_only = false;
      n.milli_max = n.milli + 9000;
    }
    return n;
  }

  std::u16string_view text_;
  std::size_t pos_ = 0;
};

}  // namespace

std::vector<Number> FindNumbers(std::u16string_view text) {
  std::vector<Number> numbers = Reader(text).ReadAll();
  std::erase_if(numbers, [](const Number& n) { return n.milli_max > kMostMilli; });
  return numbers;
}

}  // namespace xiaoer
