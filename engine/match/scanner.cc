#include "engine/match/scanner.h"

#include <utility>

namespace xiaoer::match {
namespace {

constexpr std::uint32_t kPairBits = 18;  // 32 KB: stays in the first-level cache's neighbourhood
constexpr std::size_t kUnits = 65536;

bool Test(const std::vector<std::uint64_t>& bits, std::uint32_t i) {
  return ((bits[i >> 6] >> (i & 63)) & 1) != 0;
}
void Set(std::vector<std::uint64_t>& bits, std::uint32_t i) {
  bits[i >> 6] |= std::uint64_t{1} << (i & 63);
}

}  // namespace

Scanner::Scanner()
    : literal_at_{kNone},
      slots_(1024),
      pairs_((std::size_t{1} << kPairBits) / 64),
      singles_(kUnits / 64) {}

std::uint32_t Scanner::PairHash(char16_t a, char16_t b) {
  return ((static_cast<std::uint32_t>(a) << 16 | b) * 0x9E3779B1U) >> (32 - kPairBits);
}

std::size_t Scanner::Place(std::uint64_t key) const {
  std::size_t i = (key * 0x9E3779B97F4A7C15U >> 20) & (slots_.size() - 1);
  while (slots_[i].key != key && slots_[i].child != kNone) i = (i + 1) & (slots_.size() - 1);
  return i;
}

std::uint32_t Scanner::Child(std::uint32_t node, char16_t unit) const {
  return slots_[Place(static_cast<std::uint64_t>(node) << 16 | unit)].child;
}

std::uint32_t Scanner::AddChild(std::uint32_t node, char16_t unit) {
  const std::uint64_t key = static_cast<std::uint64_t>(node) << 16 | unit;
  std::size_t place = Place(key);
  if (slots_[place].child != kNone) return slots_[place].child;
  if (2 * ++used_ > slots_.size()) {
    Grow();
    place = Place(key);
  }
  const auto child = static_cast<std::uint32_t>(literal_at_.size());
  literal_at_.push_back(kNone);
  slots_[place] = {key, child};
  return child;
}

void Scanner::Grow() {
  std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
  for (const Slot& slot : old) {
    if (slot.child != kNone) slots_[Place(slot.key)] = slot;
  }
}

std::uint32_t Scanner::Add(std::u16string_view literal) {
  if (literal.size() == 1) {
    Set(singles_, literal[0]);
  } else {
    Set(pairs_, PairHash(literal[0], literal[1]));
  }
  std::uint32_t node = 0;
  for (const char16_t unit : literal) node = AddChild(node, unit);
  if (literal_at_[node] == kNone) literal_at_[node] = literals_++;
  return literal_at_[node];
}

void Scanner::Scan(std::u16string_view text, std::vector<Occurrence>& out) const {
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    const bool possible =
        Test(singles_, text[begin]) ||
        (begin + 1 < text.size() && Test(pairs_, PairHash(text[begin], text[begin + 1])));
    if (!possible) continue;
    std::uint32_t node = 0;
    for (std::size_t i = begin; i < text.size(); ++i) {
      node = Child(node, text[i]);
      if (node == kNone) break;
      if (literal_at_[node] != kNone) {
        out.push_back({literal_at_[node], static_cast<std::uint32_t>(begin)});
      }
    }
  }
}

}  // namespace xiaoer::match
