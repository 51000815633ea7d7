// Phones, order and tracking numbers: long runs of digits, and what stands
// around them.
#include <algorithm>

#include "engine/match/entity_readers.h"

namespace xiaoer::entities {
namespace {

// Platforms number orders with 12 to 24 digits; behind the word 订单号 a
// shorter one is an order too.
constexpr std::uint32_t kLeastOrder = 12;
constexpr std::uint32_t kLeastNamedOrder = 6;
constexpr std::uint32_t kMostOrder = 24;
constexpr std::uint32_t kPhone = 11;

bool IsMobile(std::u16string_view digits) {
  return digits.size() == kPhone && digits[0] == u'1' && digits[1] >= u'3';
}

void Put(ReadState& state, EntityType type, Span units, std::string text) {
  state.line.Block(units);
  Entity e = MakeEntity(type, units, 0, 0, "");
  e.text = std::move(text);
  state.found.push_back(std::move(e));
}

std::uint32_t DigitsEnd(const EntityLine& line, std::uint32_t pos, std::uint32_t most) {
  std::uint32_t end = pos;
  while (end < pos + most && IsDigit(line.At(end))) ++end;
  return end;
}

// 138 0013 8000, 138-0013-8000: the end of the phone that begins at `pos`, or
// `pos`.
std::uint32_t SeparatedPhoneEnd(const EntityLine& line, std::uint32_t pos, std::string& digits) {
  std::uint32_t at = pos;
  std::size_t groups = 0;
  digits.clear();
  while (groups < 3 && digits.size() < kPhone) {
    const std::uint32_t end = DigitsEnd(line, at, 5);
    const std::size_t length = end - at;
    if (length != (groups == 0 ? 3 : 4)) return pos;
    digits += Ascii(line.text().substr(at, length));
    at = end;
    if (++groups < 3) {
      if (line.At(at) != u'-' && line.At(at) != u' ') return pos;
      ++at;
    }
  }
  const bool mobile = digits.size() == kPhone && digits[0] == '1' && digits[1] >= '3';
  return mobile && !IsAlnum(line.At(at)) && line.At(at) != u'-' ? at : pos;
}

// 0755-26880000
std::uint32_t LandlineEnd(const EntityLine& line, std::uint32_t pos) {
  if (line.At(pos) != u'0') return pos;
  const std::uint32_t area = DigitsEnd(line, pos, 5);
  if (area - pos < 3 || area - pos > 4 || line.At(area) != u'-') return pos;
  const std::uint32_t end = DigitsEnd(line, area + 1, 9);
  const std::uint32_t length = end - area - 1;
  return (length == 7 || length == 8) && !IsAlnum(line.At(end)) ? end : pos;
}

bool IsParcelBefore(const EntityLine& line, std::uint32_t pos) {
  static constexpr std::u16string_view kWords[] = {
      u"快递单号", u"运单号", u"物流单号", u"运单", u"快递单", u"快递号", u"物流号", u"圆通",
      u"中通",     u"申通",   u"韵达",     u"极兔", u"百世",   u"邮政",   u"德邦",   u"顺丰"};
  static constexpr std::u16string_view kBetween[] = {u"是",     u":",     u"号", u"单号",
                                                     u"单号是", u"单号:", u"号:"};
  const std::uint32_t gap = line.AnyBefore(pos, kBetween);
  return line.AnyBefore(pos, kWords) > 0 || line.AnyBefore(pos - gap, kWords) > 0;
}

bool IsOrderBefore(const EntityLine& line, std::uint32_t pos) {
  static constexpr std::u16string_view kWords[] = {u"订单", u"订单号", u"订单编号", u"单号",
                                                   u"订单是"};
  static constexpr std::u16string_view kBetween[] = {u"是", u":", u"为"};
  const std::uint32_t gap = line.AnyBefore(pos, kBetween);
  return line.AnyBefore(pos, kWords) > 0 || line.AnyBefore(pos - gap, kWords) > 0;
}

// sf1234567890123, ea123456789cn: two to four letters, nine digits or more,
// maybe two letters.
bool IsTrackingToken(std::u16string_view token) {
  std::size_t i = 0;
  while (i < token.size() && IsLatin(token[i])) ++i;
  const std::size_t letters = i;
  while (i < token.size() && IsDigit(token[i])) ++i;
  const std::size_t digits = i - letters;
  while (i < token.size() && IsLatin(token[i])) ++i;
  const std::size_t tail = i - letters - digits;
  return i == token.size() && letters >= 2 && letters <= 4 && digits >= 9 && digits <= 18 &&
         (tail == 0 || (tail == 2 && digits == 9));
}

std::string Upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

void ReadToken(ReadState& state, Span units) {
  const EntityLine& line = state.line;
  const std::u16string_view token = line.text().substr(units.begin, units.size());
  const bool digits_only = std::all_of(token.begin(), token.end(), IsDigit);
  if (!digits_only) {
    if (IsTrackingToken(token)) Put(state, EntityType::kTracking, units, Upper(Ascii(token)));
    return;
  }
  const std::uint32_t count = units.size();
  const bool plus = line.Before(units.begin) == u'+';
  if (count == kPhone + 2 && token.starts_with(u"86") && IsMobile(token.substr(2)) && plus) {
    Put(state, EntityType::kPhone, units, Ascii(token.substr(2)));
  } else if (count >= 10 && count <= 20 && IsParcelBefore(line, units.begin)) {
    // A lexicon may have made the letters of SF1234567890 into the courier's
    // name.
    const bool sf = line.Has(units.begin >= 2 ? units.begin - 2 : 0, u"顺丰") && units.begin >= 2;
    const Span all{sf ? units.begin - 2 : units.begin, units.end};
    Put(state, EntityType::kTracking, all, (sf ? "SF" : "") + Ascii(token));
  } else if (IsMobile(token)) {
    Put(state, EntityType::kPhone, units, Ascii(token));
  } else if (count >= kLeastOrder ? count <= kMostOrder
                                  : count >= kLeastNamedOrder && IsOrderBefore(line, units.begin)) {
    Put(state, EntityType::kOrderNumber, units, Ascii(token));
  } else if (count > 12) {
    state.line.Block(units);
  }
}

// 一三八零零一三八零零零, as who wants to get past a filter writes it.
std::uint32_t ReadSpokenPhone(ReadState& state, std::uint32_t pos) {
  const EntityLine& line = state.line;
  std::string digits;
  std::uint32_t end = pos;
  for (; end < line.size(); ++end) {
    const int d = line.At(end) == u'幺' ? 1 : line.At(end) == u'两' ? -1 : HanDigit(line.At(end));
    if (d < 0) break;
    if (digits.size() <= kPhone) digits.push_back(static_cast<char>('0' + d));
  }
  if (digits.size() == kPhone && digits[0] == '1' && digits[1] >= '3') {
    Put(state, EntityType::kPhone, {pos, end}, std::move(digits));
  }
  return std::max(end, pos + 1);
}

// [ORDERID_7]: the platform hid the number and says that it is one.
void ReadMask(ReadState& state, std::uint32_t pos) {
  const Normalized& line = state.line.line();
  if (pos >= line.bytes.size()) return;
  const std::string_view quote = line.Quote({pos, pos + 1});
  const std::size_t at = quote.find("ORDERID");
  if (at == std::string_view::npos) return;
  const std::size_t end = std::min(quote.find(']', at), quote.size());
  Entity e = MakeEntity(EntityType::kOrderNumber, {pos, pos + 1}, 0, 0, "");
  e.text = std::string(quote.substr(at, end - at));
  state.found.push_back(std::move(e));
}

}  // namespace

void ReadLongNumbers(ReadState& state) {
  const EntityLine& line = state.line;
  for (std::uint32_t pos = 0; pos < line.size();) {
    const char16_t c = line.At(pos);
    if (c == Normalized::kMaskUnit) ReadMask(state, pos);
    if (HanDigit(c) >= 0 || c == u'幺') {
      pos = ReadSpokenPhone(state, pos);
      continue;
    }
    if (!IsAlnum(c)) {
      ++pos;
      continue;
    }
    std::uint32_t end = pos;
    while (IsAlnum(line.At(end))) ++end;
    const Span token{pos, end};
    pos = end;
    if (line.IsBlocked(token.begin) || line.At(token.end) == Normalized::kMaskUnit ||
        line.Before(token.begin) == Normalized::kMaskUnit) {
      continue;
    }
    if (token.size() <= 4 && IsDigit(c) && line.Before(token.begin) != u'-') {
      std::string digits;
      if (const std::uint32_t phone = SeparatedPhoneEnd(line, token.begin, digits);
          phone != token.begin) {
        Put(state, EntityType::kPhone, {token.begin, phone}, std::move(digits));
        pos = phone;
        continue;
      }
      if (const std::uint32_t phone = LandlineEnd(line, token.begin); phone != token.begin) {
        const Span all{token.begin, phone};
        Put(state, EntityType::kPhone, all, Ascii(line.text().substr(all.begin, all.size())));
        pos = phone;
        continue;
      }
    }
    if (token.size() >= kLeastNamedOrder) ReadToken(state, token);
  }
}

}  // namespace xiaoer::entities
