// What remains of the price: 八折, 打85折, 七八折. Words such as 半价 are in
// entity_words.cc.
#include "engine/match/entity_readers.h"

namespace xiaoer::entities {
namespace {

// 8 and 八 are eight tenths, 85 and 8.5 are 85 hundredths, 888 thousandths. 0
// if it is no discount.
std::int64_t PerMille(const Numeral& n, std::int64_t milli) {
  if (milli <= 0 || milli >= 1000 * kMilli) return 0;
  if (milli < 10 * kMilli) return milli / 10;
  if (milli < 100 * kMilli) return n.whole() && milli > 10 * kMilli ? milli / 100 : 0;
  return n.whole() && (n.plain || n.spelled) ? milli / kMilli : 0;
}

}  // namespace

bool ReadDiscount(ReadState& state, const Numeral& n) {
  static constexpr std::u16string_view kNot[] = {u"折叠", u"折腾", u"折断", u"折伞", u"折纸",
                                                 u"折痕", u"折页", u"折屏", u"折旧"};
  static constexpr std::u16string_view kStrike[] = {
      u"打", u"打个", u"打一个", u"打了", u"打到", u"打我个", u"给个", u"给我打个", u"给打"};
  const EntityLine& line = state.line;
  const std::uint32_t pos = n.units.end;
  if (line.At(pos) != u'折' || line.AnyAt(pos, kNot) > 0) return false;
  state.Claim(n);
  std::int64_t low = PerMille(n, n.low);
  std::int64_t high = PerMille(n, n.high);
  Span units{n.units.begin, pos + 1};
  if (line.At(pos + 1) == u'半' && n.exact() && low % 100 == 0) {
    low += 50;
    high += 50;
    ++units.end;
  }
  if (low == 0 || high == 0) return true;
  Entity e = MakeEntity(EntityType::kDiscount, units, low, high, "per_mille");
  e.approximate = n.approximate;
  state.Add(e);
  if (const std::uint32_t strike = line.AnyBefore(units.begin, kStrike); strike > 0) {
    e.units.begin -= strike;
    state.Add(std::move(e));
  }
  return true;
}

}  // namespace xiaoer::entities
