// All templates of a pack, compiled: one scan over the canonical text finds which templates can
// match where; only those are verified.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/status.h"
#include "engine/match/match.h"
#include "engine/match/template_set.h"
#include "engine/text/normalized.h"
#include "engine/text/normalizer.h"

namespace xiaoer {

// Immutable after Build; safe to use from any number of threads. The normalizer given to Build must
// be the one whose results are matched: literals are folded with it.
class Matcher {
 public:
  struct IntentInfo {
    std::string name;
    Tier tier{};
  };
  struct TemplateInfo {
    std::uint32_t intent = 0;
    std::string text;
    SourceLocation where;
    std::optional<HandoffRule> handoff;  // its own or its intent's
  };

  // All mistakes are reported to `diagnostics`; null if there was an error among them.
  static std::unique_ptr<const Matcher> Build(const TemplateSet& set, const Normalizer& normalizer,
                                              Diagnostics& diagnostics);
  ~Matcher();
  Matcher(const Matcher&) = delete;
  Matcher& operator=(const Matcher&) = delete;

  // `entities` are those of the same line (FindEntities). Total and deterministic; work per line is
  // bounded.
  MatchResult Match(const Normalized& line, std::vector<Entity> entities,
                    const MatchContext& context, const MatchOptions& options = {}) const;

  const std::vector<IntentInfo>& intents() const;
  const std::vector<TemplateInfo>& templates() const;

 private:
  struct Impl;
  explicit Matcher(std::unique_ptr<const Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

}  // namespace xiaoer
