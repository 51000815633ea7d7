// The readers of values and what they share while one line is read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/match/entity.h"
#include "engine/match/entity_line.h"
#include "engine/match/entity_numerals.h"
#include "engine/match/entity_words.h"

namespace xiaoer::entities {

struct ReadState {
  ReadState(const Normalized& normalized, const EntityWords& all_words)
      : line(normalized), words(all_words) {}

  const Numeral* NumeralAt(std::uint32_t pos) const {
    const Numeral* n = entities::NumeralAt(numerals, pos);
    return n != nullptr && !n->code && !IsClaimed(*n) ? n : nullptr;
  }
  bool IsClaimed(const Numeral& n) const { return claimed[Index(n)] != 0; }
  void Claim(const Numeral& n) { claimed[Index(n)] = 1; }
  // Adds a value and says whether 大概 or 左右 make it approximate.
  Entity& Add(Entity entity);
  // The number in front of a unit, for templates that name the unit themselves
  // ({number}天). Its text is the unit, which makes it no bare number.
  void AddCounting(const Numeral& n, Span unit);

  EntityLine line;
  const EntityWords& words;
  std::vector<Numeral> numerals;
  std::vector<std::uint8_t> claimed;  // one per numeral
  std::vector<Entity> found;

 private:
  std::size_t Index(const Numeral& n) const {
    return static_cast<std::size_t>(&n - numerals.data());
  }
};

// Before numerals are read: these block what they read, so that no number is
// found in it.
void ReadProducts(ReadState& state);
void ReadLongNumbers(ReadState& state);  // phones, order and tracking numbers, links
void ReadValueWords(ReadState& state);   // 明天, 半价, 抹零, 周五, 15:30, 2026-03-05
void BlockWords(ReadState& state);       // 一样, 万一: words that hold a numeral

// Each of these tries one numeral and claims it (and others that belong to the
// same value).
bool ReadDiscount(ReadState& state, const Numeral& n);
bool ReadHeight(ReadState& state, const Numeral& n);
bool ReadWeight(ReadState& state, const Numeral& n);
bool ReadSize(ReadState& state, const Numeral& n);
bool ReadDate(ReadState& state, const Numeral& n);
bool ReadClock(ReadState& state, const Numeral& n);
bool ReadDuration(ReadState& state, const Numeral& n);
bool ReadQuantity(ReadState& state, const Numeral& n);
bool ReadMoney(ReadState& state, const Numeral& n);
bool ReadCounted(ReadState& state,
                 const Numeral& n);  // 500克, 3楼: a number that counts something else
void ReadBare(ReadState& state, const Numeral& n);

// What has no numeral before it: 半小时, 半斤; 俩; 均码, 大一码.
void ReadHalves(ReadState& state);
void ReadPairs(ReadState& state);
void ReadSizeNames(ReadState& state);

// 两件150: amounts and pieces beside each other.
void ReadLots(ReadState& state);

// Where 便宜, 少, 减 … begin that take off the amount that begins at `pos`;
// `pos` itself if none does.
std::uint32_t TakenOffFrom(const EntityLine& line, std::uint32_t pos);

// 下午 or 晚 stands in front of a time: 3 is 15 then.
bool IsAfternoonBefore(const EntityLine& line, std::uint32_t pos);

// The measure word at `pos`, its length; 0 if there is none, or a word that
// only begins like one (包邮).
std::uint32_t MeasureAt(const ReadState& state, std::uint32_t pos);
// True if what stands at `pos` counts something, so that a number before it is
// no price.
bool CountsSomething(const ReadState& state, std::uint32_t pos);

}  // namespace xiaoer::entities
