// Phones, order and tracking numbers, and what the catalogue names.
#include "engine/match/entity_scan.h"

namespace xiaoer {
namespace {

bool IsDigit(char16_t c) { return c >= u'0' && c <= u'9'; }
bool IsLetter(char16_t c) { return c >= u'a' && c <= u'z'; }

std::string Ascii(std::u16string_view text) { return {text.begin(), text.end()}; }

void ClaimInside(EntityScan& scan, Span units) {
  for (std::size_t i = 0; i < scan.numbers().size(); ++i) {
    if (scan.numbers()[i].units.Overlaps(units)) scan.Claim(i);
  }
}

// Mainland mobile numbers have eleven digits and begin with 13 to 19; platforms number their orders
// with 12 to 24 digits; a courier's number is one to four letters and 8 to 18 digits.
void ReadRun(EntityScan& scan, Span letters, Span digits) {
  const std::u16string_view text = scan.text();
  const std::uint32_t count = digits.size();
  const std::u16string_view run = text.substr(digits.begin, count);
  const bool courier = scan.WordBefore(digits.begin, {u"顺丰"}) > 0;
  if (letters.empty() && courier && count >= 10 && count <= 15) {
    // The lexicon has turned SF into the courier's name.
    const Span all{digits.begin - 2, digits.end};
    scan.Add(EntityType::kTracking, all, 0, "").text = "sf" + Ascii(run);
  } else if (letters.empty() && count == 11 && run[0] == u'1' && run[1] >= u'3') {
    scan.Add(EntityType::kPhone, digits, 0, "").text = Ascii(run);
  } else if (letters.empty() && count >= 12 && count <= 24) {
    scan.Add(EntityType::kOrderNumber, digits, 0, "").text = Ascii(run);
  } else if (!letters.empty() && letters.size() <= 4 && count >= 8 && count <= 18) {
    const Span all{letters.begin, digits.end};
    scan.Add(EntityType::kTracking, all, 0, "").text = Ascii(text.substr(all.begin, all.size()));
    ClaimInside(scan, all);
    return;
  } else if (count < 8) {
    return;
  }
  ClaimInside(scan, digits);
}

void ReadRuns(EntityScan& scan) {
  const std::u16string_view text = scan.text();
  for (std::uint32_t pos = 0; pos < text.size();) {
    if (!IsDigit(text[pos]) && !IsLetter(text[pos])) {
      ++pos;
      continue;
    }
    Span letters{pos, pos};
    while (pos < text.size() && IsLetter(text[pos])) ++pos;
    letters.end = pos;
    Span digits{pos, pos};
    while (pos < text.size() && IsDigit(text[pos])) ++pos;
    digits.end = pos;
    if (!digits.empty()) ReadRun(scan, letters, digits);
  }
}

}  // namespace

void ReadIdentifiers(EntityScan& scan) {
  ReadRuns(scan);
  const std::u16string_view text = scan.text();
  if (scan.words().products.empty()) return;
  for (std::uint32_t pos = 0; pos < text.size(); ++pos) {
    const auto product = scan.words().products.LongestAt(text, pos);
    if (!product) continue;
    const Span units{pos, pos + product->length};
    scan.Add(EntityType::kProduct, units, 0, "").text = scan.words().product_ids[product->value];
    ClaimInside(scan, units);
    pos = units.end - 1;
  }
}

}  // namespace xiaoer
