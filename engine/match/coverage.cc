#include "engine/match/coverage.h"

#include <algorithm>

namespace xiaoer::match {
namespace {

// Counts of word units in front of each position, so that any range is one subtraction.
class Words {
 public:
  Words(const LineView& view, const IgnoredWords& ignored) : before_(view.size() + 1, 0) {
    std::vector<bool> skipped(view.size(), false);
    ignored.Mark(view.text(), skipped);
    for (std::uint32_t i = 0; i < view.size(); ++i) {
      before_[i + 1] = before_[i] + (view.IsWord(i) && !skipped[i] ? 1 : 0);
    }
  }
  bool Is(std::uint32_t unit) const { return before_[unit + 1] != before_[unit]; }
  std::uint32_t Count(Span s) const { return before_[s.end] - before_[s.begin]; }
  std::uint32_t All() const { return before_.back(); }

 private:
  std::vector<std::uint32_t> before_;
};

double Confidence(const Candidate& c, const std::vector<Clause>& clauses, const Words& words) {
  std::uint32_t touched = 0;
  for (const Span span : c.touched) touched += words.Count(span);
  std::uint32_t all = 0;
  // Clauses are in order: begin at the first that ends behind the candidate's begin.
  auto it = std::upper_bound(clauses.begin(), clauses.end(), c.units.begin,
                             [](std::uint32_t p, const Clause& k) { return p < k.span.end; });
  for (; it != clauses.end() && it->span.begin < c.units.end; ++it) all += words.Count(it->span);
  const double share = all == 0 ? 1.0 : static_cast<double>(touched) / all;
  const double tight = static_cast<double>(c.literals) / std::max(1U, c.literals + c.wildcards);
  return tight * (0.5 + 0.5 * std::min(1.0, share));
}

}  // namespace

void IgnoredWords::Add(std::u16string_view folded) {
  if (folded.empty()) return;
  const std::uint32_t index = scanner_.Add(folded);
  if (index == lengths_.size()) lengths_.push_back(static_cast<std::uint32_t>(folded.size()));
}

void IgnoredWords::Mark(std::u16string_view text, std::vector<bool>& ignored) const {
  if (scanner_.size() == 0) return;
  std::vector<Occurrence> found;
  scanner_.Scan(text, found);
  std::size_t done = 0;
  for (const Occurrence& o : found) {
    const std::size_t end = o.position + lengths_[o.literal];
    for (std::size_t i = std::max<std::size_t>(o.position, done); i < end; ++i) ignored[i] = true;
    done = std::max(done, end);
  }
}

void Cover(const LineView& view, const IgnoredWords& ignored, MatchResult& result) {
  const Words words(view, ignored);
  std::vector<bool> explained(view.size(), false);
  const auto mark = [&](Span span) {
    const std::uint32_t end = std::min(span.end, view.size());
    for (std::uint32_t i = span.begin; i < end; ++i) explained[i] = true;
  };
  for (Candidate& winner : result.winners) {
    winner.confidence = Confidence(winner, view.line().clauses, words);
    for (const Span span : winner.touched) mark(span);
  }
  // Readings may overlap without end on a hostile line of digits: each unit is marked once.
  std::uint32_t done = 0;
  std::vector<Span> spans;
  for (const Entity& e : result.entities) spans.push_back(e.units);
  std::sort(spans.begin(), spans.end(), [](Span a, Span b) { return a.begin < b.begin; });
  for (const Span span : spans) {
    if (span.end <= done) continue;
    mark({std::max(span.begin, done), span.end});
    done = span.end;
  }
  std::uint32_t covered = 0;
  for (std::uint32_t i = 0; i < view.size(); ++i) {
    if (!words.Is(i)) continue;
    if (explained[i]) {
      ++covered;
    } else if (!result.unexplained.empty() && result.unexplained.back().end == i) {
      ++result.unexplained.back().end;
    } else {
      result.unexplained.push_back({i, i + 1});
    }
  }
  result.coverage = words.All() == 0 ? 1.0 : static_cast<double>(covered) / words.All();
}

}  // namespace xiaoer::match
