// A compiled template: instructions for the backtracking verifier. Every jump goes forward, so a
// run ends.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/match/template_ast.h"

namespace xiaoer::match {

struct Instruction {
  enum class Op : std::uint8_t {
    kLiteral,    // strings[a] stands here
    kWords,      // one of strings[a..b), tried in this order
    kSplit,      // go on; if that fails, at instruction a
    kJump,       // to instruction a
    kGap,        // a..b characters, the fewest first; none in excluded[c] (kNone: anything)
    kEdge,       // an edge holds here
    kNotBefore,  // none of strings[a..b) ends between low and high characters before
    kNotAfter,   // none of strings[a..b) starts between low and high characters behind
    kSlot,       // a reading of `type` starts here; its name is names[c] (kNone: not remembered)
    kAccept,
  };
  static constexpr std::uint32_t kNone = UINT32_MAX;

  Op op = Op::kAccept;
  Edge edge{};
  EntityType type{};
  std::uint8_t low = 0;
  std::uint8_t high = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = kNone;
  std::uint32_t source_begin = 0;  // bytes of the template's text
  std::uint32_t source_end = 0;
};

struct Program {
  std::vector<Instruction> code;
  std::vector<std::u16string> strings;
  std::vector<std::u32string> excluded;
  std::vector<std::string> names;
};

// `root` is an expanded tree (RuleTable::Expand).
Program Compile(const Node& root);

}  // namespace xiaoer::match
