#include "engine/policy/escalation.h"

#include <algorithm>

#include "engine/base/utf8.h"
#include "engine/pack.h"
#include "engine/policy/same_words.h"

namespace xiaoer {
namespace {

constexpr std::size_t kMaxConcerns = 24;
constexpr std::size_t kMaxLines = 12;
constexpr std::size_t kLineBytes = 240;
// An agent's line is read for what it begins with; a pasted page is an answer anyway.
constexpr std::size_t kAgentBytes = 1000;
constexpr std::int64_t kMostTimes = 1000;
constexpr std::string_view kChase = "chase_reply";

MatchResult Signals(const Pack& pack, const Normalized& line, std::vector<std::string> states) {
  if (pack.signal_matcher == nullptr) return {};
  MatchContext context;
  context.states = std::move(states);
  return pack.signal_matcher->Match(line, pack.entity_reader->Read(line), context);
}

Concern* Find(Attention& attention, std::string_view intent) {
  for (Concern& concern : attention.concerns) {
    if (concern.intent == intent) return &concern;
  }
  return nullptr;
}

void Advise(std::vector<Call>& calls, std::string reason, std::string source,
            Urgency urgency = Urgency::kNormal, bool firm = false) {
  calls.push_back({{urgency, std::move(reason)}, firm, std::move(source), nullptr});
}

class Judge {
 public:
  explicit Judge(Step& step)
      : step_(step),
        policy_(step.pack.shop.handoff),
        attention_(step.next.attention),
        text_(utf8::TruncateBytes(step.line.ToUtf8(), kLineBytes)) {}

  std::vector<Call> Run() {
    calls_ = JudgeWords(step_.pack, step_.line, step_.match, attention_.answered);
    const std::vector<std::string> wants = Wants();
    for (const std::string& intent : wants) JudgeConcern(intent);
    JudgeSameWords(wants);
    JudgePromise(wants);
    Remember(wants);
    return std::move(calls_);
  }

 private:
  // What the line wants beyond politeness, each once.
  std::vector<std::string> Wants() const {
    std::vector<std::string> names;
    for (const Candidate& winner : step_.match.winners) {
      const Matcher::IntentInfo& info = step_.pack.matcher->intents()[winner.intent];
      if (info.tier == Tier::kSmallTalk) continue;
      if (std::find(names.begin(), names.end(), info.name) == names.end()) {
        names.push_back(info.name);
      }
    }
    return names;
  }

  bool IsAskedAgain(const std::string& intent) const {
    return std::any_of(policy_.asked_again.begin(), policy_.asked_again.end(),
                       [&](const NamedIntent& named) { return named.name == intent; });
  }

  void JudgeConcern(const std::string& intent) {
    const Concern* concern = Find(attention_, intent);
    if (concern == nullptr) return;
    const std::int64_t times = concern->times + 1;
    if (intent == kChase && policy_.chase_limit > 0 && times >= policy_.chase_limit) {
      Advise(calls_, "买家反复催回复", "handoff.chase_limit");
    }
    if (!IsAskedAgain(intent)) return;
    if (concern->promised) {
      Advise(calls_, "答应处理以后买家又来问", "handoff.asked_again");
    } else if (concern->answered) {
      Advise(calls_, "回答以后买家还是问同样的事", "handoff.asked_again");
    } else if (policy_.asked_again_limit > 0 && times >= policy_.asked_again_limit) {
      Advise(calls_, "买家反复问同样的事", "handoff.asked_again_limit");
    }
  }

  // Numbers, addresses and the like: what the buyer was asked for. It takes more words beside them
  // to say that the same is said.
  bool BringsFacts() const {
    return !step_.match.entities.empty() ||
           step_.line.text.find(Normalized::kMaskUnit) != std::u16string::npos;
  }

  // Lines of mere politeness repeat each other all the time, and so do the facts.
  void JudgeSameWords(const std::vector<std::string>& wants) {
    if (policy_.same_words_limit == 0) return;
    if (wants.empty() && !step_.match.winners.empty()) return;
    const std::size_t fewest = wants.empty() && BringsFacts() ? 2 * kFewestPairs : kFewestPairs;
    const std::vector<std::uint64_t> pairs = HanPairs(text_);
    std::int64_t times = 1;
    bool answered = false;
    for (const HeardLine& line : attention_.lines) {
      const bool equal = !wants.empty() && line.text == text_;
      if (!equal &&
          (pairs.size() < fewest || Likeness(HanPairs(line.text), pairs, fewest) < kSameWords)) {
        continue;
      }
      ++times;
      answered = answered || line.answered;
    }
    if (answered) {
      Advise(calls_, "回答以后买家又问了一遍", "handoff.same_words_limit");
    } else if (times >= policy_.same_words_limit) {
      Advise(calls_, "同样的话说了" + std::to_string(times) + "遍", "handoff.same_words_limit");
    }
  }

