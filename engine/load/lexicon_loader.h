// intents/lexicon/*.yaml → the word lists of the normalizer and of the readers of values; the
// format is described in intents/README.md.
#pragma once

#include <string>

#include "engine/base/diagnostics.h"
#include "engine/match/entity_reader.h"
#include "engine/text/lexicon.h"

namespace xiaoer {

struct LoadedLexicon {
  Lexicon words;
  EntityLexicon entities;  // without the products, which come from the shop's catalogue
};

// A file that is not there is an empty list. All mistakes go to `diagnostics`.
LoadedLexicon LoadLexicon(const std::string& folder, Diagnostics& diagnostics);

}  // namespace xiaoer
