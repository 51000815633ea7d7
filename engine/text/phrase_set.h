// A set of strings with a number each, asked for the longest one that starts at a position.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace xiaoer {

class PhraseSet {
 public:
  struct Match {
    std::uint32_t length;  // units, at least 1
    std::uint32_t value;
  };

  PhraseSet();

  // The first value of a phrase stays. Empty phrases are ignored. False if nothing was added.
  bool Add(std::u16string_view phrase, std::uint32_t value);

  bool empty() const { return nodes_.size() == 1; }

  // The longest phrase that starts at `pos` and, as far as it begins or ends with a latin letter or
  // a digit, is not part of a longer word or number.
  std::optional<Match> LongestAt(std::u16string_view text, std::size_t pos) const;

 private:
  struct Node {
    std::uint32_t value;
  };

  std::vector<Node> nodes_;
  std::unordered_map<std::uint64_t, std::uint32_t> next_;  // node and unit → node
  std::bitset<0x10000> first_;  // the units that phrases start with: most text fails here
};

// True if a word boundary lies between two units: they are not both latin letters and not both
// digits.
bool IsWordEdge(char16_t before, char16_t after);

}  // namespace xiaoer
