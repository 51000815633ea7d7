#include "engine/match/matcher.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "engine/match/candidate_finder.h"
#include "engine/match/coverage.h"
#include "engine/match/line_view.h"
#include "engine/match/near_miss.h"
#include "engine/match/resolver.h"

namespace xiaoer {
namespace {

bool Contains(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

bool Holds(const std::vector<std::string>& when, const std::vector<std::string>& states) {
  return when.empty() || std::any_of(when.begin(), when.end(),
                                     [&](const auto& tag) { return Contains(states, tag); });
}

bool TouchedBy(const Candidate& candidate, Span units) {
  return std::any_of(candidate.touched.begin(), candidate.touched.end(),
                     [&](Span touched) { return touched.Overlaps(units); });
}

}  // namespace

struct Matcher::Impl {
  Impl(const TemplateSet& set, const match::LiteralFolder& fold, Diagnostics& diagnostics)
      : finder(set, fold, diagnostics) {
    for (const IntentSource& intent : set.intents) {
      intent_ids.try_emplace(intent.name, static_cast<std::uint32_t>(intents.size()));
      for (const TemplateSource& t : intent.templates) {
        // The finder numbers the templates in this order.
        templates.push_back({static_cast<std::uint32_t>(intents.size()), t.text, t.where,
                             t.own_handoff ? t.handoff : intent.handoff});
      }
      intents.push_back({intent.name, intent.tier});
      tiers.push_back(intent.tier);
    }
    for (const std::string& word : set.ignored) ignored.Add(fold(word));
  }

  std::vector<bool> Expected(const MatchContext& context) const {
    std::vector<bool> expected;
    for (const std::string& name : context.expected) {
      const auto found = intent_ids.find(name);
      if (found == intent_ids.end()) continue;
      expected.resize(intents.size(), false);
      expected[found->second] = true;
    }
    return expected;
  }

  // Takes out what a hard negative of its intent matched over.
  void ApplyNegatives(match::CandidateFinder::Search& search, const MatchContext& context,
                      std::vector<Candidate>& candidates, std::vector<Loser>* losers) const;

  match::CandidateFinder finder;
  std::vector<IntentInfo> intents;
  std::vector<TemplateInfo> templates;
  std::vector<Tier> tiers;  // by intent
  std::unordered_map<std::string, std::uint32_t> intent_ids;
  match::IgnoredWords ignored;
};

void Matcher::Impl::ApplyNegatives(match::CandidateFinder::Search& search,
                                   const MatchContext& context, std::vector<Candidate>& candidates,
                                   std::vector<Loser>* losers) const {
  const auto& possible = search.possible();
  auto it = std::lower_bound(possible.begin(), possible.end(),
                             static_cast<std::uint32_t>(finder.positives()));
  std::vector<Candidate> found;
  for (; it != possible.end() && !candidates.empty(); ++it) {
    const auto& negative = finder.templates()[*it];
    const auto same_intent = [&](const Candidate& c) { return c.intent == negative.intent; };
    if (!Holds(negative.when, context.states) ||
        std::none_of(candidates.begin(), candidates.end(), same_intent)) {
      continue;
    }
    found.clear();
    search.FindAll(*it, found);
    if (found.empty()) continue;
    // Matches of one template are in order and do not overlap: the first that ends behind the
    // candidate's begin is found by halving.
    const auto killed = [&](const Candidate& c) {
      if (!same_intent(c)) return false;
      auto over = std::upper_bound(
          found.begin(), found.end(), c.units.begin,
          [](std::uint32_t begin, const Candidate& f) { return begin < f.units.end; });
      for (; over != found.end() && over->units.begin < c.units.end; ++over) {
        if (TouchedBy(c, over->units)) return true;
      }
      return false;
    };
    const auto kept = std::stable_partition(candidates.begin(), candidates.end(),
                                            [&](const Candidate& c) { return !killed(c); });
    if (losers != nullptr) {
      for (auto dead = kept; dead != candidates.end(); ++dead) {
        losers->push_back({*dead, Loser::Reason::kHardNegative, -1, "not: " + negative.text});
      }
    }
    candidates.erase(kept, candidates.end());
  }
}

std::unique_ptr<const Matcher> Matcher::Build(const TemplateSet& set, const Normalizer& normalizer,
                                              Diagnostics& diagnostics) {
  Diagnostics own;
  auto impl = std::make_unique<const Impl>(
      set, [&](std::string_view text) { return normalizer.FoldLiteral(text); }, own);
  diagnostics.Append(own);
  if (own.has_errors()) return nullptr;
  return std::unique_ptr<const Matcher>(new Matcher(std::move(impl)));
}

Matcher::Matcher(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
Matcher::~Matcher() = default;

MatchResult Matcher::Match(const Normalized& line, std::vector<Entity> entities,
                           const MatchContext& context, const MatchOptions& options) const {
  MatchResult result;
  result.entities = std::move(entities);
  const match::LineView view(line, result.entities);
  match::CandidateFinder::Search search(impl_->finder, view, options.prefilter);
  const std::vector<bool> expected = impl_->Expected(context);

  std::vector<Candidate> candidates;
  std::vector<match::NearMiss> misses;
  for (const std::uint32_t id : search.possible()) {
    if (id >= impl_->finder.positives()) break;
    const bool holds = Holds(impl_->finder.templates()[id].when, context.states);
    if (!holds && !options.explain) continue;
    const std::size_t before = candidates.size();
    match::Furthest furthest;
    search.FindAll(id, candidates, options.explain ? &furthest : nullptr);
    if (!holds) {
      for (std::size_t i = before; i < candidates.size(); ++i) {
        result.losers.push_back({std::move(candidates[i]), Loser::Reason::kState, -1, ""});
      }
      candidates.resize(before);
    } else if (candidates.size() == before && furthest.touched > 0) {
      misses.push_back({id, std::move(furthest)});
    }
  }
  for (Candidate& c : candidates) c.expected = !expected.empty() && expected[c.intent];
  impl_->ApplyNegatives(search, context, candidates, options.explain ? &result.losers : nullptr);
  // Out of steps, the hard negatives were not all tried: what they might have refused is not understood.
  if (search.exhausted()) candidates.clear();
  match::Resolve(std::move(candidates), impl_->tiers, view.size(), options.explain, result);
  if (options.explain) {
    match::AddNearMisses(std::move(misses), impl_->finder, view, result.losers);
  }
  match::Cover(view, impl_->ignored, result);
  result.truncated = search.exhausted();
  return result;
}

const std::vector<Matcher::IntentInfo>& Matcher::intents() const { return impl_->intents; }
const std::vector<Matcher::TemplateInfo>& Matcher::templates() const { return impl_->templates; }

}  // namespace xiaoer
