// Intents as an author wrote them, before compiling: the loader fills these, the matcher is built
// from them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/match/match.h"

namespace xiaoer {

enum class Urgency : std::uint8_t { kNormal, kHigh, kUrgent };
std::string_view ToString(Urgency urgency);  // "normal", "high", "urgent"

// Shown to the agents when a line with this intent should not be left to the machine.
struct HandoffRule {
  Urgency urgency = Urgency::kNormal;
  std::string reason;
};

// A template's text with the place of its first character.
struct TemplateSource {
  std::string text;
  std::vector<std::string> when;  // dialog states it is limited to; empty = always
  SourceLocation where;
  // Whether a line that is said in these words needs a person; otherwise the intent says it. A null
  // rule: it does not, whatever the intent says.
  bool own_handoff = false;
  std::optional<HandoffRule> handoff{};
};

struct Example {
  std::string text;
  std::map<std::string, std::int64_t> slots;  // expected values, by slot name
  SourceLocation where;
};

struct IntentSource {
  std::string name;
  std::string about;
  Tier tier = Tier::kNormal;
  std::vector<TemplateSource> templates;
  std::vector<TemplateSource> hard_negatives;
  std::vector<Example> examples;
  std::vector<Example> near_misses;  // `none:`
  std::optional<HandoffRule> handoff;
  SourceLocation where;
};

struct RuleSource {
  std::string name;
  TemplateSource body;
};

struct TemplateSet {
  std::vector<IntentSource> intents;  // in file order
  std::vector<RuleSource> rules;
  std::vector<std::string> ignored;  // words that say nothing: not counted by coverage
};

}  // namespace xiaoer
