// Pieces (两件, 3个, 俩), lots (两件150), and numbers that count something else
// (500克).
#include <algorithm>
#include <unordered_map>

#include "engine/match/entity_readers.h"

namespace xiaoer::entities {
namespace {

constexpr std::int64_t kMostPieces = 10'000'000;

// Units that are no pieces and no other type of value.
constexpr std::u16string_view kUnits[] = {
    u"克",   u"g",    u"毫升", u"ml",   u"l",  u"升",   u"毫米", u"mm",   u"厘米", u"cm",
    u"m",    u"米",   u"寸",   u"英寸", u"尺", u"岁",   u"楼",   u"层",   u"栋",   u"室",
    u"号楼", u"年",   u"月",   u"月份", u"日", u"次",   u"遍",   u"倍",   u"度",   u"瓦",
    u"w",    u"v",    u"gb",   u"tb",   u"mb", u"ah",   u"mah",  u"毫安", u"%",    u"成",
    u"级",   u"星",   u"人",   u"位",   u"分", u"名",   u"届",   u"集",   u"期",   u"两",
    u"吨",   u"公里", u"千米", u"字",   u"秒", u"点",   u"种",   u"孔",   u"号",   u"码",
    u"斤",   u"kg",   u"公斤", u"千克", u"天", u"小时", u"分钟", u"周",   u"星期", u"礼拜",
    u"折",   u"s",    u"t",    u"km",   u"h",  u"min",  u"年级", u"页",   u"档",   u"挡",
    u"公分", u"人份", u"件套"};

std::uint32_t UnitAt(const ReadState& state, std::uint32_t pos) {
  static constexpr std::u16string_view kNot[] = {u"成交", u"成吗", u"成不", u"分开", u"分别",
                                                 u"次日", u"人民", u"日元", u"号的", u"位置",
                                                 u"名牌", u"天猫", u"度假"};
  const EntityLine& line = state.line;
  const std::uint32_t length = line.AnyAt(pos, kUnits);
  if (length == 0 || line.AnyAt(pos, kNot) > 0) return 0;
  // 150两件 is 150 for two.
  if (line.At(pos) == u'两' && CountsSomething(state, pos + 1)) return 0;
  return IsLatin(line.At(pos)) && IsLatin(line.At(pos + length)) ? 0 : length;
}

}  // namespace

std::uint32_t MeasureAt(const ReadState& state, std::uint32_t pos) {
  const auto measure = state.words.measures.LongestAt(state.line.text(), pos);
  if (!measure) return 0;
  // 满200打8折 takes off; behind a dozen no number follows.
  const char16_t next = state.line.At(pos + 1);
  if (state.line.At(pos) == u'打' && (IsDigit(next) || HanDigit(next) >= 0)) return 0;
  const auto other = state.words.not_measures.LongestAt(state.line.text(), pos);
  return other && other->length > measure->length ? 0 : measure->length;
}

bool CountsSomething(const ReadState& state, std::uint32_t pos) {
  const std::uint32_t start = state.line.SkipSpace(pos);
  static constexpr std::u16string_view kDurations[] = {u"个月",     u"个小时", u"个星期", u"个礼拜",
                                                       u"个工作日", u"个钟",   u"工作日"};
  return MeasureAt(state, start) > 0 || UnitAt(state, start) > 0 ||
         state.line.AnyAt(start, kDurations) > 0;
}

bool ReadQuantity(ReadState& state, const Numeral& n) {
  const EntityLine& line = state.line;
  std::uint32_t pos = line.SkipSpace(n.units.end);
  // 一大箱, 两小包
  if ((line.At(pos) == u'大' || line.At(pos) == u'小') && MeasureAt(state, pos + 1) > 0) ++pos;
  const std::uint32_t length = MeasureAt(state, pos);
  if (length == 0) return false;
  state.Claim(n);
  if (!n.whole() || n.low < kMilli || n.high > kMostPieces * kMilli ||
      (n.spelled && n.digits < 3)) {
    return true;
  }
  const auto measure = state.words.measures.LongestAt(line.text(), pos);
  Entity e = MakeEntity(EntityType::kQuantity, {n.units.begin, pos + length}, n.low / kMilli,
                        n.high / kMilli, state.words.measure_texts[measure->value]);
  e.approximate = n.approximate;
  state.Add(std::move(e));
  state.AddCounting(n, {pos, pos + length});
  return true;
}

void ReadPairs(ReadState& state) {
  static constexpr std::u16string_view kPeople = u"们我你他她它咱";
  const EntityLine& line = state.line;
  for (std::uint32_t pos = 0; pos < line.size(); ++pos) {
    const char16_t c = line.At(pos);
    if ((c != u'俩' && c != u'仨') || line.IsBlocked(pos)) continue;
    if (pos > 0 && kPeople.find(line.Before(pos)) != std::u16string_view::npos) continue;
    const std::int64_t value = c == u'俩' ? 2 : 3;
    state.Add(MakeEntity(EntityType::kQuantity, {pos, pos + 1}, value, value, "个"));
  }
}

bool ReadCounted(ReadState& state, const Numeral& n) {
  const std::uint32_t pos = state.line.SkipSpace(n.units.end);
  const std::uint32_t length = UnitAt(state, pos);
  if (length == 0) return false;
  state.Claim(n);
  state.AddCounting(n, {pos, pos + length});
  return true;
}

namespace {

using Places = std::unordered_map<std::uint32_t, std::size_t>;

// The pieces that an amount is for, or null: before it (两件150), or behind
// (150两件). One piece behind it is the price of each, whatever stands before:
// 两件80一件.
const Entity* PiecesOf(const ReadState& state, const Entity& money, const Places& by_begin,
                       const Places& by_end) {
  static constexpr std::u16string_view kBetween[] = {
      u"一共",   u"总共", u"共",     u"合计",   u"一起",   u"总价",   u"给",
      u"卖",     u"算",   u"就",     u"才",     u"只要",   u"要",     u",",
      u"一共是", u"只卖", u"一共要", u"一共卖", u"加起来", u"总共是", u"你给"};
  static constexpr std::u16string_view kTake[] = {u"买", u"拿", u"要",   u"来",
                                                  u"卖", u"拍", u"买了", u"拍了"};
  const EntityLine& line = state.line;
  const auto find = [&](const Places& places, std::uint32_t at) -> const Entity* {
    const auto it = places.find(at);
    return it == places.end() ? nullptr : &state.found[it->second];
  };
  const Entity* after = find(by_begin, money.units.end);
  if (after != nullptr && after->value == 1) return after;
  const Entity* before = find(by_end, money.units.begin);
  if (before == nullptr) {
    if (const std::uint32_t gap = line.AnyBefore(money.units.begin, kBetween); gap > 0) {
      before = find(by_end, money.units.begin - gap);
    }
  }
  // 两件80的 are two of those that cost 80 each.
  if (before != nullptr && line.At(money.units.end) != u'的') return before;
  if (after == nullptr) {
    if (const std::uint32_t gap = line.AnyAt(money.units.end, kTake); gap > 0) {
      after = find(by_begin, money.units.end + gap);
    }
  }
  return after;
}

}  // namespace

void ReadLots(ReadState& state) {
  Places by_begin;
  Places by_end;
  for (std::size_t i = 0; i < state.found.size(); ++i) {
    if (state.found[i].type != EntityType::kQuantity) continue;
    by_begin.try_emplace(state.found[i].units.begin, i);
    by_end.try_emplace(state.found[i].units.end, i);
  }
  if (by_begin.empty()) return;
  const std::size_t count = state.found.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (state.found[i].type != EntityType::kMoney) continue;
    if (TakenOffFrom(state.line, state.found[i].units.begin) != state.found[i].units.begin)
      continue;
    const Entity* pieces = PiecesOf(state, state.found[i], by_begin, by_end);
    if (pieces == nullptr) continue;
    Entity lot = state.found[i];
    lot.units = {std::min(lot.units.begin, pieces->units.begin),
                 std::max(lot.units.end, pieces->units.end)};
    lot.quantity = pieces->value;
    lot.bare = false;
    state.found.push_back(std::move(lot));
  }
}

}  // namespace xiaoer::entities
