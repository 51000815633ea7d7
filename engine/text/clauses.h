// Last step of normalizing: clauses, and what remains of each without fillers and particles.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/normalized.h"
#include "engine/text/phrase_set.h"

namespace xiaoer {

class ClauseSplitter {
 public:
  // Both lists folded.
  ClauseSplitter(std::span<const std::u16string> leading, std::span<const std::u16string> trailing);

  // `breaks`: the units of `text` that end clauses, ascending. Empty clauses are left out.
  std::vector<Clause> Split(std::u16string_view text, std::span<const std::uint32_t> breaks) const;

 private:
  Span Core(std::u16string_view text, Span span) const;

  PhraseSet leading_;
  PhraseSet trailing_;  // reversed
};

}  // namespace xiaoer
