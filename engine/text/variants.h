// Third step of normalizing: the lexicon's ways of writing a word become the word (包由 → 包邮).
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/text/compose.h"
#include "engine/text/phrase_set.h"

namespace xiaoer {

class VariantRewriter {
 public:
  // Pairs of canonical word and variant, both folded. Of two entries for one variant the first
  // counts.
  explicit VariantRewriter(std::span<const std::pair<std::u16string, std::u16string>> variants);

  // From left to right, the longest one first. A word that is canonical already is left alone, and
  // so is a variant that would cut into one: 快递费 stays whole whatever 费X is a variant of.
  void Rewrite(Composed& composed) const;

 private:
  struct Edit {
    std::uint32_t begin;
    std::uint32_t length;
    std::uint32_t word;
  };

  std::vector<Edit> FindEdits(std::u16string_view text) const;
  bool CutsCanonical(std::u16string_view text, std::size_t begin, std::size_t end) const;

  PhraseSet phrases_;  // variants and canonical words; value: index into words_, or kKeep
  std::vector<std::u16string> words_;
};

}  // namespace xiaoer
