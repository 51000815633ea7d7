// What can be known about a template's tree without looking at a line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/match/template_ast.h"
#include "engine/match/template_set.h"

namespace xiaoer::match {

// How many units a match of a node takes. A slot takes at least one; what it takes at most is only
// known with the line, so the slots on the longest way through are counted instead.
struct Extent {
  std::uint32_t min = 0;
  std::uint32_t max = 0;
  std::uint32_t slots = 0;
};
Extent ExtentOf(const Node& node);

// The least units under literals and slots in any match. 0: the template could match any text.
std::uint32_t LeastTouched(const Node& node);

// All texts the node can be, if it consists of literals only and there are at most `limit`. Edges
// and exclusions count as empty texts if `skip_tests`, else they make it nothing.
std::optional<std::vector<std::u16string>> ExactTexts(const Node& node, std::size_t limit,
                                                      bool skip_tests);

// Turns the contents of every !(…) into plain words and decides which way it looks: back if it
// stands at the start of its sequence, else ahead. Standing alone (as in a rule of its own), it
// looks as its place does.
bool ResolveExclusions(Node& root, const TemplateSource& source, Diagnostics& diagnostics);

// Longest literals first, otherwise as written: so that 多少钱 is tried before 多少.
void SortChoices(Node& node);

}  // namespace xiaoer::match
