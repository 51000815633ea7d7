#include "engine/match/required.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <utility>

#include "engine/match/ast_analysis.h"

namespace xiaoer::match {
namespace {

using Kind = Node::Kind;

constexpr std::size_t kMaxTexts = 32;  // of one run of literals multiplied out

struct Choice {
  std::vector<Trigger> triggers;
  int score = 0;
};

int Weight(const Trigger& t) {
  if (t.is_slot) return 150;
  switch (t.literal.size()) {
    case 0:
      return 0;
    case 1:
      return 100;
    case 2:
      return 250;
    case 3:
      return 330;
    default:
      return 400;
  }
}

// The weakest decides how often the template is tried in vain; many cost a little each.
void Offer(std::optional<Choice>& best, std::vector<Trigger> triggers) {
  if (triggers.empty()) return;
  int score = 1000;
  for (const Trigger& t : triggers) score = std::min(score, Weight(t));
  if (score == 0) return;
  score -= 10 * static_cast<int>(std::bit_width(triggers.size()) - 1);
  if (!best || score > best->score) best = Choice{std::move(triggers), score};
}

void Shift(std::vector<Trigger>& triggers, const Extent& prefix) {
  for (Trigger& t : triggers) {
    t.min_prefix += prefix.min;
    t.max_prefix += prefix.max;
    t.slots += prefix.slots;
  }
}

Extent Plus(const Extent& a, const Extent& b) {
  return {a.min + b.min, a.max + b.max, a.slots + b.slots};
}

std::vector<Trigger> FromTexts(const std::vector<std::u16string>& texts, const Extent& prefix) {
  std::vector<Trigger> triggers;
  for (const auto& text : texts) {
    Trigger t;
    t.literal = text;
    const auto same = [&](const Trigger& o) { return o.literal == text; };
    if (std::none_of(triggers.begin(), triggers.end(), same)) triggers.push_back(std::move(t));
  }
  Shift(triggers, prefix);
  return triggers;
}

std::optional<Choice> Best(const Node& node);

// Neighbouring literals are multiplied out into runs: (包|免)邮 is found by 包邮 and 免邮, not by
// 邮.
std::optional<Choice> BestOfSequence(const Node& node) {
  std::optional<Choice> best;
  Extent prefix;
  Extent run_prefix;
  std::vector<std::u16string> run{u""};
  const auto close_run = [&] { Offer(best, FromTexts(run, run_prefix)); };
  for (const Node& child : node.children) {
    auto texts = ExactTexts(child, kMaxTexts, true);
    if (texts && run.size() * texts->size() <= kMaxTexts) {
      std::vector<std::u16string> longer;
      for (const auto& head : run) {
        for (const auto& tail : *texts) longer.push_back(head + tail);
      }
      // An optional part can make a run weaker (包[邮] → 包): what was there before it stays an
      // offer.
      close_run();
      run = std::move(longer);
    } else {
      close_run();
      run_prefix = prefix;
      run = texts ? std::move(*texts) : std::vector<std::u16string>{u""};
      if (!texts) {
        run_prefix = Plus(prefix, ExtentOf(child));
        if (auto inner = Best(child)) {
          Shift(inner->triggers, prefix);
          Offer(best, std::move(inner->triggers));
        }
      }
    }
    prefix = Plus(prefix, ExtentOf(child));
    // A run that may be empty so far says nothing itself: let the next literal start a fresh one.
    if (std::find(run.begin(), run.end(), u"") != run.end()) {
      run = {u""};
      run_prefix = prefix;
    }
  }
  close_run();
  return best;
}

std::optional<Choice> Best(const Node& node) {
  std::optional<Choice> best;
  switch (node.kind) {
    case Kind::kLiteral:
      Offer(best, FromTexts({node.literal}, {}));
      return best;
    case Kind::kSlot: {
      Trigger t;
      t.is_slot = true;
      t.type = node.type;
      Offer(best, {t});
      return best;
    }
    case Kind::kSequence:
      return BestOfSequence(node);
    case Kind::kChoice: {
      std::vector<Trigger> all;
      for (const Node& child : node.children) {
        auto one = Best(child);
        if (!one) return std::nullopt;
        std::move(one->triggers.begin(), one->triggers.end(), std::back_inserter(all));
      }
      Offer(best, std::move(all));
      return best;
    }
    default:
      return std::nullopt;
  }
}

}  // namespace

std::vector<Trigger> RequiredTriggers(const Node& root) {
  auto best = Best(root);
  return best ? std::move(best->triggers) : std::vector<Trigger>();
}

}  // namespace xiaoer::match
