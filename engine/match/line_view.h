// One line prepared for matching: what holds at each position, computed once for all templates.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/match/entity.h"
#include "engine/match/template_ast.h"
#include "engine/text/normalized.h"

namespace xiaoer::match {

// An entity as a slot of a type may take it. Numbers without a unit also appear as the types that
// accept them (80 as 80 yuan), unless the entity reader gave that reading itself.
struct Reading {
  EntityType type{};
  Entity entity;
};

class LineView {
 public:
  LineView(const Normalized& line, const std::vector<Entity>& entities);

  const Normalized& line() const { return line_; }
  std::u16string_view text() const { return line_.text; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(line_.text.size()); }

  // The unit ends a clause: one of , . ! ? that is not inside one (as in 120.5). Gaps do not cross
  // it.
  bool IsBreak(std::size_t unit) const { return (flags_[unit] & kBreak) != 0; }
  // The unit is part of a word: a letter, digit or Hanzi outside leading fillers and trailing
  // particles.
  bool IsWord(std::size_t unit) const { return (flags_[unit] & kWord) != 0; }
  // `position` may be the end of the text.
  bool IsAt(Edge edge, std::size_t position) const {
    return (flags_[position] & (kClauseBegin << static_cast<int>(edge))) != 0;
  }

  // Readings by begin; at one begin the longest first, then in the reader's order.
  const std::vector<Reading>& readings() const { return readings_; }
  // Index of the first reading that begins at `position`, or readings().size().
  std::size_t FirstReadingAt(std::uint32_t position) const;
  std::uint32_t longest_reading() const { return longest_reading_; }

 private:
  static constexpr std::uint8_t kBreak = 1;
  static constexpr std::uint8_t kWord = 2;
  static constexpr std::uint8_t kReading = 4;
  static constexpr std::uint8_t kClauseBegin = 8;  // then the other edges, in the enum's order

  void MarkUnits();
  void MarkEdges();
  void AddReadings(const std::vector<Entity>& entities);
  // Index of the first of the first `count` readings that begins at or behind `position`.
  std::size_t FirstReadingIn(std::size_t count, std::uint32_t position) const;
  void Mark(Edge edge, std::size_t position) {
    flags_[position] |= static_cast<std::uint8_t>(kClauseBegin << static_cast<int>(edge));
  }

  const Normalized& line_;
  std::vector<std::uint8_t> flags_;  // one per position, the end included
  std::vector<Reading> readings_;
  std::uint32_t longest_reading_ = 0;
};

}  // namespace xiaoer::match
