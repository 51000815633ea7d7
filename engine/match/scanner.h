// Finds all literals of a pack in a line in one scan: a filter over neighbouring units, then a
// trie.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xiaoer::match {

struct Occurrence {
  std::uint32_t literal = 0;  // index given by Add
  std::uint32_t position = 0;
  friend auto operator<=>(const Occurrence&, const Occurrence&) = default;
};

class Scanner {
 public:
  Scanner();

  // The literal's index: the same for the same literal. Not empty.
  std::uint32_t Add(std::u16string_view literal);
  std::uint32_t size() const { return literals_; }

  // Appends every occurrence in `text`, by position; overlapping ones too.
  void Scan(std::u16string_view text, std::vector<Occurrence>& out) const;

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  struct Slot {
    std::uint64_t key = UINT64_MAX;  // node << 16 | unit
    std::uint32_t child = kNone;
  };

  static std::uint32_t PairHash(char16_t a, char16_t b);
  std::uint32_t Child(std::uint32_t node, char16_t unit) const;
  std::size_t Place(std::uint64_t key) const;
  std::uint32_t AddChild(std::uint32_t node, char16_t unit);
  void Grow();

  std::uint32_t literals_ = 0;
  std::vector<std::uint32_t> literal_at_;  // by node; kNone: no literal ends here
  std::vector<Slot> slots_;                // open addressing, a power of two
  std::size_t used_ = 0;
  std::vector<std::uint64_t> pairs_;    // bitmap: two neighbouring units may start a literal
  std::vector<std::uint64_t> singles_;  // bitmap: the unit is a literal by itself
};

}  // namespace xiaoer::match
