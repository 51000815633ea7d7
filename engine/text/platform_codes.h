// What chat platforms and their logs write instead of pictures and private data.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>

#include "engine/text/normalized.h"
#include "engine/text/symbols.h"

namespace xiaoer {

// The lexicon's words for brackets, folded.
struct BracketWords {
  std::unordered_set<std::u32string> emoji;  // 微笑 for [微笑]
  std::unordered_set<std::u32string> masks;
};

struct PlatformCode {
  std::size_t symbols;  // how many of them it takes, at least 1
  Signal::Kind kind;    // kCode, kMask, or kEmoji for ^_^
};

// The code that starts at `pos`:
//   #E-s12, #E-s[数字x]       JD's emoji
//   /:^_^ /:087 /:Q           Wangwang's emoji
//   [微笑]                    emoji in brackets, from the lexicon
//   [数字x] [ORDERID_1] ****  masks: words in brackets that end in x, capital ids, the lexicon's,
//   stars
//   ^_^ T_T                   the few faces that buyers type
std::optional<PlatformCode> PlatformCodeAt(std::span<const Symbol> symbols, std::size_t pos,
                                           const BracketWords& words);

}  // namespace xiaoer
