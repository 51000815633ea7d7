// The shop's word lists that shape the canonical text; filled from intents/lexicon/*.yaml.
#pragma once

#include <string>
#include <vector>

namespace xiaoer {

struct Lexicon {
  struct Variant {
    std::string canonical;
    std::string variant;
  };
  std::vector<Variant> variants;         // rewritten, longest first
  std::vector<std::string> leading;      // fillers that ^ looks through
  std::vector<std::string> trailing;     // particles that $ looks through
  std::vector<std::string> ignored;      // words that say nothing: not counted by coverage
  std::vector<std::string> emoji_codes;  // "微笑" for [微笑]
  std::vector<std::string> masks;        // further bracketed masks
  std::vector<std::string> words;        // words of the shop for segmentation (catalogue, brands)
};

}  // namespace xiaoer
