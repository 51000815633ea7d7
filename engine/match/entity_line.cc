#include "engine/match/entity_line.h"

#include <algorithm>

namespace xiaoer::entities {

EntityLine::EntityLine(const Normalized& line) : line_(line), flags_(line.text.size(), 0) {
  for (std::size_t i = 0; i < line.text.size(); ++i) {
    const char16_t c = line.text[i];
    if (c == u',' || c == u'.' || c == u'!' || c == u'?') flags_[i] |= kBreak;
  }
  for (const Clause& clause : line.clauses) {
    const std::size_t end = std::min<std::size_t>(clause.span.end, flags_.size());
    for (std::size_t i = clause.span.begin; i < end; ++i) {
      flags_[i] &= static_cast<std::uint8_t>(~kBreak);
    }
  }
}

void EntityLine::Block(Span units) {
  const std::size_t end = std::min<std::size_t>(units.end, flags_.size());
  for (std::size_t i = units.begin; i < end; ++i) flags_[i] |= kBlocked;
}

std::uint32_t EntityLine::AnyAt(std::size_t pos, Words words) const {
  std::size_t longest = 0;
  for (const std::u16string_view word : words) {
    if (word.size() > longest && Has(pos, word)) longest = word.size();
  }
  return static_cast<std::uint32_t>(longest);
}

std::uint32_t EntityLine::AnyBefore(std::size_t pos, Words words) const {
  std::size_t longest = 0;
  for (const std::u16string_view word : words) {
    if (word.size() > longest && word.size() <= pos && Has(pos - word.size(), word)) {
      longest = word.size();
    }
  }
  return static_cast<std::uint32_t>(longest);
}

Span EntityLine::CoreAround(Span units) const {
  const auto& clauses = line_.clauses;
  const auto after =
      std::upper_bound(clauses.begin(), clauses.end(), units.begin,
                       [](std::uint32_t p, const Clause& c) { return p < c.span.begin; });
  if (after == clauses.begin()) return {};
  const Clause& clause = *std::prev(after);
  return units.end <= clause.span.end ? clause.core : Span{};
}

Entity MakeEntity(EntityType type, Span units, std::int64_t value, std::int64_t value_max,
                  std::string unit) {
  Entity e;
  e.type = type;
  e.units = units;
  e.value = value;
  e.value_max = value_max;
  e.unit = std::move(unit);
  return e;
}

std::string Ascii(std::u16string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char16_t c : text) out.push_back(static_cast<char>(c));
  return out;
}

void Soften(const EntityLine& line, Entity& entity) {
  static constexpr std::u16string_view kBefore[] = {
      u"大概", u"大约", u"约", u"差不多", u"将近", u"接近", u"估计", u"大致", u"大概是", u"大概要"};
  static constexpr std::u16string_view kAfter[] = {u"左右", u"上下"};
  if (const std::uint32_t after = line.AnyAt(entity.units.end, kAfter); after > 0) {
    entity.units.end += after;
    entity.approximate = true;
  }
  if (line.AnyBefore(entity.units.begin, kBefore) > 0) entity.approximate = true;
}

}  // namespace xiaoer::entities
