// What every match of a template must contain, so that one scan of a line tells which templates to
// try.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/match/template_ast.h"

namespace xiaoer::match {

// Every match that takes this way contains the literal (or a reading of the slot's type), beginning
// between min_prefix and max_prefix units behind the match's begin; each of `slots` readings that
// may stand before adds its own length to max_prefix.
struct Trigger {
  bool is_slot = false;
  EntityType type{};
  std::u16string literal;
  std::uint32_t min_prefix = 0;
  std::uint32_t max_prefix = 0;
  std::uint32_t slots = 0;
};

// The most selective set of which every match contains at least one. Never empty for a template
// whose LeastTouched is above 0.
std::vector<Trigger> RequiredTriggers(const Node& root);

}  // namespace xiaoer::match
