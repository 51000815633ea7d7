// Why a template is not chosen on a line that it matches.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/pack.h"

namespace xiaoer {

struct Loss {
  enum class Kind {
    kOtherIntent,  // a template of another intent is chosen
    kSame,         // another template of its intent is, and says as much of the line
    kSaysLess,     // another template of its intent is, but without one of its slots or its handoff
    kHardNegative,
    kUndecided,  // two others are too close to call and keep the characters
  };
  Kind kind{};
  std::string line;
  const Matcher::TemplateInfo* winner = nullptr;  // of the first three kinds
  std::string negative;                           // of kHardNegative: its text and place
};

// Nothing if the template wins on the line, or does not match it at all.
std::optional<Loss> FindLoss(const Pack& pack, std::uint32_t template_id, const std::string& line,
                             const MatchContext& context);

// "ask_hook (intents/fishing.yaml:10:10)"
std::string NameOf(const Pack& pack, const Matcher::TemplateInfo& info);

// A warning for a template that is chosen on none of the lines that it matches: `losses`, not
// empty.
void TellNeverWins(const Pack& pack, std::uint32_t template_id, const std::vector<Loss>& losses,
                   Diagnostics& diagnostics);

}  // namespace xiaoer
