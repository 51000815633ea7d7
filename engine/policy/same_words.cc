#include "engine/policy/same_words.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <vector>

#include "engine/base/utf8.h"
#include "engine/text/chars.h"

namespace xiaoer {
namespace {

// Sorted, each once.
std::vector<std::uint64_t> Pairs(std::string_view text) {
  std::vector<std::uint64_t> pairs;
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, bytes, ok] = utf8::Decode(text, at);
    at += bytes;
    const CharKind kind = ok ? KindOf(c) : CharKind::kSymbol;
    const bool counts = kind == CharKind::kHan;  // a link has many letters and says nothing
    if (counts && before != 0) pairs.push_back((std::uint64_t{before} << 32) | c);
    before = counts ? c : 0;
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace

int Likeness(std::string_view a, std::string_view b, std::size_t fewest) {
  const std::vector<std::uint64_t> first = Pairs(a);
  const std::vector<std::uint64_t> second = Pairs(b);
  if (std::min(first.size(), second.size()) < fewest) return 0;
  std::vector<std::uint64_t> common;
  std::set_intersection(first.begin(), first.end(), second.begin(), second.end(),
                        std::back_inserter(common));
  return static_cast<int>(2000 * common.size() / (first.size() + second.size()));
}

}  // namespace xiaoer
