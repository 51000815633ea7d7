// Buyer line → canonical text. One pass over the bytes with a precomputed folding table; the rare
// character that needs its neighbours (combining marks) goes through ICU.
#pragma once

#include <memory>
#include <string_view>

#include "engine/text/fold_table.h"
#include "engine/text/lexicon.h"
#include "engine/text/normalized.h"

namespace xiaoer {

// Immutable after construction; safe to use from any number of threads.
class Normalizer {
 public:
  Normalizer(std::shared_ptr<const FoldTable> table, const Lexicon& lexicon);
  ~Normalizer();
  Normalizer(const Normalizer&) = delete;
  Normalizer& operator=(const Normalizer&) = delete;

  // Total: every byte sequence has a normal form, the empty one too. Ill-formed UTF-8 becomes
  // U+FFFD (one per maximal ill-formed part, as Unicode recommends) and leaves a kBadBytes signal.
  Normalized Normalize(std::string_view line) const;

  // Folds a pattern's literal the same way (characters and lexicon variants), without clause
  // handling, run cutting, glosses and signals: what an author wrote keeps its length in meaning.
  std::u16string FoldLiteral(std::string_view text) const;

 private:
  struct Impl;
  std::unique_ptr<const Impl> impl_;
};

}  // namespace xiaoer
