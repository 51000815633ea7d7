// The folding table: for every code point its canonical replacement. Built once at start-up from
// ICU's NFKC_Casefold and the union of all script-equivalence sources (OpenCC's TSCharacters,
// STCharacters, TWVariants, HKVariants, and ICU's Traditional-Simplified transform) as equivalence
// classes, so that fold(s2t(x)) = fold(x) whichever converter wrote x.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/status.h"
#include "engine/text/normalized.h"

namespace xiaoer {

class FoldTable {
 public:
  // Reads OpenCC's dictionaries (`opencc_data`: the folder with TSCharacters.ocd2 …; empty = where
  // Debian installs them) and builds the table, in about a tenth of a second. Unavailable if they
  // are missing.
  static Result<std::shared_ptr<const FoldTable>> Build(const std::string& opencc_data = {});

  FoldTable(const FoldTable&) = delete;
  FoldTable& operator=(const FoldTable&) = delete;
  ~FoldTable();

  // Replacement of one code point: 0 to n UTF-16 units. Empty for what is dropped (default
  // ignorables). Valid as long as the table.
  std::u16string_view Fold(char32_t c) const;

  // True if the character's form tells the script: only Traditional / only Simplified use it.
  Script ScriptOf(char32_t c) const;  // kHans, kHant, or kNone for "says nothing"

  // True if the code point can combine with its neighbours under NFKC_Casefold.
  bool NeedsIcu(char32_t c) const;

 private:
  struct Impl;
  explicit FoldTable(std::unique_ptr<const Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

}  // namespace xiaoer
