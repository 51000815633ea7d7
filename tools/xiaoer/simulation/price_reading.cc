#include "tools/xiaoer/simulation/price_reading.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace xiaoer::simulation {
namespace {

struct Word {
  std::string_view text;
  std::int64_t value;
};
constexpr std::array<Word, 12> kDigits = {{{"零", 0},
                                           {"一", 1},
                                           {"二", 2},
                                           {"两", 2},
                                           {"三", 3},
                                           {"四", 4},
                                           {"五", 5},
                                           {"六", 6},
                                           {"七", 7},
                                           {"八", 8},
                                           {"九", 9},
                                           {"〇", 0}}};
constexpr std::array<Word, 4> kUnits = {{{"十", 10}, {"百", 100}, {"千", 1000}, {"万", 10000}}};

template <std::size_t N>
const Word* StartsWith(std::string_view text, const std::array<Word, N>& words) {
  const auto it = std::find_if(words.begin(), words.end(),
                               [&](const Word& w) { return text.starts_with(w.text); });
  return it == words.end() ? nullptr : &*it;
}

// Full-width digits and the full-width point as ASCII.
std::string Narrow(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    if (rest.size() >= 3 && rest[0] == '\xEF' && rest[1] == '\xBC' && rest[2] >= '\x8E' &&
        rest[2] <= '\x99') {
      out += static_cast<char>('.' + (rest[2] - '\x8E'));
      i += 3;
    } else {
      out += text[i++];
    }
  }
  return out;
}

struct Number {
  Fen fen;
  std::size_t bytes = 0;
};

std::optional<Number> ReadDigits(std::string_view text) {
  std::size_t i = 0;
  std::int64_t yuan = 0;
  while (i < text.size() && text[i] >= '0' && text[i] <= '9' && yuan < 1'000'000'000) {
    yuan = yuan * 10 + (text[i++] - '0');
  }
  if (i == 0) return std::nullopt;
  std::int64_t fen = 0;
  if (i + 1 < text.size() && text[i] == '.' && text[i + 1] >= '0' && text[i + 1] <= '9') {
    fen = (text[i + 1] - '0') * 10;
    i += 2;
    if (i < text.size() && text[i] >= '0' && text[i] <= '9') fen += text[i++] - '0';
  }
  return Number{{yuan * 100 + fen}, i};
}

// 二百五 is 250: a digit that ends the number counts a tenth of the unit before it.
std::optional<Number> ReadHanzi(std::string_view text) {
  std::size_t i = 0;
  std::int64_t sum = 0;
  std::int64_t digit = -1;
  std::int64_t unit_before = 1;
  while (i < text.size() && sum < 100'000'000) {
    if (const Word* d = StartsWith(text.substr(i), kDigits)) {
      if (d->value == 0) unit_before = 10;
      digit = d->value;
      i += d->text.size();
    } else if (const Word* u = StartsWith(text.substr(i), kUnits)) {
      sum += (digit < 0 ? 1 : digit) * u->value;
      digit = -1;
      unit_before = u->value;
      i += u->text.size();
    } else {
      break;
    }
  }
  if (i == 0) return std::nullopt;
  if (digit > 0) sum += digit * std::max<std::int64_t>(unit_before / 10, 1);
  return Number{{sum * 100}, i};
}

bool IsTotal(std::string_view before) {
  constexpr std::array<std::string_view, 4> kTotals = {"一共", "合计", "总共", "总价"};
  return std::any_of(kTotals.begin(), kTotals.end(),
                     [&](std::string_view w) { return before.ends_with(w); });
}

}  // namespace

std::vector<ReadAmount> ReadAmounts(std::string_view original) {
  const std::string text = Narrow(original);
  const std::string_view all = text;
  std::vector<ReadAmount> found;
  for (std::size_t i = 0; i < all.size();) {
    auto number = ReadDigits(all.substr(i));
    if (!number) number = ReadHanzi(all.substr(i));
    if (!number) {
      ++i;
      continue;
    }
    const std::string_view before = all.substr(0, i);
    const std::string_view after = all.substr(i + number->bytes);
    const bool money = after.starts_with("元") || after.starts_with("块") ||
                       before.ends_with("￥") || before.ends_with("¥");
    if (money) found.push_back({number->fen, IsTotal(before)});
    i += number->bytes;
  }
  return found;
}

bool HintsAtFloor(std::string_view text) {
  constexpr std::array<std::string_view, 14> kHints = {"底价",     "最低",   "底线", "成本", "进价",
                                                       "进货价",   "保本",   "亏",   "赔本", "赔钱",
                                                       "不能低于", "不低于", "低于", "再低"};
  return std::any_of(kHints.begin(), kHints.end(),
                     [&](std::string_view w) { return text.find(w) != std::string_view::npos; });
}

}  // namespace xiaoer::simulation
