#include "engine/load/did_you_mean.h"

#include <algorithm>
#include <numeric>

namespace xiaoer {
namespace {

// Names are short; a pasted novel need not be compared with anything.
constexpr std::size_t kLongestName = 80;

// Levenshtein's distance in bytes: names are ASCII.
std::size_t Distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string DidYouMean(std::string_view wrong, const std::vector<std::string>& known) {
  if (wrong.empty() || wrong.size() > kLongestName) return {};
  const std::string* best = nullptr;
  std::size_t best_distance = 1 + std::max<std::size_t>(1, wrong.size() / 3);
  for (const std::string& name : known) {
    if (name.size() > kLongestName) continue;
    const std::size_t distance = Distance(wrong, name);
    if (distance < best_distance) {
      best_distance = distance;
      best = &name;
    }
  }
  return best == nullptr ? std::string() : "did you mean " + *best + "?";
}

}  // namespace xiaoer
