// Pieces (两件, 3个, 一箱), lots (两件150), and the numbers that nobody claimed.
#include "engine/match/entity_scan.h"

namespace xiaoer {
namespace {

constexpr std::int64_t kMostPieces = 1'000'000;

// A bare number of up to seven digits may be a price.
constexpr std::int64_t kMostBareMilli = 9'999'999'999;

// The amount that is the price of a lot right behind or before the pieces; null if there is none.
Entity* PriceBeside(EntityScan& scan, Span pieces) {
  for (Entity& e : scan.found()) {
    if (e.type != EntityType::kMoney || e.quantity != 0) continue;
    if (e.units.begin == pieces.end || e.units.end == pieces.begin) return &e;
    // 两件一共150, 两件卖150, 150元拿两件
    const std::uint32_t gap = scan.WordAt(
        pieces.end, {u"一共", u"总共", u"共", u"卖", u"算", u"给", u"就", u"才", u"只要", u"合计"});
    if (gap > 0 && e.units.begin == pieces.end + gap) return &e;
  }
  return nullptr;
}

}  // namespace

void ReadQuantities(EntityScan& scan) {
  for (std::size_t i = 0; i < scan.numbers().size(); ++i) {
    if (scan.claimed(i)) continue;
    const Number n = scan.numbers()[i];
    const char16_t first = scan.At(n.units.begin);
    const bool is_pair = n.units.size() == 1 && (first == u'俩' || first == u'仨');
    const auto measure = scan.words().measure_words.LongestAt(scan.text(), n.units.end);
    if ((!measure && !is_pair) || n.milli < 1000 || n.milli % 1000 != 0 ||
        n.milli_max / 1000 > kMostPieces) {
      continue;
    }
    scan.Claim(i);
    const Span units{n.units.begin, n.units.end + (measure ? measure->length : 0)};
    Entity& pieces = scan.Add(EntityType::kQuantity, units, n.milli / 1000, "piece");
    pieces.value_max = n.milli_max / 1000;
    pieces.approximate = n.approximate;
    const std::int64_t count = pieces.value;
    if (Entity* price = PriceBeside(scan, units)) price->quantity = count;
    // 两件150: the price has no unit of its own.
    std::uint32_t at = units.end;
    at += scan.WordAt(
        at, {u"一共", u"总共", u"共", u"卖", u"算", u"给", u"就", u"才", u"只要", u"合计"});
    int next = scan.NumberAt(at);
    Span lot{};
    if (next >= 0) lot = {units.begin, scan.numbers()[static_cast<std::size_t>(next)].units.end};
    if (next < 0) {
      next = scan.NumberEndingAt(units.begin);
      if (next >= 0) lot = {scan.numbers()[static_cast<std::size_t>(next)].units.begin, units.end};
    }
    if (next < 0 || scan.claimed(static_cast<std::size_t>(next))) continue;
    const Number price = scan.numbers()[static_cast<std::size_t>(next)];
    if (price.small_word || price.milli < 1000 || price.milli_max > kMostBareMilli ||
        scan.words().measure_words.LongestAt(scan.text(), price.units.end)) {
      continue;
    }
    scan.Claim(static_cast<std::size_t>(next));
    Entity& money = scan.Add(EntityType::kMoney, lot, price.milli / 10, "fen");
    money.value_max = price.milli_max / 10;
    money.quantity = count;
  }
}

void ReadBareNumbers(EntityScan& scan) {
  for (std::size_t i = 0; i < scan.numbers().size(); ++i) {
    const Number n = scan.numbers()[i];
    if (scan.claimed(i) || n.small_word || n.milli_max > kMostBareMilli) continue;
    // A digit run inside a latin word is part of a name: w4, iphone7.
    const char16_t before = n.units.begin == 0 ? u'\0' : scan.At(n.units.begin - 1);
    const char16_t after = scan.At(n.units.end);
    const auto is_letter = [](char16_t c) { return c >= u'a' && c <= u'z'; };
    if (n.arabic && (is_letter(before) || is_letter(after))) continue;
    Entity& number = scan.Add(EntityType::kNumber, n.units, n.milli, "milli");
    number.value_max = n.milli_max;
    number.approximate = n.approximate;
    if (n.milli <= 0 || scan.WordAt(n.units.end, {u"%", u"楼", u"栋", u"室", u"层", u"路", u"弄",
                                                  u"座", u"幢", u"单元"}) > 0) {
      continue;
    }
    Entity& money = scan.Add(EntityType::kMoney, n.units, n.milli / 10, "fen");
    money.value_max = n.milli_max / 10;
    money.approximate = n.approximate || scan.IsAbout(n.units);
    money.bare = true;
  }
}

}  // namespace xiaoer