  // A person was promised by a time that has passed, and the buyer is still here.
  void JudgePromise(const std::vector<std::string>& wants) {
    const std::optional<Handoff>& waiting = step_.next.handoff;
    if (wants.empty() || !waiting || step_.next.owner != Owner::kQueued) return;
    if (waiting->promised_by == Instant{} || step_.now <= waiting->promised_by) return;
    Advise(calls_, "过了答应的时间还没人处理：" + waiting->reason, "handoff.promise",
           Urgency::kHigh, true);
  }

  void Remember(const std::vector<std::string>& wants) {
    for (const std::string& intent : wants) {
      if (Concern* concern = Find(attention_, intent)) {
        concern->times = std::min(concern->times + 1, kMostTimes);
        concern->answered = false;
        concern->promised = false;
        continue;
      }
      auto& all = attention_.concerns;
      if (all.size() >= kMaxConcerns) all.erase(all.begin());
      all.push_back({intent});
    }
    if (text_.empty()) return;
    auto& lines = attention_.lines;
    if (lines.size() >= kMaxLines) lines.erase(lines.begin());
    lines.push_back({text_, false});
  }

  Step& step_;
  const HandoffPolicy& policy_;
  Attention& attention_;
  const std::string text_;
  std::vector<Call> calls_;
};

void Answered(Attention& attention, bool promised) {
  attention.answered = true;
  for (Concern& concern : attention.concerns) {
    concern.answered = true;
    concern.promised = concern.promised || promised;
  }
  for (HeardLine& line : attention.lines) line.answered = true;
}

}  // namespace

std::vector<Call> JudgeWords(const Pack& pack, const Normalized& line, const MatchResult& match,
                             bool answered) {
  std::vector<std::string> states;
  if (answered) states.emplace_back(kAnsweredState);
  const MatchResult signals = Signals(pack, line, std::move(states));
  const bool done_before =
      std::any_of(signals.winners.begin(), signals.winners.end(), [&](const Candidate& c) {
        return pack.signal_matcher->intents()[c.intent].name == kDoneBefore;
      });
  std::vector<Call> calls;
  for (const Candidate& winner : match.winners) {
    const Matcher::TemplateInfo& info = pack.matcher->templates()[winner.template_id];
    if (!info.handoff || (done_before && info.handoff->urgency != Urgency::kUrgent)) continue;
    calls.push_back({*info.handoff, true, info.where.ToString(), &winner});
  }
  for (const Candidate& winner : signals.winners) {
    const Matcher::TemplateInfo& info = pack.signal_matcher->templates()[winner.template_id];
    if (!info.handoff) continue;
    const bool firm = info.handoff->urgency != Urgency::kNormal;
    calls.push_back({*info.handoff, firm, info.where.ToString(), nullptr});
  }
  return calls;
}

std::vector<Call> JudgeLine(Step& step) { return Judge(step).Run(); }

const Call* MostUrgent(const std::vector<Call>& calls) {
  const Call* most = nullptr;
  for (const Call& call : calls) {
    if (most == nullptr || call.rule.urgency > most->rule.urgency) most = &call;
  }
  return most;
}

void HearAgent(const Pack& pack, std::string_view text, Conversation& next) {
  const Normalized line = pack.normalizer->Normalize(utf8::TruncateBytes(text, kAgentBytes));
  bool holds = line.text.empty();
  bool promises = false;
  for (const Candidate& winner : Signals(pack, line, {std::string(kAgentState)}).winners) {
    const std::string& name = pack.signal_matcher->intents()[winner.intent].name;
    holds = holds || name == kAgentHolds;
    promises = promises || name == kAgentPromises;
  }
  if (!holds) Answered(next.attention, promises);
}

void NoteAnswered(Conversation& next) { Answered(next.attention, false); }

void BeginVisit(Conversation& next) {
  next.attention.lines.clear();
  next.attention.answered = false;
  for (Concern& concern : next.attention.concerns) concern.times = 0;
}

}  // namespace xiaoer
