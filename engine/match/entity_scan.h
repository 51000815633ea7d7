// One line being read for values: the text, its numbers, and which of them a reader has claimed.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "engine/match/entity.h"
#include "engine/match/entity_numbers.h"
#include "engine/text/phrase_set.h"

namespace xiaoer {

struct EntityWords {
  PhraseSet measure_words;
  PhraseSet size_names;
  std::vector<std::string> size_texts;  // by the phrase's value
  PhraseSet products;
  std::vector<std::string> product_ids;  // by the phrase's value
};

class EntityScan {
 public:
  EntityScan(std::u16string_view text, const EntityWords& words);

  std::u16string_view text() const { return text_; }
  const EntityWords& words() const { return words_; }
  const std::vector<Number>& numbers() const { return numbers_; }

  bool claimed(std::size_t number) const { return claimed_[number]; }
  void Claim(std::size_t number) { claimed_[number] = true; }

  // The number that begins or ends at a position; -1 if none does.
  int NumberAt(std::uint32_t begin) const;
  int NumberEndingAt(std::uint32_t end) const;

  // The longest of the words that stands at `pos`, or that ends there: its length, 0 if none does.
  std::uint32_t WordAt(std::uint32_t pos, std::initializer_list<std::u16string_view> words) const;
  std::uint32_t WordBefore(std::uint32_t pos,
                           std::initializer_list<std::u16string_view> words) const;
  char16_t At(std::uint32_t pos) const { return pos < text_.size() ? text_[pos] : u'\0'; }

  // 大概50, 80左右
  bool IsAbout(Span units) const;

  // The second number of a range that the first begins: 二到三, 80-90. -1 if there is none.
  int RangeEnd(std::size_t first) const;

  Entity& Add(EntityType type, Span units, std::int64_t value, std::string unit);
  std::vector<Entity> Take() { return std::move(found_); }
  std::vector<Entity>& found() { return found_; }

 private:
  std::u16string_view text_;
  const EntityWords& words_;
  std::vector<Number> numbers_;
  std::vector<bool> claimed_;
  std::vector<Entity> found_;
};

// The readers, in the order in which they may claim numbers.
void ReadIdentifiers(EntityScan& scan);  // phones, order and tracking numbers, products
void ReadDiscounts(EntityScan& scan);    // discounts, rounding off
void ReadTimes(EntityScan& scan);        // dates, times of day, durations
void ReadMeasures(EntityScan& scan);     // height, weight, size
void ReadMoney(EntityScan& scan);        // amounts with a unit, amounts to take off, ranges
void ReadQuantities(EntityScan& scan);   // pieces, and lots: 两件150
void ReadBareNumbers(EntityScan& scan);  // what is left

}  // namespace xiaoer
