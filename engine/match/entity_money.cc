// Amounts with a unit, and amounts to take off: 80块, ¥80, 八十块五, 三块五毛, 二到三元, 便宜20,
// 满300减50.
#include <algorithm>

#include "engine/match/entity_scan.h"

namespace xiaoer {
namespace {

// A thousand million yuan: beyond it a number is no price.
constexpr std::int64_t kMostFen = 100'000'000'000;

struct Amount {
  std::int64_t low = 0;  // fen
  std::int64_t high = 0;
  Span units;
  bool has_unit = false;
  bool approximate = false;
};

std::int64_t ToFen(std::int64_t milli) { return milli / 10; }

std::uint32_t YuanAt(const EntityScan& scan, std::uint32_t pos) {
  const std::uint32_t word =
      scan.WordAt(pos, {u"块钱", u"元钱", u"块", u"元", u"圆", u"rmb", u"r", u"人民币"});
  // A lone r is an amount only at the end of a word: 80r, not 80ram.
  if (word == 1 && scan.At(pos) == u'r') {
    const char16_t next = scan.At(pos + 1);
    if ((next >= u'a' && next <= u'z') || (next >= u'0' && next <= u'9')) return 0;
  }
  // 一块儿 is together, 一元二次 and 块状 are rare enough.
  if (word > 0 && scan.At(pos) == u'块' && scan.At(pos + 1) == u'儿') return 0;
  return word;
}

// 五 and 5 behind 块 are tenths, and so is 五毛; 五毛二 and 二分 add hundredths.
void ReadSmallChange(EntityScan& scan, Amount& amount) {
  const int next = scan.NumberAt(amount.units.end);
  if (next < 0) return;
  const Number& n = scan.numbers()[static_cast<std::size_t>(next)];
  if (n.milli < 1000 || n.milli > 9000 || n.units.size() != 1) return;
  const std::uint32_t jiao = scan.WordAt(n.units.end, {u"毛钱", u"毛", u"角"});
  PhraseSet const& measures = scan.words().measure_words;
  if (jiao == 0 && measures.LongestAt(scan.text(), n.units.end)) return;  // 十块两个
  amount.low += ToFen(n.milli) / 10;
  amount.high += ToFen(n.milli) / 10;
  amount.units.end = n.units.end + jiao;
  scan.Claim(static_cast<std::size_t>(next));
}

// The amount that the number begins, with whatever unit it has.
Amount ReadAmount(EntityScan& scan, std::size_t index) {
  const Number& n = scan.numbers()[index];
  Amount amount;
  amount.units = n.units;
  amount.low = ToFen(n.milli);
  amount.high = ToFen(n.milli_max);
  amount.approximate = n.approximate;
  if (const int end = scan.RangeEnd(index); end >= 0) {
    const Number& last = scan.numbers()[static_cast<std::size_t>(end)];
    amount.high = ToFen(last.milli_max);
    amount.units.end = last.units.end;
    scan.Claim(static_cast<std::size_t>(end));
  }
  if (const std::uint32_t before = scan.WordBefore(n.units.begin, {u"¥", u"￥", u"rmb", u"$"});
      before > 0) {
    amount.units.begin -= before;
    amount.has_unit = true;
  }
  if (const std::uint32_t jiao = scan.WordAt(amount.units.end, {u"毛钱", u"毛", u"角钱"});
      jiao > 0) {
    amount.low /= 10;
    amount.high /= 10;
    amount.units.end += jiao;
    amount.has_unit = true;
    return amount;
  }
  if (const std::uint32_t yuan = YuanAt(scan, amount.units.end); yuan > 0) {
    amount.units.end += yuan;
    amount.has_unit = true;
    ReadSmallChange(scan, amount);
  }
  if (scan.IsAbout(amount.units)) amount.approximate = true;
  return amount;
}

bool CountsSomething(const EntityScan& scan, const Amount& amount) {
  return scan.words().measure_words.LongestAt(scan.text(), amount.units.end).has_value() ||
         scan.WordAt(amount.units.end,
                     {u"天", u"号", u"月", u"小时", u"斤", u"折", u"码", u"米", u"点"}) > 0;
}

// Words in front of an amount that say it is taken off the price.
std::uint32_t TakenOffBefore(const EntityScan& scan, std::uint32_t pos) {
  const std::uint32_t filler =
      scan.WordBefore(pos, {u"个", u"我", u"给", u"了", u"掉", u"我个", u"给我", u"到", u"他个"});
  for (const std::uint32_t skip : {filler, std::uint32_t{0}}) {
    const std::uint32_t word =
        scan.WordBefore(pos - skip, {u"便宜", u"少", u"减", u"优惠", u"降", u"降价", u"让", u"立减",
                                     u"抵", u"省", u"砍", u"返", u"返现", u"直降", u"抹"});
    if (word > 0 && filler > 0 && skip > 0 && scan.WordBefore(pos, {u"到"}) > 0)
      return 0;  // 便宜到80
    if (word > 0) return word + skip;
  }
  return 0;
}

void Put(EntityScan& scan, EntityType type, Span units, const Amount& amount, bool bare) {
  if (amount.high > kMostFen) return;
  Entity& e = scan.Add(type, units, amount.low, "fen");
  e.value_max = amount.high;
  e.approximate = amount.approximate;
  e.bare = bare;
}

}  // namespace

void ReadMoney(EntityScan& scan) {
  for (std::size_t i = 0; i < scan.numbers().size(); ++i) {
    if (scan.claimed(i)) continue;
    const Number n = scan.numbers()[i];
    const Amount amount = ReadAmount(scan, i);
    const std::uint32_t off = TakenOffBefore(scan, n.units.begin);
    if (off > 0 && (amount.has_unit || (!n.small_word && !CountsSomething(scan, amount)))) {
      scan.Claim(i);
      Put(scan, EntityType::kMoneyOff, {n.units.begin - off, amount.units.end}, amount, false);
      continue;
    }
    if (amount.has_unit) {
      scan.Claim(i);
      Put(scan, EntityType::kMoney, amount.units, amount, false);
      continue;
    }
    if (amount.units.end != n.units.end && !CountsSomething(scan, amount)) {
      scan.Claim(i);  // a range without a unit: 80-90
      Put(scan, EntityType::kMoney, amount.units, amount, true);
    }
  }
}

}  // namespace xiaoer
