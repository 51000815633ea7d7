// What remains of the price (八折, 打85折, 一半), and rounding off (抹零).
#include "engine/match/entity_scan.h"

namespace xiaoer {
namespace {

// 8 and 八 are eight tenths, 85 and 八五 are 85 hundredths, 8.5 is 85 hundredths too. 0 if it is no
// discount.
std::int64_t PerMille(const Number& n) {
  if (n.milli != n.milli_max || n.milli <= 0) return 0;
  if (n.milli < 10'000) return n.milli / 10;
  if (n.digits_only && n.digits == 2 && n.milli < 100'000) return n.milli / 100;
  return 0;
}

void AddAll(EntityScan& scan, EntityType type, std::int64_t value, std::string_view unit,
            std::initializer_list<std::u16string_view> words) {
  for (std::uint32_t pos = 0; pos < scan.text().size(); ++pos) {
    const std::uint32_t length = scan.WordAt(pos, words);
    if (length == 0) continue;
    scan.Add(type, {pos, pos + length}, value, std::string(unit));
    if (const int number = scan.NumberAt(pos); number >= 0) {
      scan.Claim(static_cast<std::size_t>(number));
    }
    pos += length - 1;
  }
}

}  // namespace

void ReadDiscounts(EntityScan& scan) {
  for (std::size_t i = 0; i < scan.numbers().size(); ++i) {
    const Number n = scan.numbers()[i];
    if (scan.claimed(i) || scan.At(n.units.end) != u'折') continue;
    if (scan.WordAt(n.units.end, {u"折叠", u"折腾", u"折断"}) > 0) continue;
    const std::int64_t value = PerMille(n);
    if (value == 0) continue;
    const std::uint32_t before = scan.WordBefore(n.units.begin, {u"打个", u"打了", u"打", u"给个"});
    scan.Claim(i);
    scan.Add(EntityType::kDiscount, {n.units.begin - before, n.units.end + 1}, value, "per_mille");
  }
  AddAll(scan, EntityType::kDiscount, 500, "per_mille",
         {u"对折", u"打对折", u"半价", u"半折", u"一半的价", u"一半价", u"价格一半"});
  AddAll(scan, EntityType::kDiscount, 500, "per_mille", {u"一半"});
  AddAll(scan, EntityType::kRoundOff, 0, "",
         {u"抹零",     u"抹个零",   u"抹个零头",   u"抹零头",   u"抹掉零头", u"抹去零头",
          u"抹了零头", u"去零头",   u"去个零头",   u"去掉零头", u"零头抹了", u"零头抹掉",
          u"零头去掉", u"零头去了", u"零头不要了", u"零头免了", u"免零头",   u"凑个整",
          u"凑整",     u"取个整",   u"取整",       u"算个整数", u"抹个0"});
}

}  // namespace xiaoer
