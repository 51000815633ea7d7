// A template as a tree, after reading its text. The language is described in intents/README.md.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/match/entity.h"

namespace xiaoer::match {

// Folds a literal into canonical units (Normalizer::FoldLiteral).
using LiteralFolder = std::function<std::u16string(std::string_view)>;

enum class Edge : std::uint8_t { kClauseBegin, kClauseEnd, kMessageBegin, kMessageEnd };

struct Node {
  enum class Kind : std::uint8_t {
    kLiteral,   // literal
    kSequence,  // children, one after the other
    kChoice,    // children, tried in order
    kOptional,  // one child, tried before leaving it out
    kGap,       // min..max characters, lazy, none of them breaking the clause or in `excluded`
    kEdge,      // edge
    kExclude,   // !(…): before `Expand` one child; afterwards `words`, `before` and min..max
    kSlot,      // type, and name unless it is not remembered
    kRule,      // name; replaced by `Expand`
  };
  Kind kind = Kind::kSequence;
  std::vector<Node> children;
  std::u16string literal;
  std::u32string excluded;            // code points that a gap must not contain
  std::vector<std::u16string> words;  // of an exclusion
  std::string name;
  EntityType type{};
  Edge edge{};
  bool before = false;  // an exclusion that looks back
  std::uint32_t min = 0;
  std::uint32_t max = 0;
  // The part of the template's text that this came from, in bytes; what came out of a rule has the
  // place of the <rule>, so that explanations quote the author's own line.
  std::uint32_t source_begin = 0;
  std::uint32_t source_end = 0;
};

// Bounds that keep an author's slip from becoming a slow or huge pack.
inline constexpr std::uint32_t kDefaultGap = 6;
inline constexpr std::uint32_t kMaxGap = 60;
inline constexpr std::uint32_t kMaxDepth = 32;        // brackets inside brackets
inline constexpr std::uint32_t kMaxRuleDepth = 32;    // rules that use rules
inline constexpr std::uint32_t kMaxNodes = 8000;      // of one template with its rules filled in
inline constexpr std::uint32_t kMaxExclusions = 512;  // words of one !(…)

}  // namespace xiaoer::match
