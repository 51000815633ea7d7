// All templates of a pack, compiled, and the search for their matches in a line: everything before
// the candidates compete.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/match/line_view.h"
#include "engine/match/match.h"
#include "engine/match/program.h"
#include "engine/match/raw_regex.h"
#include "engine/match/rule_table.h"
#include "engine/match/scanner.h"
#include "engine/match/template_set.h"
#include "engine/match/verifier.h"

namespace xiaoer::match {

class CandidateFinder {
 public:
  struct Template {
    std::uint32_t intent = 0;
    bool negative = false;  // from the intent's `not:`
    std::vector<std::string> when;
    std::string text;
    SourceLocation where;
  };

  // Compiles everything; reports all mistakes. Templates first, hard negatives behind them.
  CandidateFinder(const TemplateSet& set, const LiteralFolder& fold, Diagnostics& diagnostics);

  const std::vector<Template>& templates() const { return templates_; }
  std::size_t positives() const {
    return positives_;
  }  // templates()[0..positives()) are no negatives

  const Program& program(std::uint32_t template_id) const { return compiled_[template_id].program; }

  // The search in one line.
  class Search {
   public:
    // `steps_before_memory`: see Verifier; only tests change it.
    Search(const CandidateFinder& finder, const LineView& view, bool prefilter,
           std::uint64_t steps_before_memory = Verifier::kStepsBeforeMemory);

    // Templates that may match, ascending.
    const std::vector<std::uint32_t>& possible() const { return possible_; }
    // Appends every match of the template: leftmost first, none overlapping. `furthest` (may be
    // null) learns how far the best failed attempt came.
    void FindAll(std::uint32_t template_id, std::vector<Candidate>& out,
                 Furthest* furthest = nullptr);
    // The line was so costly that some attempts were not made.
    bool exhausted() const { return verifier_.exhausted(); }

   private:
    void Windows(std::uint32_t template_id);
    void Append(std::uint32_t template_id, std::uint32_t begin, std::vector<Candidate>& out) const;

    const CandidateFinder& finder_;
    const LineView& view_;
    bool prefilter_;
    Verifier verifier_;
    std::vector<Occurrence>
        occurrences_;  // by literal; slot types count as literals behind the others
    std::vector<std::uint32_t> possible_;
    std::vector<Span> windows_;  // where a match may begin, the end included
    std::optional<Utf8Line> utf8_;
  };

 private:
  struct TriggerUse {
    std::uint32_t literal = 0;
    std::uint32_t min_prefix = 0;
    std::uint32_t max_prefix = 0;
    std::uint32_t slots = 0;
  };
  struct Compiled {
    Program program;
    std::vector<TriggerUse> triggers;
    std::uint32_t raw = Instruction::kNone;  // index into raws_
  };

  void Add(std::uint32_t intent, bool negative, const TemplateSource& source,
           const RuleTable& rules, const LiteralFolder& fold, Diagnostics& diagnostics);
  void AddRaw(Compiled& compiled, const TemplateSource& source, Diagnostics& diagnostics);
  void IndexTriggers();

  std::vector<Template> templates_;
  std::vector<Compiled> compiled_;
  std::size_t positives_ = 0;
  Scanner scanner_;
  RawRegexes raws_;
  std::vector<std::uint32_t> raw_templates_;  // template of each raw index
  // Templates by literal: users_[first_user_[l] .. first_user_[l + 1]).
  std::vector<std::uint32_t> first_user_;
  std::vector<std::uint32_t> users_;
};

}  // namespace xiaoer::match
