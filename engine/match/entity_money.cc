// Amounts: 80块, ¥80, 八十块五, 三块五毛, 80-90元; what is taken off: 便宜20;
// numbers without a unit.
#include <algorithm>
#include <optional>

#include "engine/match/entity_readers.h"

namespace xiaoer::entities {
namespace {

// Beyond a thousand million yuan a number is no price.
constexpr std::int64_t kMostFen = 100'000'000'000;
constexpr std::int64_t kMilliPerFen = 10;
// A number without a unit may be a price up to seven digits.
constexpr std::int64_t kMostBareFen = 9'999'999'99;

struct Amount {
  Span units;
  std::int64_t low = 0;  // fen
  std::int64_t high = 0;
  bool approximate = false;
};

std::uint32_t CurrencyBefore(const EntityLine& line, std::uint32_t pos) {
  static constexpr std::u16string_view kSigns[] = {u"¥",   u"￥",     u"$",   u"rmb",
                                                   u"cny", u"人民币", u"hk$", u"nt$"};
  const std::uint32_t at = line.Before(pos) == u' ' ? pos - 1 : pos;
  const std::uint32_t length = line.AnyBefore(at, kSigns);
  if (length == 0) return pos;
  const std::uint32_t begin = at - length;
  return IsLatin(line.At(begin)) && IsAlnum(line.Before(begin)) ? pos : begin;
}

// The end of 元, 块, 块钱, rmb … at `pos`, or `pos`.
std::uint32_t YuanEnd(const EntityLine& line, std::uint32_t pos) {
  static constexpr std::u16string_view kYuan[] = {u"块钱", u"块",       u"元钱",     u"元",
                                                  u"圆",   u"块人民币", u"元人民币", u"rmb",
                                                  u"r",    u"cny",      u"人民币",   u"yuan"};
  // Things that are counted in 块.
  static constexpr std::u16string_view kThings[] = {
      u"块儿",     u"块饼",   u"块香皂", u"块肥皂", u"块表",   u"块木",   u"块砖",
      u"块布",     u"块电池", u"块板",   u"块糖",   u"块毛巾", u"块玻璃", u"块屏",
      u"块巧克力", u"块蛋糕", u"块肉",   u"块状",   u"块茶",   u"块手表", u"块抹布"};
  // Behind 80r somebody sells or asks; else it is anything.
  static constexpr std::u16string_view kAfterR[] = {u"卖", u"行", u"可", u"包", u"出",
                                                    u"吗", u"能", u"给", u"要"};
  const std::uint32_t start = line.SkipSpace(pos);
  const std::uint32_t length = line.AnyAt(start, kYuan);
  if (length == 0 || line.AnyAt(start, kThings) > 0) return pos;
  const std::uint32_t end = start + length;
  if (IsLatin(line.At(start)) && IsAlnum(line.At(end))) return pos;
  const bool ends = end >= line.size() || line.IsBreak(end);
  if (length == 1 && line.At(start) == u'r' && !ends && line.AnyAt(end, kAfterR) == 0) return pos;
  return end;
}

bool IsOneDigit(const Numeral& n) {
  return n.units.size() == 1 && n.exact() && n.low >= kMilli && n.low <= 9 * kMilli;
}

std::uint32_t JiaoAt(const EntityLine& line, std::uint32_t pos) {
  static constexpr std::u16string_view kJiao[] = {u"毛", u"角", u"毛钱", u"角钱"};
  static constexpr std::u16string_view kNot[] = {
      u"毛衣", u"毛巾", u"毛线", u"毛笔", u"毛毯", u"毛绒", u"毛孩", u"毛病", u"毛呢",
      u"毛利", u"毛重", u"毛豆", u"毛肚", u"角裤", u"角架", u"角形", u"角度", u"角恋"};
  return line.AnyAt(pos, kNot) > 0 ? 0 : line.AnyAt(pos, kJiao);
}

// 五毛 and 五分 behind 块; 五 alone is five 毛: 八十块五. Moves
// `amount.units.end`.
// Behind 元 the 角 has to be said.
void ReadChange(ReadState& state, Amount& amount, std::int64_t place, bool said_only = false) {
  const EntityLine& line = state.line;
  const std::uint32_t pos = amount.units.end;
  const auto add = [&](std::int64_t fen) {
    amount.low += fen;
    amount.high += fen;
  };
  if (place == 10 && !said_only && line.At(pos) == u'半' && line.At(pos + 1) != u'年' &&
      line.At(pos + 1) != u'个') {
    add(50);
    ++amount.units.end;
    return;
  }
  const Numeral* n = state.NumeralAt(pos);
  if (n == nullptr || !n->exact() || n->approximate || !n->whole()) return;
  const std::uint32_t end = n->units.end;
  const std::int64_t value = n->low / kMilli;
  const bool after_zero = line.At(pos) == u'零' && n->digits == 2 && value < 10;  // 八块零五
  const bool two_digits = n->plain && n->digits == 2;                             // 3块25
  if (!IsOneDigit(*n) && !after_zero && !two_digits) return;
  if (const std::uint32_t jiao = JiaoAt(line, end); place == 10 && jiao > 0 && value < 10) {
    state.Claim(*n);
    add(value * 10);
    amount.units.end = end + jiao;
    ReadChange(state, amount, 1);
    return;
  }
  if (line.At(end) == u'分' && line.At(end + 1) != u'钟' && value < 100) {
    state.Claim(*n);
    add(value);
    amount.units.end = end + (line.At(end + 1) == u'钱' ? 2 : 1);
    return;
  }
  const bool goes_on = IsAlnum(line.At(end)) || CountsSomething(state, end) ||
                       YuanEnd(line, end) != end || HanDigit(line.At(end)) >= 0;
  if (said_only || goes_on || (place == 1 && !IsOneDigit(*n))) return;
  state.Claim(*n);
  add(IsOneDigit(*n) && !after_zero ? value * place : value);
  amount.units.end = end;
}

bool IsJiaoAmount(const EntityLine& line, const Numeral& n, std::uint32_t jiao) {
  const std::uint32_t end = n.units.end;
  if (line.At(end) != u'角' || jiao == 2) return true;
  // 三角 and 八角 are things.
  static constexpr std::u16string_view kAfter = u",.!?行卖吧吗可给了";
  const std::uint32_t after = end + jiao;
  const char16_t next = line.At(after);
  const bool digit = next != 0 && (HanDigit(next) >= 0 || IsDigit(next));
  return after >= line.size() || digit || kAfter.find(next) != std::u16string_view::npos;
}

// The amount that `n` begins, if a unit or a currency sign says that it is one.
// Claims what it reads.
std::optional<Amount> ReadAmount(ReadState& state, const Numeral& n) {
  const EntityLine& line = state.line;
  Amount a;
  a.units = {CurrencyBefore(line, n.units.begin), n.units.end};
  a.low = n.low / kMilliPerFen;
  a.high = n.high / kMilliPerFen;
  a.approximate = n.approximate;
  const bool prefixed = a.units.begin != n.units.begin;
  const std::uint32_t jiao = JiaoAt(line, n.units.end);
  if (jiao > 0 && IsJiaoAmount(line, n, jiao)) {
    a.low /= 10;
    a.high /= 10;
    a.units.end += jiao;
    state.Claim(n);
    ReadChange(state, a, 1);
    return a;
  }
  if (line.Has(n.units.end, u"分钱")) {
    a.low /= 100;
    a.high /= 100;
    a.units.end += 2;
    state.Claim(n);
    return a;
  }
  const std::uint32_t yuan = YuanEnd(line, n.units.end);
  if (yuan == n.units.end && !prefixed) return std::nullopt;
  state.Claim(n);
  const bool can_have_change = yuan == n.units.end + 1;
  a.units.end = yuan;
  // 三块多
  if (yuan > n.units.end && line.At(yuan) == u'多' && line.At(yuan + 1) != u'少' &&
      line.At(yuan + 1) != u'送' && n.exact()) {
    a.high += 100;
    a.approximate = true;
    ++a.units.end;
    if (line.At(a.units.end) == u'钱') ++a.units.end;
  } else if (can_have_change && n.exact()) {
    ReadChange(state, a, 10, line.At(n.units.end) != u'块');
    if (line.At(a.units.end) == u'钱') ++a.units.end;
  }
  return a;
}

void Put(ReadState& state, EntityType type, const Amount& a, bool bare) {
  if (a.high > kMostFen || a.low < 0) return;
  Entity e = MakeEntity(type, a.units, a.low, a.high, "fen");
  e.approximate = a.approximate;
  e.bare = bare;
  state.Add(std::move(e));
}

// The amount itself, and what is taken off if the words before it say so.
void PutAmount(ReadState& state, const Amount& a, bool bare) {
  Put(state, EntityType::kMoney, a, bare);
  const std::uint32_t from = TakenOffFrom(state.line, a.units.begin);
  if (from == a.units.begin) return;
  Amount off = a;
  off.units.begin = from;
  Put(state, EntityType::kMoneyOff, off, false);
}

// 80块到90块, 80块~90
void ReadRangeEnd(ReadState& state, const Amount& first) {
  const EntityLine& line = state.line;
  static constexpr std::u16string_view kJoins = u"-~到至";
  const std::uint32_t join = first.units.end;
  if (line.IsBreak(join) || kJoins.find(line.At(join)) == std::u16string_view::npos ||
      join >= line.size()) {
    return;
  }
  const Numeral* n = state.NumeralAt(join + 1);
  if (n == nullptr || CountsSomething(state, n->units.end)) return;
  std::optional<Amount> last = ReadAmount(state, *n);
  if (last) {
    PutAmount(state, *last, false);
  } else {
    state.Claim(*n);
    last = Amount{n->units, n->low / kMilliPerFen, n->high / kMilliPerFen, n->approximate};
  }
  if (first.low >= last->high) return;
  Put(state, EntityType::kMoney,
      {{first.units.begin, last->units.end}, first.low, last->high, first.approximate}, false);
}

// 满300减50: what the sum must reach is an amount, whatever unit it lacks.
bool IsThreshold(const EntityLine& line, const Numeral& n) {
  static constexpr std::u16string_view kFull[] = {u"满", u"满了", u"每满"};
  static constexpr std::u16string_view kThen[] = {u"减",   u"送",   u"包邮",   u"返",    u"打",
                                                  u"立减", u"免",   u"可减",   u"赠",    u"享",
                                                  u"就减", u"能减", u"才包邮", u"就包邮"};
  return line.AnyBefore(n.units.begin, kFull) > 0 && line.AnyAt(n.units.end, kThen) > 0;
}

bool MayStandAlone(const ReadState& state, const Numeral& n) {
  const EntityLine& line = state.line;
  const char16_t first = line.At(n.units.begin);
  const char16_t before = line.Before(n.units.begin);
  const char16_t after = line.At(n.units.end);
  if (n.plain) {
    const bool leading_zero = n.digits > 1 && first == u'0';
    const bool part = after == u'%' || after == u'*' || after == u'×' || before == u'*' ||
                      before == u'×' || (after == u'/' && IsDigit(line.At(n.units.end + 1))) ||
                      (before == u'/' && n.units.begin > 1 && IsDigit(line.At(n.units.begin - 2)));
    return !leading_zero && !part && !IsLatin(after) && (n.joined || n.digits <= 7);
  }
  if (!n.small_word && n.units.size() > 1) return true;
  // 三 alone is a number where nothing else is said, and 一二零 is one for its
  // zero.
  if (n.spelled && n.digits >= 3 &&
      line.text().substr(n.units.begin, n.units.size()).find(u'零') != 0 &&
      line.text().substr(n.units.begin, n.units.size()).find(u'零') != std::u16string_view::npos) {
    return n.digits <= 7;
  }
  return n.digits <= 7 && line.CoreAround(n.units) == n.units;
}

}  // namespace

std::uint32_t TakenOffFrom(const EntityLine& line, std::uint32_t pos) {
  static constexpr std::u16string_view kFillers[] = {
      u"我", u"个", u"你", u"了", u"掉", u"给我", u"我个", u"他", u"下", u"一个", u"你个", u"给个"};
  static constexpr std::u16string_view kVerbs[] = {
      u"便宜", u"优惠", u"少",   u"减",   u"降",     u"降价",   u"让",   u"让利", u"立减",
      u"直减", u"省",   u"抹",   u"抹掉", u"去掉",   u"砍",     u"砍掉", u"少收", u"减免",
      u"直降", u"立省", u"再少", u"再减", u"再便宜", u"再优惠", u"减去", u"扣掉"};
  const std::uint32_t filler = line.AnyBefore(pos, kFillers);
  for (const std::uint32_t skip : {filler, std::uint32_t{0}}) {
    const std::uint32_t verb = line.AnyBefore(pos - skip, kVerbs);
    if (verb == 0) continue;
    const std::uint32_t begin = pos - skip - verb;
    const char16_t before = line.Before(begin);
    static constexpr std::u16string_view kNotLess = u"至最多不缺减";  // 至少80, 最少80, 减少80
    static constexpr std::u16string_view kProvinces = u"外本全各跨";
    const char16_t first = line.At(begin);
    if (first == u'少' && kNotLess.find(before) != std::u16string_view::npos && before != 0)
      return pos;
    if (first == u'省' && kProvinces.find(before) != std::u16string_view::npos && before != 0)
      return pos;
    return begin;
  }
  return pos;
}

bool ReadMoney(ReadState& state, const Numeral& n) {
  const std::optional<Amount> amount = ReadAmount(state, n);
  if (!amount) return false;
  PutAmount(state, *amount, false);
  ReadRangeEnd(state, *amount);
  return true;
}

void ReadBare(ReadState& state, const Numeral& n) {
  if (!MayStandAlone(state, n)) return;
  Amount a{n.units, n.low / kMilliPerFen, n.high / kMilliPerFen, n.approximate};
  Entity number = MakeEntity(EntityType::kNumber, n.units, n.low, n.high, "milli");
  number.approximate = n.approximate;
  const Entity& added = state.Add(std::move(number));
  a.units = added.units;
  a.approximate = added.approximate;
  if (a.high > kMostBareFen || a.high == 0) return;
  PutAmount(state, a, !IsThreshold(state.line, n));
}

}  // namespace xiaoer::entities
