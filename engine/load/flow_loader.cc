#include "engine/load/flow_loader.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string_view>
#include <utility>

#include "engine/load/did_you_mean.h"
#include "engine/load/flow_nodes.h"

namespace xiaoer {
namespace {

Transition ReadTransition(const yaml::Node& node, bool always, FlowNodes& nodes) {
  Transition transition;
  transition.where = node.where;
  yaml::MapReader map(node, always ? "an always transition" : "a transition", nodes.diagnostics());
  if (!always) {
    transition.otherwise = map.Bool("else", false);
    if (!transition.otherwise) {
      transition.intents = nodes.Intents(map, "intent");
      transition.slot = map.String("slot");
      if (transition.intents.empty() && node.kind == yaml::Kind::kMap) {
        nodes.diagnostics().Error(node.where, "a transition without intent",
                                  "add `intent:` or `else: true`, or move it to `always:`");
      }
    }
  }
  transition.conditions = nodes.Conditions(map);
  transition.effects = nodes.Effects(map);
  transition.to = map.String("to");
  if (always && transition.to.empty() && node.kind == yaml::Kind::kMap) {
    nodes.diagnostics().Error(node.where, "an always transition must lead somewhere", "add `to:`");
  }
  return transition;
}

// Lists of transitions that several states of a flow have in common, by name.
using SharedTransitions = std::map<std::string, std::vector<Transition>, std::less<>>;

SharedTransitions ReadShared(const yaml::Node& node, FlowNodes& nodes) {
  SharedTransitions shared;
  if (node.kind != yaml::Kind::kMap) {
    nodes.diagnostics().Error(node.where, "`shared` must be a map from names to transitions");
    return shared;
  }
  for (const auto& [key, value] : node.map) {
    auto& list = shared[key.scalar];
    for (const yaml::Node* item : Items(&value)) {
      list.push_back(ReadTransition(*item, false, nodes));
    }
  }
  return shared;
}

// `- use: NAME` stands for the shared transitions of that name.
void ReadOn(const yaml::Node& item, const SharedTransitions& shared, FlowNodes& nodes,
            std::vector<Transition>& on) {
  const bool uses = std::any_of(item.map.begin(), item.map.end(),
                                [](const yaml::Entry& e) { return e.key.scalar == "use"; });
  if (!uses) {
    on.push_back(ReadTransition(item, false, nodes));
    return;
  }
  yaml::MapReader map(item, "a use of shared transitions", nodes.diagnostics());
  const std::string name = map.RequireString("use");
  if (name.empty()) return;
  const auto it = shared.find(name);
  if (it == shared.end()) {
    std::vector<std::string> known;
    for (const auto& [key, list] : shared) known.push_back(key);
    nodes.diagnostics().Error(item.where, "unknown shared transitions " + name,
                              DidYouMean(name, known));
    return;
  }
  on.insert(on.end(), it->second.begin(), it->second.end());
}

FlowState ReadState(const std::string& name, const yaml::Node& node,
                    const SharedTransitions& shared, FlowNodes& nodes) {
  FlowState state;
  state.name = name;
  state.where = node.where;
  yaml::MapReader map(node, "a state", nodes.diagnostics());
  state.entry = nodes.EntryList(map, "entry");
  state.expect = nodes.Intents(map, "expect");
  state.interrupt = nodes.Intents(map, "interrupt", true);
  state.leave = nodes.Intents(map, "break");
  for (const yaml::Node* item : Items(map.Find("always"))) {
    state.always.push_back(ReadTransition(*item, true, nodes));
  }
  for (const yaml::Node* item : Items(map.Find("on"))) {
    ReadOn(*item, shared, nodes, state.on);
  }
  if (const yaml::Node* retry_node = map.Find("retry")) {
    yaml::MapReader retry_map(*retry_node, "a retry", nodes.diagnostics());
    Retry retry;
    retry.where = retry_node->where;
    retry.limit = static_cast<int>(retry_map.Int("limit", 2, 0, 5));
    retry.say = retry_map.String("say");
    retry.to = retry_map.RequireString("to");
    nodes.CheckReply(retry.say, retry.where);
    state.retry = std::move(retry);
  }
  if (const yaml::Node* timeout_node = map.Find("timeout")) {
    yaml::MapReader timeout_map(*timeout_node, "a timeout", nodes.diagnostics());
    Timeout timeout;
    timeout.where = timeout_node->where;
    if (const yaml::Node* after = timeout_map.Require("after")) {
      timeout.after = ReadDuration(*after, nodes.diagnostics());
    }
    timeout.to = timeout_map.RequireString("to");
    state.timeout = std::move(timeout);
  }
  state.final = map.Bool("final", false);
  return state;
}

// Every state that a state names, with the place where it does.
std::vector<std::pair<std::string, SourceLocation>> Targets(const FlowState& state) {
  std::vector<std::pair<std::string, SourceLocation>> targets;
  for (const auto* list : {&state.always, &state.on}) {
    for (const Transition& transition : *list) {
      if (!transition.to.empty()) targets.emplace_back(transition.to, transition.where);
    }
  }
  if (state.retry) targets.emplace_back(state.retry->to, state.retry->where);
  if (state.timeout) targets.emplace_back(state.timeout->to, state.timeout->where);
  return targets;
}

bool Asks(const FlowState& state) {
  return std::any_of(state.entry.begin(), state.entry.end(),
                     [](const Effect& e) { return e.kind == Effect::Kind::kAsk; });
}

void CheckState(const Flow& flow, const FlowState& state, Diagnostics& diagnostics) {
  std::vector<std::string> known;
  for (const FlowState& s : flow.states) known.push_back(s.name);
  for (const auto& [target, where] : Targets(state)) {
    if (target.empty() || flow.FindState(target) != nullptr) continue;
    diagnostics.Error(where, "unknown state " + target + " in flow " + flow.name,
                      DidYouMean(target, known));
  }
  if (state.final) {
    if (!state.on.empty() || !state.always.empty() || state.retry || state.timeout) {
      diagnostics.Error(state.where, "the final state " + state.name + " has a way on",
                        "a flow is over in a final state");
    }
  } else if (Targets(state).empty() && state.leave.empty()) {
    diagnostics.Error(state.where, "nothing leads out of state " + state.name,
                      "add a transition, a timeout, or `final: true`");
  }
  if (Asks(state) && !state.retry) {
    diagnostics.Error(
        state.where, "state " + state.name + " asks but has no retry limit",
        "add `retry: {limit: 2, to: …}`: a buyer who is not understood needs a way out");
  }
}

void CheckReach(const Flow& flow, Diagnostics& diagnostics) {
  // Forward from the initial state.
  std::set<std::string> reached{flow.initial};
  std::vector<std::string> open{flow.initial};
  while (!open.empty()) {
    const FlowState* state = flow.FindState(open.back());
    open.pop_back();
    if (state == nullptr) continue;
    for (const auto& [target, where] : Targets(*state)) {
      if (reached.insert(target).second) open.push_back(target);
    }
  }
  // Backward from every state that ends the flow.
  std::set<std::string> ending;
  for (bool grew = true; grew;) {
    grew = false;
    for (const FlowState& state : flow.states) {
      const auto targets = Targets(state);
      const bool ends =
          state.final || std::any_of(targets.begin(), targets.end(),
                                     [&](const auto& t) { return ending.count(t.first) > 0; });
      if (ends && ending.insert(state.name).second) grew = true;
    }
  }
  for (const FlowState& state : flow.states) {
    if (reached.count(state.name) == 0) {
      diagnostics.Error(state.where,
                        "state " + state.name + " of flow " + flow.name + " cannot be reached");
    } else if (ending.count(state.name) == 0) {
      diagnostics.Error(
          state.where, "from state " + state.name + " flow " + flow.name + " cannot come to an end",
          "no path leads to a `final: true` state");
    }
  }
}

}  // namespace

void ReadFlow(const yaml::Node& root, const KnownNames& names, FlowSet& flows,
              Diagnostics& diagnostics) {
  FlowNodes nodes(names, diagnostics);
  Flow flow;
  flow.where = root.where;
  yaml::MapReader map(root, "a flow", diagnostics);
  flow.name = map.RequireString("flow");
  flow.about = map.String("about");
  if (const yaml::Node* groups = map.Find("groups")) nodes.ReadGroups(*groups);
  SharedTransitions shared;
  if (const yaml::Node* node = map.Find("shared")) shared = ReadShared(*node, nodes);
  flow.start = nodes.Intents(map, "start");
  flow.initial = map.RequireString("initial");
  if (const yaml::Node* returning = map.Find("returning")) {
    flow.returning = yaml::AsString(*returning, diagnostics);
    nodes.CheckReply(flow.returning, returning->where);
  }
  if (const yaml::Node* states = map.Require("states")) {
    if (states->kind != yaml::Kind::kMap) {
      diagnostics.Error(states->where, "`states` must be a map from state names to states");
    } else {
      for (const auto& [key, value] : states->map) {
        flow.states.push_back(ReadState(key.scalar, value, shared, nodes));
        flow.states.back().where = key.where;
      }
    }
  }
  if (flow.name.empty()) return;
  if (flow.FindState(flow.initial) == nullptr && !flow.initial.empty()) {
    std::vector<std::string> known;
    for (const FlowState& s : flow.states) known.push_back(s.name);
    diagnostics.Error(flow.where, "the initial state " + flow.initial + " is not one of the states",
                      DidYouMean(flow.initial, known));
  }
  if (const Flow* other = flows.FindFlow(flow.name);
      other != nullptr && other->where.file.starts_with(names.root)) {
    diagnostics.Error(flow.where, "flow " + flow.name + " is also at " + other->where.ToString());
    return;
  }
  flows.flows[flow.name] = std::move(flow);
}

void ReadAnswers(const yaml::Node& root, const KnownNames& names, FlowSet& flows,
                 Diagnostics& diagnostics) {
  FlowNodes nodes(names, diagnostics);
  yaml::MapReader top(root, "an answers file", diagnostics);
  const yaml::Node* answers = top.Require("answers");
  if (answers == nullptr) return;
  if (answers->kind != yaml::Kind::kMap) {
    diagnostics.Error(answers->where, "`answers` must be a map from intents to answers");
    return;
  }
  for (const auto& [key, value] : answers->map) {
    Answer answer;
    answer.intent = key.scalar;
    answer.where = key.where;
    if (answer.intent != kBeforeAnswer && answer.intent != kOtherwiseAnswer) {
      nodes.CheckIntent({answer.intent, answer.where});
    }
    yaml::MapReader map(value, "an answer", diagnostics);
    if (const yaml::Node* need = map.Find("need")) {
      answer.need = yaml::AsString(*need, diagnostics);
      if (answer.need != "order" && answer.need != "parcel") {
        diagnostics.Error(need->where, "unknown fact " + answer.need, "order or parcel");
      }
    }
    if (const yaml::Node* cases = map.Find("cases")) {
      for (const yaml::Node* item : Items(cases)) {
        yaml::MapReader case_map(*item, "a case", diagnostics);
        AnswerCase c;
        c.where = item->where;
        c.conditions = nodes.Conditions(case_map);
        c.effects = nodes.Effects(case_map);
        answer.cases.push_back(std::move(c));
      }
    } else {
      AnswerCase c;
      c.where = key.where;
      c.conditions = nodes.Conditions(map);
      c.effects = nodes.Effects(map);
      answer.cases.push_back(std::move(c));
    }
    for (const AnswerCase& c : answer.cases) {
      if (c.effects.empty()) {
        diagnostics.Error(c.where, "this answer to " + answer.intent + " does nothing",
                          "one of say, ask, do, keep, count, handoff");
      }
    }
    if (const Answer* other = flows.FindAnswer(answer.intent);
        other != nullptr && other->where.file.starts_with(names.root)) {
      diagnostics.Error(answer.where,
                        answer.intent + " is also answered at " + other->where.ToString());
      continue;
    }
    flows.answers[answer.intent] = std::move(answer);
  }
}

void CheckFlows(FlowSet& flows, Diagnostics& diagnostics) {
  for (const auto& [name, flow] : flows.flows) {
    for (const FlowState& state : flow.states) CheckState(flow, state, diagnostics);
    CheckReach(flow, diagnostics);
    for (const std::string& intent : flow.start) {
      const auto [it, added] = flows.starts.emplace(intent, name);
      if (!added && it->second != name) {
        diagnostics.Error(flow.where, intent + " starts two flows: " + it->second + " and " + name);
      }
    }
  }
  for (const auto& [intent, answer] : flows.answers) {
    const Flow* flow = flows.FindStart(intent);
    if (flow == nullptr) continue;
    diagnostics.Warning(answer.where, intent + " starts flow " + flow->name +
                                          ": this answer is only used inside it");
  }
}

}  // namespace xiaoer
