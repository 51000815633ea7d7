#include "engine/policy/masking.h"

#include <algorithm>
#include <vector>

#include "engine/base/utf8.h"

namespace xiaoer {
namespace {

constexpr std::size_t kMinDigits = 7;
constexpr std::size_t kKeptBefore = 3;
constexpr std::size_t kKeptBehind = 2;

struct Letter {
  char32_t c = 0;
  std::string_view bytes;
};

std::vector<Letter> Letters(std::string_view text) {
  std::vector<Letter> all;
  for (std::size_t pos = 0; pos < text.size();) {
    const utf8::CodePoint decoded = utf8::Decode(text, pos);
    all.push_back({decoded.ok ? decoded.value : U'\uFFFD', text.substr(pos, decoded.bytes)});
    pos += decoded.bytes;
  }
  return all;
}

bool IsDigit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }
bool IsBetweenDigits(char32_t c) { return c == U' ' || c == U'-' || c == U'\u3000' || c == U'－'; }

bool Contains(std::u32string_view set, char32_t c) {
  return set.find(c) != std::u32string_view::npos;
}
// Towns and below: with them an address begins. Simplified and Traditional.
constexpr std::u32string_view kTowns = U"省市区區县縣";
// What leads to the door.
constexpr std::u32string_view kStreets = U"路街巷弄村乡鄉镇鎮道段苑园園";
constexpr std::u32string_view kDoors = U"号號栋棟幢座楼樓室户戶层層";
// Where an address ends at the latest.
constexpr std::u32string_view kEnds = U"，。！？；,!?;\n、：:";

// [begin, end) of the digits of one number; `end` behind the last digit.
std::size_t NumberEnd(const std::vector<Letter>& text, std::size_t begin, std::size_t& digits) {
  std::size_t end = begin;
  digits = 0;
  for (std::size_t i = begin; i < text.size(); ++i) {
    if (IsDigit(text[i].c)) {
      ++digits;
      end = i + 1;
    } else if (!IsBetweenDigits(text[i].c) || i > end) {
      break;
    }
  }
  return end;
}

void HideNumbers(const std::vector<Letter>& text, std::vector<bool>& hidden) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!IsDigit(text[i].c)) continue;
    std::size_t digits = 0;
    const std::size_t end = NumberEnd(text, i, digits);
    if (digits >= kMinDigits) {
      std::size_t nth = 0;
      for (std::size_t k = i; k < end; ++k) {
        if (!IsDigit(text[k].c)) continue;
        hidden[k] = nth >= kKeptBefore && nth + kKeptBehind < digits;
        ++nth;
      }
    }
    i = end;
  }
}

// A clause is an address if it leads to a door by a number (88号, 3栋, 502室) and names a street or a
// town as well. Hidden is what follows the last town, the door included.
void HideAddresses(const std::vector<Letter>& text, std::vector<bool>& hidden) {
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && !Contains(kEnds, text[end].c)) ++end;
    std::size_t from = begin;
    std::size_t street = end;
    std::size_t door = end;
    for (std::size_t i = begin; i < end; ++i) {
      const bool numbered =
          i > begin && (IsDigit(text[i - 1].c) || Contains(U"一二三四五六七八九十", text[i - 1].c));
      if (Contains(kDoors, text[i].c) && numbered) door = i;
      // 小区, 园区, 社区 are where somebody lives, no towns.
      const bool estate = i > begin && Contains(U"小园園社", text[i - 1].c);
      const bool town = Contains(kTowns, text[i].c) && !estate;
      if (street == end && town && i > begin) from = i + 1;
      if (street == end && (Contains(kStreets, text[i].c) || estate) && i > begin) street = i;
    }
    if (door < end && (street < end || from > begin)) {
      // Without a town in front the street's own name is what is left to begin with.
      if (from == begin && street < end) from = street > begin + 4 ? street - 4 : begin;
      for (std::size_t i = from; i <= door; ++i) hidden[i] = true;
    }
    begin = end + 1;
  }
}

}  // namespace

std::string MaskPrivate(std::string_view text) {
  const std::vector<Letter> letters = Letters(text);
  std::vector<bool> number(letters.size(), false);
  std::vector<bool> address(letters.size(), false);
  HideNumbers(letters, number);
  HideAddresses(letters, address);
  std::string out;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (address[i]) {
      // How long it was says something, too.
      if (i == 0 || !address[i - 1]) out += "***";
    } else if (number[i]) {
      out += '*';
    } else {
      out += letters[i].bytes;
    }
  }
  return out;
}

}  // namespace xiaoer
