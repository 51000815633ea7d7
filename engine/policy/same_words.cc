#include "engine/policy/same_words.h"

#include <algorithm>
#include <iterator>

#include "engine/base/utf8.h"
#include "engine/text/chars.h"

namespace xiaoer {

std::vector<std::uint64_t> HanPairs(std::string_view text) {
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

int Likeness(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b,
             std::size_t fewest) {
  if (std::min(a.size(), b.size()) < fewest || a.empty() || b.empty()) return 0;
  std::vector<std::uint64_t> common;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
  return static_cast<int>(2000 * common.size() / (a.size() + b.size()));
}

}  // namespace xiaoer
