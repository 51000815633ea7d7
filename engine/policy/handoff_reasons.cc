#include "engine/policy/handoff_reasons.h"

#include <set>

namespace xiaoer {
namespace {

// Those that no file says. A test holds them against the sources.
constexpr std::string_view kOwn[] = {
    "买家反复催回复",           "答应处理以后买家又来问", "回答以后买家还是问同样的事",
    "买家反复问同样的事",       "回答以后买家又问了一遍", "同样的话说了N遍",
    "过了答应的时间还没人处理", "同一个问题问了三次",     "连续几句没听懂",
    "同样的话不想再说一遍",     "回复没有通过检查",       "对方像是机器在刷屏",
};

using Kinds = std::set<std::string>;

void Add(const std::vector<Effect>& effects, Kinds& kinds) {
  for (const Effect& effect : effects) {
    if (effect.kind == Effect::Kind::kHandOff) kinds.insert(HandoffKind(effect.handoff.reason));
  }
}

void Add(const std::vector<Transition>& transitions, Kinds& kinds) {
  for (const Transition& transition : transitions) Add(transition.effects, kinds);
}

void Add(const Matcher* matcher, Kinds& kinds) {
  if (matcher == nullptr) return;
  for (const Matcher::TemplateInfo& info : matcher->templates()) {
    if (info.handoff) kinds.insert(HandoffKind(info.handoff->reason));
  }
}

}  // namespace

std::string HandoffKind(std::string_view reason) {
  constexpr std::string_view kColon = "：";
  std::string kind;
  bool number = false;
  for (const char c : reason.substr(0, reason.find(kColon))) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit) kind += c;
    if (digit && !number) kind += 'N';
    number = digit;
  }
  return kind;
}

std::vector<std::string> HandoffKinds(const Pack& pack) {
  Kinds kinds(std::begin(kOwn), std::end(kOwn));
  Add(pack.matcher.get(), kinds);
  Add(pack.signal_matcher.get(), kinds);
  for (const auto& [name, flow] : pack.flows.flows) {
    for (const FlowState& state : flow.states) {
      Add(state.entry, kinds);
      Add(state.always, kinds);
      Add(state.on, kinds);
    }
  }
  for (const auto& [intent, answer] : pack.flows.answers) {
    for (const AnswerCase& one : answer.cases) Add(one.effects, kinds);
  }
  return {kinds.begin(), kinds.end()};
}

}  // namespace xiaoer
