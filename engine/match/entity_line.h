// One line prepared for reading values: what stands where, and what is no part
// of any number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/match/entity.h"
#include "engine/text/normalized.h"

namespace xiaoer::entities {

using Words = std::span<const std::u16string_view>;

inline bool IsDigit(char16_t c) { return c >= u'0' && c <= u'9'; }
inline bool IsLatin(char16_t c) { return c >= u'a' && c <= u'z'; }
inline bool IsAlnum(char16_t c) { return IsDigit(c) || IsLatin(c); }

class EntityLine {
 public:
  explicit EntityLine(const Normalized& line);

  const Normalized& line() const { return line_; }
  std::u16string_view text() const { return line_.text; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(line_.text.size()); }

  // The unit at a position; 0 outside the text.
  char16_t At(std::size_t pos) const { return pos < line_.text.size() ? line_.text[pos] : u'\0'; }
  char16_t Before(std::size_t pos) const { return pos > 0 ? At(pos - 1) : u'\0'; }
  // A , . ! ? that ends a clause, not one inside 1,200 or 3.5.
  bool IsBreak(std::size_t pos) const { return pos < flags_.size() && (flags_[pos] & kBreak) != 0; }

  // Blocked units belong to a word, a link or a long number: no number begins
  // in them or goes over them.
  bool IsBlocked(std::size_t pos) const {
    return pos < flags_.size() && (flags_[pos] & kBlocked) != 0;
  }
  void Block(Span units);

  bool Has(std::size_t pos, std::u16string_view word) const {
    return line_.text.compare(pos < size() ? pos : size(), word.size(), word) == 0;
  }
  // Length of the longest of the words that begins at `pos`, or that ends
  // there; 0 if none does.
  std::uint32_t AnyAt(std::size_t pos, Words words) const;
  std::uint32_t AnyBefore(std::size_t pos, Words words) const;

  // `pos`, or behind the one space that stands there: 80 rmb.
  std::uint32_t SkipSpace(std::uint32_t pos) const { return At(pos) == u' ' ? pos + 1 : pos; }

  // The clause's core around `units`, or nothing if it lies outside all of
  // them. Logarithmic.
  Span CoreAround(Span units) const;

 private:
  static constexpr std::uint8_t kBreak = 1;
  static constexpr std::uint8_t kBlocked = 2;

  const Normalized& line_;
  std::vector<std::uint8_t> flags_;
};

Entity MakeEntity(EntityType type, Span units, std::int64_t value, std::int64_t value_max,
                  std::string unit);

// ASCII of units that are known to be ASCII.
std::string Ascii(std::u16string_view text);

// Marks the value as approximate if 大概 or the like stands before it, or 左右
// behind it, which then belongs to it.
void Soften(const EntityLine& line, Entity& entity);

}  // namespace xiaoer::entities
