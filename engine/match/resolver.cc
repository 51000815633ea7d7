#include "engine/match/resolver.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace xiaoer::match {
namespace {

constexpr std::int32_t kFree = -1;

auto Touched(const Candidate& c) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> key;
  for (const Span span : c.touched) key.emplace_back(span.begin, span.end);
  return key;
}

class Resolver {
 public:
  Resolver(std::vector<Candidate> candidates, const std::vector<Tier>& tiers, std::uint32_t units,
           bool explain, MatchResult& result)
      : candidates_(std::move(candidates)),
        tiers_(tiers),
        owner_(units, kFree),
        explain_(explain),
        result_(result) {}

  void Run() {
    std::sort(candidates_.begin(), candidates_.end(), [&](const Candidate& a, const Candidate& b) {
      return std::tuple(Merit(a), a.template_id, a.units.begin) <
             std::tuple(Merit(b), b.template_id, b.units.begin);
    });
    done_.assign(candidates_.size(), false);
    for (std::size_t first = 0; first < candidates_.size();) {
      std::size_t last = first + 1;
      while (last < candidates_.size() && Merit(candidates_[first]) == Merit(candidates_[last])) {
        ++last;
      }
      RunOfEquals(first, last);
      first = last;
    }
    Publish();
  }

 private:
  // Everything but the file order; smaller is better.
  std::tuple<Tier, bool, std::uint32_t, std::uint32_t> Merit(const Candidate& c) const {
    return {tiers_[c.intent], !c.expected, UINT32_MAX - c.literals, c.wildcards};
  }

  std::int32_t ClaimerOf(const Candidate& c) const {
    for (const Span span : c.touched) {
      for (std::uint32_t u = span.begin; u < span.end; ++u) {
        if (owner_[u] != kFree) return owner_[u];
      }
    }
    return kFree;
  }

  void Claim(std::size_t index) {
    for (const Span span : candidates_[index].touched) {
      for (std::uint32_t u = span.begin; u < span.end; ++u) {
        owner_[u] = static_cast<std::int32_t>(index);
      }
    }
  }

  // Candidates [first, last) are equal up to the file order.
  void RunOfEquals(std::size_t first, std::size_t last) {
    std::vector<std::size_t> same;  // by what they touch, then in file order
    if (last - first > 1) {
      same.resize(last - first);
      std::iota(same.begin(), same.end(), first);
      std::stable_sort(same.begin(), same.end(), [&](std::size_t a, std::size_t b) {
        return Touched(candidates_[a]) < Touched(candidates_[b]);
      });
    }
    for (std::size_t i = first; i < last; ++i) {
      if (done_[i]) continue;
      const std::int32_t claimer = ClaimerOf(candidates_[i]);
      if (claimer != kFree) {
        lost_.emplace_back(i, claimer);
        continue;
      }
      std::vector<std::size_t> rivals;  // one per other intent
      std::vector<std::size_t> group;
      if (!same.empty()) Group(same, i, group, rivals);
      Claim(i);
      if (rivals.empty()) {
        winners_.push_back(i);
        continue;
      }
      for (const std::size_t g : group) done_[g] = true;
      for (const std::size_t r : rivals) {
        result_.ambiguous.emplace_back(candidates_[i], candidates_[r]);
      }
    }
  }

  void Group(const std::vector<std::size_t>& same, std::size_t i, std::vector<std::size_t>& group,
             std::vector<std::size_t>& rivals) const {
    const auto key = Touched(candidates_[i]);
    auto it = std::lower_bound(same.begin(), same.end(), key, [&](std::size_t a, const auto& k) {
      return Touched(candidates_[a]) < k;
    });
    for (; it != same.end() && Touched(candidates_[*it]) == key; ++it) {
      group.push_back(*it);
      const std::uint32_t intent = candidates_[*it].intent;
      const auto known = [&](std::size_t r) { return candidates_[r].intent == intent; };
      if (intent != candidates_[i].intent && std::none_of(rivals.begin(), rivals.end(), known)) {
        rivals.push_back(*it);
      }
    }
  }

  Loser::Reason ReasonFor(const Candidate& loser, const Candidate& claimer) const {
    if (tiers_[loser.intent] != tiers_[claimer.intent]) return Loser::Reason::kTier;
    if (loser.expected != claimer.expected) return Loser::Reason::kExpected;
    if (loser.literals != claimer.literals) return Loser::Reason::kLiterals;
    if (loser.wildcards != claimer.wildcards) return Loser::Reason::kWildcards;
    return Loser::Reason::kFileOrder;
  }

  void Publish() {
    std::sort(winners_.begin(), winners_.end(), [&](std::size_t a, std::size_t b) {
      return std::pair(candidates_[a].units.begin, a) < std::pair(candidates_[b].units.begin, b);
    });
    std::vector<int> place(candidates_.size(), -1);
    for (std::size_t i = 0; i < winners_.size(); ++i) place[winners_[i]] = static_cast<int>(i);
    if (explain_) {
      for (const auto& [index, claimer] : lost_) {
        const auto by = static_cast<std::size_t>(claimer);
        Loser& loser = result_.losers.emplace_back();
        loser.candidate = candidates_[index];
        loser.reason = ReasonFor(candidates_[index], candidates_[by]);
        loser.winner = place[by];
        if (loser.winner < 0) loser.detail = "those characters are ambiguous";
      }
    }
    for (const std::size_t i : winners_) result_.winners.push_back(std::move(candidates_[i]));
  }

  std::vector<Candidate> candidates_;
  const std::vector<Tier>& tiers_;
  std::vector<std::int32_t> owner_;  // by unit: index into candidates_
  bool explain_;
  MatchResult& result_;
  std::vector<bool> done_;
  std::vector<std::size_t> winners_;
  std::vector<std::pair<std::size_t, std::int32_t>> lost_;
};

}  // namespace

void Resolve(std::vector<Candidate> candidates, const std::vector<Tier>& tiers, std::uint32_t units,
             bool explain, MatchResult& result) {
  Resolver(std::move(candidates), tiers, units, explain, result).Run();
}

}  // namespace xiaoer::match
