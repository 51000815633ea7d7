// The named rules of a pack, and filling them into templates.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/match/template_ast.h"
#include "engine/match/template_set.h"

namespace xiaoer::match {

class RuleTable {
 public:
  // Reads every rule; reports mistakes in them: unknown rules, rules that use themselves, double
  // names.
  RuleTable(const std::vector<RuleSource>& rules, const LiteralFolder& fold,
            Diagnostics& diagnostics);

  // `parsed` with its rules filled in, its exclusions made plain words and its alternatives sorted
  // (longest literals first). Nullopt if something is wrong with it, or with a rule that it uses:
  // reported.
  std::optional<Node> Expand(const Node& parsed, const TemplateSource& source,
                             Diagnostics& diagnostics) const;

 private:
  enum class State { kNew, kVisiting, kGood, kBad };
  struct Rule {
    TemplateSource source;
    std::optional<Node> body;
    State state = State::kNew;
    std::uint64_t nodes = 0;  // with its rules filled in
    std::uint32_t depth = 0;
  };
  void Check(const std::string& name, std::vector<std::string>& path, Diagnostics& diagnostics);
  std::string Nearest(const std::string& name) const;

  std::map<std::string, Rule> rules_;
};

}  // namespace xiaoer::match
