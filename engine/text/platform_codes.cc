#include "engine/text/platform_codes.h"

#include <array>
#include <string_view>

#include "engine/text/chars.h"

namespace xiaoer {
namespace {

// Wangwang's codes after "/:", folded. Those of three digits are recognised by their form.
constexpr auto kWangwang = std::to_array<std::string_view>(
    {"^_^",  "^$^", "^o^", "^x^", "^w^", "*&*",     ">_<", ">o<", ">m<",  ">@<",   ">w<",
     "o=o",  "8*8", ")-(", "u*u", "~b",  "-f",      "-w",  "(&)", "(ok)", "clock", "plane",
     "girl", "man", "lip", "qp",  "q",   "(zz...)", "h",   "b",   "o",    "p",     "y",
     "r",    "c",   "$",   "%",   "@",   "!",       "?",   "\"",  "'\"\""});

// Faces that cannot be anything else in a shop. ":(" is not one: 颜色:(红).
constexpr auto kFaces = std::to_array<std::string_view>(
    {"^_^", "^-^", "^o^", "^.^", "t_t", "t.t", ">_<", ">.<", "-_-", "=_=", "@_@", "^^"});

constexpr std::size_t kMaxBracket = 32;
constexpr std::size_t kMinStars = 3;

using Symbols = std::span<const Symbol>;

char32_t FoldedAt(Symbols symbols, std::size_t pos) {
  return pos < symbols.size() ? symbols[pos].folded : 0;
}

bool IsLatinOrDigit(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool StartsWith(Symbols symbols, std::size_t pos, std::string_view word) {
  if (symbols.size() - pos < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (symbols[pos + i].folded != static_cast<unsigned char>(word[i])) return false;
  }
  // A code that ends in a letter is no code inside a word.
  const char32_t last = static_cast<unsigned char>(word.back());
  return !IsLatinOrDigit(last) || !IsLatinOrDigit(FoldedAt(symbols, pos + word.size()));
}

// Length of the longest of `codes` at `pos`; 0 if none is there. The last character may be
// repeated: who triples "!" triples the one of "/:!" as well.
template <std::size_t N>
std::size_t LongestCode(Symbols symbols, std::size_t pos,
                        const std::array<std::string_view, N>& codes) {
  std::size_t longest = 0;
  for (std::string_view code : codes) {
    if (code.size() > longest && StartsWith(symbols, pos, code)) longest = code.size();
  }
  if (longest == 0) return 0;
  std::size_t end = pos + longest;
  const char32_t last = symbols[end - 1].folded;
  if (!IsLatinOrDigit(last)) {
    while (FoldedAt(symbols, end) == last) ++end;
  }
  return end - pos;
}

char32_t HalfWidth(char32_t raw) { return raw >= 0xFF01 && raw <= 0xFF5E ? raw - 0xFEE0 : raw; }

// ORDERID_10001, in capitals: [XL] is a size.
class CapitalId {
 public:
  void Feed(char32_t raw) {
    const char32_t c = HalfWidth(raw);
    const bool capital = c >= 'A' && c <= 'Z';
    if (c == '_' && capitals_ >= 3) {
      tail_ = true;
    } else if (!(capital || (tail_ && c >= '0' && c <= '9'))) {
      broken_ = true;
    }
    if (tail_) {
      ++after_;
    } else {
      ++capitals_;
    }
  }
  bool Matches() const { return !broken_ && after_ > 1; }

 private:
  int capitals_ = 0;
  int after_ = 0;  // characters from the first underscore on
  bool tail_ = false;
  bool broken_ = false;
};

bool IsMaskWord(std::u32string_view word) {
  if (word.size() < 2 || word.back() != U'x') return false;
  for (char32_t c : word.substr(0, word.size() - 1)) {
    if (KindOf(c) != CharKind::kHan) return false;
  }
  return true;
}

std::optional<PlatformCode> Bracket(Symbols symbols, std::size_t pos, const BracketWords& words) {
  std::u32string word;
  CapitalId id;
  for (std::size_t i = pos + 1; i < symbols.size() && i - pos <= kMaxBracket; ++i) {
    const Symbol& symbol = symbols[i];
    if (symbol.folded == U'[') return std::nullopt;
    if (symbol.folded == U']') {
      const std::size_t size = i + 1 - pos;
      if (words.emoji.contains(word)) return PlatformCode{size, Signal::Kind::kCode};
      if (id.Matches() || IsMaskWord(word) || words.masks.contains(word)) {
        return PlatformCode{size, Signal::Kind::kMask};
      }
      return std::nullopt;
    }
    if (symbol.folded == 0 || KindOf(symbol.folded) == CharKind::kSpace) continue;
    word.push_back(symbol.folded);
    id.Feed(symbol.raw);
  }
  return std::nullopt;
}

// #E-s12, #E-s[数字x]
std::optional<PlatformCode> JdEmoji(Symbols symbols, std::size_t pos, const BracketWords& words) {
  if (FoldedAt(symbols, pos + 1) != U'e' || FoldedAt(symbols, pos + 2) != U'-') return std::nullopt;
  std::size_t end = pos + 3;
  const char32_t letter = FoldedAt(symbols, end);
  if (letter < U'a' || letter > U'z') return std::nullopt;
  ++end;
  constexpr int kMaxDigits = 3;
  for (int i = 0; i < kMaxDigits && KindOf(FoldedAt(symbols, end)) == CharKind::kDigit; ++i) ++end;
  // A log may have masked the number, or a part of it: #E-s[数字x], #E-s2[数字x].
  if (FoldedAt(symbols, end) == U'[') {
    const auto mask = Bracket(symbols, end, words);
    if (mask && mask->kind == Signal::Kind::kMask) end += mask->symbols;
  }
  return PlatformCode{end - pos, Signal::Kind::kCode};
}

std::optional<PlatformCode> Wangwang(Symbols symbols, std::size_t pos, const BracketWords& words) {
  if (FoldedAt(symbols, pos + 1) != U':') return std::nullopt;
  const std::size_t start = pos + 2;
  std::size_t digits = 0;
  while (digits < 3 && KindOf(FoldedAt(symbols, start + digits)) == CharKind::kDigit) ++digits;
  if (digits == 3) return PlatformCode{5, Signal::Kind::kCode};
  if (FoldedAt(symbols, start) == U'[') {
    const auto mask = Bracket(symbols, start, words);
    if (mask && mask->kind == Signal::Kind::kMask) {
      return PlatformCode{2 + mask->symbols, Signal::Kind::kCode};
    }
  }
  if (start >= symbols.size()) return std::nullopt;
  const std::size_t length = LongestCode(symbols, start, kWangwang);
  if (length == 0) return std::nullopt;
  return PlatformCode{2 + length, Signal::Kind::kCode};
}

std::optional<PlatformCode> Stars(Symbols symbols, std::size_t pos) {
  std::size_t end = pos;
  while (FoldedAt(symbols, end) == U'*') ++end;
  if (end - pos < kMinStars) return std::nullopt;
  return PlatformCode{end - pos, Signal::Kind::kMask};
}

std::optional<PlatformCode> Face(Symbols symbols, std::size_t pos) {
  if (pos > 0 && IsLatinOrDigit(symbols[pos - 1].folded)) return std::nullopt;
  const std::size_t length = LongestCode(symbols, pos, kFaces);
  if (length == 0) return std::nullopt;
  return PlatformCode{length, Signal::Kind::kEmoji};
}

}  // namespace

std::optional<PlatformCode> PlatformCodeAt(std::span<const Symbol> symbols, std::size_t pos,
                                           const BracketWords& words) {
  switch (symbols[pos].folded) {
    case U'[':
      return Bracket(symbols, pos, words);
    case U'#':
      return JdEmoji(symbols, pos, words);
    case U'/':
      return Wangwang(symbols, pos, words);
    case U'*':
      return Stars(symbols, pos);
    case U'^':
    case U't':
    case U'>':
    case U'-':
    case U'=':
    case U'@':
      return Face(symbols, pos);
    default:
      return std::nullopt;
  }
}

}  // namespace xiaoer
