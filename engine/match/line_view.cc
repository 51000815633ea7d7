#include "engine/match/line_view.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/match/utf16.h"

namespace xiaoer::match {
namespace {

bool IsWordCharacter(char32_t c) {
  if (c >= 0x4E00 && c <= 0x9FFF) return true;
  if (c < 0x80) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  }
  return u_isalnum(static_cast<UChar32>(c)) != 0;
}

constexpr std::int64_t kLargestDerived = 1'000'000'000'000;  // milli; nobody means more

// A bare number (in thousandths) as one of the types that accept it, or nothing if it is not
// plausible.
std::optional<Entity> Derive(const Entity& number, EntityType type) {
  Entity e = number;
  e.type = type;
  e.bare = true;
  const auto scale = [&](std::int64_t times, std::int64_t over) {
    e.value = number.value * times / over;
    e.value_max = number.value_max * times / over;
  };
  const std::int64_t low = number.value;
  const std::int64_t high = std::max(number.value, number.value_max);
  const bool whole = low % 1000 == 0 && high % 1000 == 0;
  if (low < 0 || high > kLargestDerived) return std::nullopt;
  switch (type) {
    case EntityType::kMoney:
      e.unit = "fen";
      scale(1, 10);
      return e;
    case EntityType::kQuantity:
      if (!whole || low < 1000 || high > 9'999'000) return std::nullopt;
      scale(1, 1000);
      return e;
    case EntityType::kSize:
      if (!whole || low < 20'000 || high > 60'000) return std::nullopt;
      scale(1, 1000);
      e.unit = std::to_string(e.value);
      return e;
    case EntityType::kHeight:
      if (low >= 50'000 && high <= 250'000) {
        scale(1, 100);  // centimetres
      } else if (low >= 1'200 && high <= 2'300) {
        scale(1, 1);  // metres
      } else {
        return std::nullopt;
      }
      e.unit = "mm";
      return e;
    case EntityType::kWeight:
      // Without a unit, 45 is said by who counts in kilograms and 110 by who counts in jin.
      if (low < 30'000 || high > 300'000) return std::nullopt;
      scale(low < 80'000 ? 1000 : 500, 1000);
      e.unit = "g";
      return e;
    default:
      return std::nullopt;
  }
}

constexpr EntityType kTakesNumbers[] = {EntityType::kMoney, EntityType::kQuantity,
                                        EntityType::kSize, EntityType::kHeight,
                                        EntityType::kWeight};

}  // namespace

LineView::LineView(const Normalized& line, const std::vector<Entity>& entities)
    : line_(line), flags_(line.text.size() + 1, 0) {
  MarkUnits();
  MarkEdges();
  AddReadings(entities);
}

void LineView::MarkUnits() {
  const std::u16string_view text = line_.text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char16_t u = text[i];
    if (u == u',' || u == u'.' || u == u'!' || u == u'?') flags_[i] |= kBreak;
  }
  for (const Clause& clause : line_.clauses) {
    const std::size_t end = std::min<std::size_t>(clause.span.end, text.size());
    for (std::size_t i = clause.span.begin; i < end; ++i) {
      flags_[i] &= static_cast<std::uint8_t>(~kBreak);  // the point of 3.5
    }
    if (clause.filler) continue;
    const std::size_t core_end = std::min<std::size_t>(clause.core.end, text.size());
    for (std::size_t i = clause.core.begin; i < core_end;) {
      const std::size_t next = std::min(NextPosition(text, i), core_end);
      if (IsWordCharacter(CodePointAt(text, i))) {
        for (std::size_t k = i; k < next; ++k) flags_[k] |= kWord;
      }
      i = next;
    }
  }
}

void LineView::MarkEdges() {
  const auto clamp = [&](std::uint32_t position) { return std::min(position, size()); };
  const auto& clauses = line_.clauses;
  for (const Clause& clause : clauses) {
    Mark(Edge::kClauseBegin, clamp(clause.span.begin));
    Mark(Edge::kClauseBegin, clamp(clause.core.begin));
    Mark(Edge::kClauseEnd, clamp(clause.span.end));
    Mark(Edge::kClauseEnd, clamp(clause.core.end));
  }
  // A clause of nothing but fillers ("亲，") does not hide the message's edge from the one beside
  // it.
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    Mark(Edge::kMessageBegin, clamp(clauses[i].span.begin));
    Mark(Edge::kMessageBegin, clamp(clauses[i].core.begin));
    if (!clauses[i].filler) break;
  }
  for (std::size_t i = clauses.size(); i-- > 0;) {
    Mark(Edge::kMessageEnd, clamp(clauses[i].span.end));
    Mark(Edge::kMessageEnd, clamp(clauses[i].core.end));
    if (!clauses[i].filler) break;
  }
  // "?" alone has no clause at all.
  Mark(Edge::kMessageBegin, 0);
  Mark(Edge::kMessageEnd, size());
}

void LineView::AddReadings(const std::vector<Entity>& entities) {
  for (const Entity& e : entities) {
    if (e.units.empty() || e.units.end > size()) continue;
    readings_.push_back({e.type, e});
  }
  const auto order = [](const Reading& a, const Reading& b) {
    if (a.entity.units.begin != b.entity.units.begin) {
      return a.entity.units.begin < b.entity.units.begin;
    }
    return a.entity.units.end > b.entity.units.end;
  };
  std::stable_sort(readings_.begin(), readings_.end(), order);
  const std::size_t read = readings_.size();
  for (std::size_t i = 0; i < read; ++i) {
    // With a text it counts something (3 of 3天) and is no bare number.
    if (readings_[i].type != EntityType::kNumber || !readings_[i].entity.text.empty()) continue;
    const Entity number = readings_[i].entity;
    for (const EntityType type : kTakesNumbers) {
      bool known = false;
      for (std::size_t k = FirstReadingIn(read, number.units.begin);
           k < read && readings_[k].entity.units.begin == number.units.begin; ++k) {
        known |= readings_[k].type == type && readings_[k].entity.units == number.units;
      }
      if (known) continue;
      if (auto derived = Derive(number, type)) readings_.push_back({type, std::move(*derived)});
    }
  }
  std::stable_sort(readings_.begin(), readings_.end(), order);
  for (const Reading& r : readings_) {
    flags_[r.entity.units.begin] |= kReading;
    longest_reading_ = std::max(longest_reading_, r.entity.units.size());
  }
}

std::size_t LineView::FirstReadingIn(std::size_t count, std::uint32_t position) const {
  const auto end = readings_.begin() + static_cast<std::ptrdiff_t>(count);
  return static_cast<std::size_t>(
      std::lower_bound(readings_.begin(), end, position,
                       [](const Reading& r, std::uint32_t p) { return r.entity.units.begin < p; }) -
      readings_.begin());
}

std::size_t LineView::FirstReadingAt(std::uint32_t position) const {
  if ((flags_[position] & kReading) == 0) return readings_.size();
  return FirstReadingIn(readings_.size(), position);
}

}  // namespace xiaoer::match
