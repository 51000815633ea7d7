// What the gate looks for in every text, folded once when the shop is loaded: its lists of words,
// the names of its products, the amounts of its policy. Nothing of it is folded per message.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/policy/shop.h"
#include "engine/text/normalizer.h"

namespace xiaoer {

// Finds any of a list of folded words in a text, in one pass. Immutable once filled.
class WordFinder {
 public:
  struct Hit {
    std::uint32_t end = 0;   // unit behind the word
    std::uint32_t word = 0;  // its number: how many were added before it
  };

  // Empty words are never found, but keep their number.
  void Add(std::u16string folded);
  // To be called once, after the last Add.
  void Prepare();

  // All places of all words, in the order of the text; overlapping ones, too.
  std::vector<Hit> FindAll(std::u16string_view text) const;
  // Writes `with` over every occurrence.
  void Cover(std::u16string& text, char16_t with) const;

 private:
  struct Word {
    std::u16string text;
    std::uint32_t number = 0;
  };
  template <class Visit>
  void ForEach(std::u16string_view text, Visit visit) const;

  std::vector<Word> words_;     // by text; of one first unit the longest first
  std::bitset<0x10000> first_;  // units that words begin with: most text fails here
  std::uint32_t added_ = 0;
};

// The voice rules: which list a word is from.
enum class WordRule : std::uint8_t { kFloorHint, kAbsolute, kSuperlative, kForbidden, kCount };
std::string_view ToString(WordRule rule);  // "floor_hint", … as receipts call it

// Amounts of the shop's policy that are no prices of goods; fen.
struct PolicyAmounts {
  std::vector<std::int64_t> fees;
  std::vector<std::int64_t> thresholds;
  std::vector<std::int64_t> off;
};

class GateWords {
 public:
  GateWords(const Shop& shop, const Normalizer& normalizer);

  // A text as the word rules read it: allowed phrases taken out, then everything that is neither
  // letter, digit nor Hanzi, so that 微.信, 微 信 and 微-信 are one word.
  std::u16string Wording(std::u16string_view canonical) const;

  // For each rule the first word found in a Wording, as its author wrote it; null if none.
  struct Found {
    const std::string* word[static_cast<std::size_t>(WordRule::kCount)] = {};
    const std::string* of(WordRule rule) const { return word[static_cast<std::size_t>(rule)]; }
  };
  Found FindWords(std::u16string_view wording) const;

  // Products by name. `word` is the product's place in the shop.
  const WordFinder& products() const { return products_; }
  const PolicyAmounts& amounts() const { return amounts_; }

 private:
  struct Listed {
    std::string word;
    WordRule rule;
  };
  WordFinder allowed_;
  WordFinder words_;
  std::vector<Listed> listed_;  // by the number in words_
  WordFinder products_;
  PolicyAmounts amounts_;
};

}  // namespace xiaoer
