#include "engine/match/candidate_finder.h"

#include <algorithm>
#include <utility>

#include "engine/match/ast_analysis.h"
#include "engine/match/required.h"
#include "engine/match/rule_table.h"
#include "engine/match/template_parser.h"
#include "engine/match/utf16.h"

namespace xiaoer::match {
namespace {

constexpr std::uint32_t kSlotTypes = static_cast<std::uint32_t>(EntityType::kProduct) + 1;
// Slot triggers are kept apart from literals until the number of literals is known.
constexpr std::uint32_t kSlotTrigger = UINT32_MAX - kSlotTypes;

// Steps of the verifier for one line: a buyer's line takes some hundreds. What is beyond is an
// attack, and then a bounded answer is worth more than a complete one.
constexpr std::uint64_t kStepsPerUnit = 1000;
constexpr std::uint64_t kLeastSteps = 1'000'000;
constexpr std::uint64_t kMostSteps = 50'000'000;

std::uint64_t Budget(std::uint32_t units, bool prefilter) {
  if (!prefilter) return UINT64_MAX;  // only tests go this way
  return std::clamp(units * kStepsPerUnit, kLeastSteps, kMostSteps);
}

void AppendTouched(std::vector<Span>& touched, Span span) {
  if (span.empty()) return;
  if (!touched.empty() && touched.back().end == span.begin) {
    touched.back().end = span.end;
  } else {
    touched.push_back(span);
  }
}

}  // namespace

CandidateFinder::CandidateFinder(const TemplateSet& set, const LiteralFolder& fold,
                                 Diagnostics& diagnostics) {
  const RuleTable rules(set.rules, fold, diagnostics);
  for (std::uint32_t i = 0; i < set.intents.size(); ++i) {
    for (const auto& source : set.intents[i].templates) {
      Add(i, false, source, rules, fold, diagnostics);
    }
  }
  positives_ = templates_.size();
  for (std::uint32_t i = 0; i < set.intents.size(); ++i) {
    for (const auto& source : set.intents[i].hard_negatives) {
      Add(i, true, source, rules, fold, diagnostics);
    }
  }
  raws_.Finish();
  IndexTriggers();
}

void CandidateFinder::Add(std::uint32_t intent, bool negative, const TemplateSource& source,
                          const RuleTable& rules, const LiteralFolder& fold,
                          Diagnostics& diagnostics) {
  templates_.push_back({intent, negative, source.when, source.text, source.where});
  Compiled& compiled = compiled_.emplace_back();
  if (IsRawTemplate(source.text)) {
    AddRaw(compiled, source, diagnostics);
    return;
  }
  if (!source.text.empty() && source.text.front() == '/') {
    diagnostics.Error(source.where, "a /…/ expression must stand alone, and its end is missing",
                      "end it with /, or write \\/ for the character itself");
    return;
  }
  const auto parsed = ParseTemplate(source, fold, diagnostics);
  if (!parsed) return;
  const auto root = rules.Expand(*parsed, source, diagnostics);
  if (!root) return;
  if (LeastTouched(*root) == 0) {
    if (ExtentOf(*root).min == 0) {
      diagnostics.Error(source.where, "this template matches even when nothing is said",
                        "everything in it may be left out: make one part of it needed");
    } else {
      diagnostics.Error(source.where, "this template matches any text",
                        "a gap alone is not enough: add a word or a value");
    }
    return;
  }
  compiled.program = Compile(*root);
  for (const Trigger& t : RequiredTriggers(*root)) {
    const std::uint32_t literal =
        t.is_slot ? kSlotTrigger + static_cast<std::uint32_t>(t.type) : scanner_.Add(t.literal);
    compiled.triggers.push_back({literal, t.min_prefix, t.max_prefix, t.slots});
  }
}

void CandidateFinder::AddRaw(Compiled& compiled, const TemplateSource& source,
                             Diagnostics& diagnostics) {
  const auto index = static_cast<std::uint32_t>(raws_.size());
  if (const auto wrong = raws_.Add(RawPattern(source.text))) {
    diagnostics.Error(source.where, "the expression /…/ cannot be used: " + *wrong,
                      "see RE2's syntax; a plain template is easier to keep");
    return;
  }
  compiled.raw = index;
  raw_templates_.push_back(static_cast<std::uint32_t>(compiled_.size() - 1));
}

void CandidateFinder::IndexTriggers() {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> uses;
  for (std::uint32_t id = 0; id < compiled_.size(); ++id) {
    for (TriggerUse& use : compiled_[id].triggers) {
      if (use.literal >= kSlotTrigger) use.literal = scanner_.size() + (use.literal - kSlotTrigger);
      uses.emplace_back(use.literal, id);
    }
  }
  std::sort(uses.begin(), uses.end());
  uses.erase(std::unique(uses.begin(), uses.end()), uses.end());
  first_user_.assign(scanner_.size() + kSlotTypes + 1, 0);
  for (const auto& [literal, id] : uses) {
    ++first_user_[literal + 1];
    users_.push_back(id);
  }
  for (std::size_t i = 1; i < first_user_.size(); ++i) first_user_[i] += first_user_[i - 1];
}

CandidateFinder::Search::Search(const CandidateFinder& finder, const LineView& view, bool prefilter,
                                std::uint64_t steps_before_memory)
    : finder_(finder),
      view_(view),
      prefilter_(prefilter),
      verifier_(view, Budget(view.size(), prefilter), steps_before_memory) {
  if (finder.raws_.size() > 0) {
    utf8_.emplace(view.text());
    for (const std::uint32_t raw : finder.raws_.Possible(*utf8_, prefilter)) {
      possible_.push_back(finder.raw_templates_[raw]);
    }
  }
  if (!prefilter) {
    possible_.resize(finder.compiled_.size());
    for (std::uint32_t i = 0; i < possible_.size(); ++i) possible_[i] = i;
    return;
  }
  finder.scanner_.Scan(view.text(), occurrences_);
  for (const Reading& r : view.readings()) {
    occurrences_.push_back(
        {finder.scanner_.size() + static_cast<std::uint32_t>(r.type), r.entity.units.begin});
  }
  std::sort(occurrences_.begin(), occurrences_.end());
  for (std::size_t i = 0; i < occurrences_.size(); ++i) {
    const std::uint32_t literal = occurrences_[i].literal;
    if (i > 0 && occurrences_[i - 1].literal == literal) continue;
    for (std::uint32_t k = finder.first_user_[literal]; k < finder.first_user_[literal + 1]; ++k) {
      possible_.push_back(finder.users_[k]);
    }
  }
  std::sort(possible_.begin(), possible_.end());
  possible_.erase(std::unique(possible_.begin(), possible_.end()), possible_.end());
}

void CandidateFinder::Search::Windows(std::uint32_t template_id) {
  windows_.clear();
  if (!prefilter_) {
    windows_.push_back({0, view_.size()});
    return;
  }
  const auto& triggers = finder_.compiled_[template_id].triggers;
  for (const TriggerUse& use : triggers) {
    const std::uint64_t reach =
        use.max_prefix + static_cast<std::uint64_t>(use.slots) * view_.longest_reading();
    auto it =
        std::lower_bound(occurrences_.begin(), occurrences_.end(), Occurrence{use.literal, 0});
    for (; it != occurrences_.end() && it->literal == use.literal; ++it) {
      if (it->position < use.min_prefix) continue;
      const std::uint32_t low =
          it->position > reach ? it->position - static_cast<std::uint32_t>(reach) : 0;
      const std::uint32_t high = it->position - use.min_prefix;
      if (!windows_.empty() && low <= windows_.back().end && low >= windows_.back().begin) {
        windows_.back().end = std::max(windows_.back().end, high);
      } else {
        windows_.push_back({low, high});
      }
    }
  }
  if (triggers.size() > 1) {
    std::sort(windows_.begin(), windows_.end(), [](Span a, Span b) { return a.begin < b.begin; });
  }
}

void CandidateFinder::Search::FindAll(std::uint32_t template_id, std::vector<Candidate>& out,
                                      Furthest* furthest) {
  const Compiled& compiled = finder_.compiled_[template_id];
  if (compiled.raw != Instruction::kNone) {
    std::vector<Span> found;
    finder_.raws_.FindAll(compiled.raw, *utf8_, found);
    for (const Span units : found) {
      Candidate& c = out.emplace_back();
      c.intent = finder_.templates_[template_id].intent;
      c.template_id = template_id;
      c.units = units;
      c.touched = {units};
      c.literals = units.size();
    }
    return;
  }
  if (compiled.program.code.empty()) return;
  Windows(template_id);
  verifier_.Start(compiled.program, furthest);
  std::uint32_t next = 0;
  for (const Span window : windows_) {
    for (std::uint32_t at = std::max(window.begin, next); at <= window.end; ++at) {
      next = at + 1;
      if (IsInsidePair(view_.text(), at)) continue;
      if (!verifier_.MatchAt(at)) continue;
      Append(template_id, at, out);
      next = verifier_.end();
      at = next - 1;
    }
  }
}

void CandidateFinder::Search::Append(std::uint32_t template_id, std::uint32_t begin,
                                     std::vector<Candidate>& out) const {
  const Program& program = finder_.compiled_[template_id].program;
  Candidate& c = out.emplace_back();
  c.intent = finder_.templates_[template_id].intent;
  c.template_id = template_id;
  c.units = {begin, verifier_.end()};
  for (const Piece& piece : verifier_.pieces()) {
    AppendTouched(c.touched, piece.units);
    c.literals += piece.units.size();
    if (piece.slot == Instruction::kNone) continue;
    const std::uint32_t name = program.code[piece.slot].c;
    if (name == Instruction::kNone) continue;
    c.slots.push_back({program.names[name], view_.readings()[piece.reading].entity});
  }
  c.wildcards = c.units.size() - c.literals;
}

}  // namespace xiaoer::match
