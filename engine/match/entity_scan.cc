#include "engine/match/entity_scan.h"

#include <algorithm>

namespace xiaoer {

EntityScan::EntityScan(std::u16string_view text, const EntityWords& words)
    : text_(text), words_(words), numbers_(FindNumbers(text)), claimed_(numbers_.size(), false) {}

int EntityScan::NumberAt(std::uint32_t begin) const {
  const auto found =
      std::lower_bound(numbers_.begin(), numbers_.end(), begin,
                       [](const Number& n, std::uint32_t at) { return n.units.begin < at; });
  if (found == numbers_.end() || found->units.begin != begin) return -1;
  return static_cast<int>(found - numbers_.begin());
}

int EntityScan::NumberEndingAt(std::uint32_t end) const {
  const auto found =
      std::lower_bound(numbers_.begin(), numbers_.end(), end,
                       [](const Number& n, std::uint32_t at) { return n.units.end < at; });
  if (found == numbers_.end() || found->units.end != end) return -1;
  return static_cast<int>(found - numbers_.begin());
}

std::uint32_t EntityScan::WordAt(std::uint32_t pos,
                                 std::initializer_list<std::u16string_view> words) const {
  std::size_t longest = 0;
  if (pos > text_.size()) return 0;
  for (const std::u16string_view word : words) {
    if (word.size() > longest && text_.substr(pos, word.size()) == word) longest = word.size();
  }
  return static_cast<std::uint32_t>(longest);
}

std::uint32_t EntityScan::WordBefore(std::uint32_t pos,
                                     std::initializer_list<std::u16string_view> words) const {
  std::size_t longest = 0;
  for (const std::u16string_view word : words) {
    if (word.size() > longest && word.size() <= pos &&
        text_.substr(pos - word.size(), word.size()) == word) {
      longest = word.size();
    }
  }
  return static_cast<std::uint32_t>(longest);
}

int EntityScan::RangeEnd(std::size_t first) const {
  const Number& n = numbers_[first];
  const std::uint32_t separator =
      WordAt(n.units.end, {u"到", u"至", u"-", u"~", u"—", u"–", u"--"});
  if (separator == 0) return -1;
  const int second = NumberAt(n.units.end + separator);
  if (second < 0 || claimed_[static_cast<std::size_t>(second)] ||
      numbers_[static_cast<std::size_t>(second)].milli <= n.milli) {
    return -1;
  }
  return second;
}

bool EntityScan::IsAbout(Span units) const {
  return WordAt(units.end, {u"左右", u"上下"}) > 0 ||
         WordBefore(units.begin, {u"大概", u"大约", u"约", u"差不多"}) > 0;
}

Entity& EntityScan::Add(EntityType type, Span units, std::int64_t value, std::string unit) {
  Entity entity;
  entity.type = type;
  entity.units = units;
  entity.value = value;
  entity.value_max = value;
  entity.unit = std::move(unit);
  found_.push_back(std::move(entity));
  return found_.back();
}

}  // namespace xiaoer
