// Which Han characters are the same character for us: equivalence classes over all the ways in
// which one character is written in Simplified, Traditional, Taiwan and Hong Kong texts.
//
// Sources: OpenCC's STCharacters, TWVariants, HKVariants (every value), STPhrases (character by
// character: a few pairs occur only there, 家具 → 傢俱), TSCharacters (the default value only: the
// others join 画 and 划), and ICU's Traditional-Simplified transform for single characters.
// Everything that the converters s2t, s2tw and s2hk can make of a character is in its class, less a
// short reviewed list.
#pragma once

#include <string>
#include <unordered_map>

#include "engine/base/status.h"
#include "engine/text/normalized.h"

namespace xiaoer {

struct ScriptClasses {
  // Character → its class's representative: Simplified and common. Only characters that change.
  std::unordered_map<char32_t, char32_t> representative;
  // Characters whose form tells the script (kHans or kHant); all others say nothing.
  std::unordered_map<char32_t, Script> script;
};

// Reads OpenCC's dictionaries in the folder `opencc_data`. Unavailable if one is missing or broken.
Result<ScriptClasses> BuildScriptClasses(const std::string& opencc_data);

}  // namespace xiaoer
