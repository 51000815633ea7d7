// Height, weight and size of the person or the thing.
#include "engine/match/entity_scan.h"

namespace xiaoer {
namespace {

constexpr std::int64_t kMostGrams = 1'000'000'000;

bool ReadHeight(EntityScan& scan, std::size_t i) {
  const Number n = scan.numbers()[i];
  const std::int64_t centimetres = n.milli / 1000;
  if (const std::uint32_t unit = scan.WordAt(n.units.end, {u"cm", u"厘米", u"公分"}); unit > 0) {
    scan.Claim(i);
    if (centimetres > 100'000) return true;
    scan.Add(EntityType::kHeight, {n.units.begin, n.units.end + unit}, n.milli / 100, "mm");
    return true;
  }
  // 1米6, 一米六五, 1.65米, 1.65m
  if (const std::uint32_t unit = scan.WordAt(n.units.end, {u"米", u"m"});
      unit > 0 && n.milli >= 1000 && n.milli < 3000) {
    const char16_t after = scan.At(n.units.end + 1);
    if (scan.At(n.units.end) == u'm' && after >= u'a' && after <= u'z') return false;
    std::int64_t millimetres = n.milli;
    std::uint32_t end = n.units.end + unit;
    if (const int rest = scan.NumberAt(end); rest >= 0) {
      const Number r = scan.numbers()[static_cast<std::size_t>(rest)];
      const std::int64_t digits = r.milli / 1000;
      if (digits > 0 && digits < 100 && r.milli % 1000 == 0) {
        millimetres += digits < 10 ? digits * 100 : digits * 10;
        end = r.units.end;
        scan.Claim(static_cast<std::size_t>(rest));
      }
    }
    scan.Claim(i);
    scan.Add(EntityType::kHeight, {n.units.begin, end}, millimetres, "mm");
    return true;
  }
  const bool named = scan.WordBefore(n.units.begin, {u"身高", u"身高是", u"高"}) > 0;
  // 160/50kg, 160 50公斤: the height goes before the weight.
  const std::uint32_t slash = scan.WordAt(n.units.end, {u"/", u",", u" "});
  const int next = slash > 0 ? scan.NumberAt(n.units.end + slash) : -1;
  const bool paired =
      next >= 0 && scan.WordAt(scan.numbers()[static_cast<std::size_t>(next)].units.end,
                               {u"kg", u"公斤", u"斤", u"千克"}) > 0;
  if ((named || paired) && centimetres >= 50 && centimetres <= 230 && n.milli % 1000 == 0) {
    scan.Claim(i);
    scan.Add(EntityType::kHeight, n.units, centimetres * 10, "mm");
    return true;
  }
  return false;
}

bool ReadWeight(EntityScan& scan, std::size_t i) {
  const Number n = scan.numbers()[i];
  std::int64_t grams_per_unit = 0;
  std::uint32_t unit = scan.WordAt(n.units.end, {u"kg", u"公斤", u"千克"});
  if (unit > 0) {
    grams_per_unit = 1000;
  } else if (unit = scan.WordAt(n.units.end, {u"斤"}); unit > 0) {
    grams_per_unit = 500;
  } else if (unit = scan.WordAt(n.units.end, {u"克", u"g"}); unit > 0) {
    const char16_t after = scan.At(n.units.end + 1);
    if (scan.At(n.units.end) == u'g' && ((after >= u'a' && after <= u'z'))) return false;
    grams_per_unit = 1;
  } else if (scan.WordBefore(n.units.begin, {u"体重", u"体重是", u"重"}) > 0 && n.milli >= 30'000 &&
             n.milli <= 300'000 &&
             !scan.words().measure_words.LongestAt(scan.text(), n.units.end)) {
    // Without a unit people mean 斤 from some 80 on: nobody there says kilograms beyond it.
    grams_per_unit = n.milli >= 80'000 ? 500 : 1000;
  }
  if (grams_per_unit == 0) return false;
  scan.Claim(i);
  const std::int64_t grams =
      n.milli / 1000 * grams_per_unit + n.milli % 1000 * grams_per_unit / 1000;
  if (grams > kMostGrams) return true;
  scan.Add(EntityType::kWeight, {n.units.begin, n.units.end + unit}, grams, "g");
  return true;
}

void ReadNamedSizes(EntityScan& scan) {
  for (std::uint32_t pos = 0; pos < scan.text().size(); ++pos) {
    if (const std::uint32_t step = scan.WordAt(pos, {u"大一码", u"小一码", u"大一号", u"小一号",
                                                     u"大1码", u"小1码", u"大1号", u"小1号"});
        step > 0) {
      const bool up = scan.At(pos) == u'大';
      scan.Add(EntityType::kSize, {pos, pos + step}, up ? 1 : -1, "step").text = up ? "+1" : "-1";
      if (const int number = scan.NumberAt(pos + 1); number >= 0) {
        scan.Claim(static_cast<std::size_t>(number));
      }
      pos += step - 1;
      continue;
    }
    const auto size = scan.words().size_names.LongestAt(scan.text(), pos);
    if (!size) continue;
    std::uint32_t end = pos + size->length;
    end += scan.WordAt(end, {u"码", u"号"});
    const std::string& name = scan.words().size_texts[size->value];
    scan.Add(EntityType::kSize, {pos, end}, 0, "name").text = name;
    if (const int number = scan.NumberAt(pos); number >= 0) {
      scan.Claim(static_cast<std::size_t>(number));
    }
    pos = end - 1;
  }
}

void ReadNumericSize(EntityScan& scan, std::size_t i) {
  const Number n = scan.numbers()[i];
  const std::int64_t value = n.milli / 1000;
  const bool shoe = value >= 32 && value <= 60 && scan.At(n.units.end) == u'号';
  if ((scan.At(n.units.end) != u'码' && !shoe) || n.milli % 100 != 0 || value > 400 || value < 1)
    return;
  scan.Claim(i);
  Entity& e = scan.Add(EntityType::kSize, {n.units.begin, n.units.end + 1}, value, "number");
  e.text = std::to_string(value);
}

}  // namespace

void ReadMeasures(EntityScan& scan) {
  ReadNamedSizes(scan);
  for (std::size_t i = 0; i < scan.numbers().size(); ++i) {
    if (scan.claimed(i)) continue;
    if (ReadHeight(scan, i) || ReadWeight(scan, i)) continue;
    ReadNumericSize(scan, i);
  }
}

}  // namespace xiaoer
