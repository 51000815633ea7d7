#include "engine/load/flow_nodes.h"

#include <charconv>
#include <utility>

#include "engine/dialog/registry.h"
#include "engine/load/did_you_mean.h"

namespace xiaoer {
namespace {

template <class T>
const T* FindNamed(std::span<const T> all, std::string_view name) {
  for (const T& item : all) {
    if (item.name == name) return &item;
  }
  return nullptr;
}

template <class T>
std::vector<std::string> NamesOf(std::span<const T> all) {
  std::vector<std::string> names;
  for (const T& item : all) names.emplace_back(item.name);
  return names;
}

}  // namespace

std::vector<const yaml::Node*> Items(const yaml::Node* node) {
  std::vector<const yaml::Node*> items;
  if (node == nullptr || node->is_null()) return items;
  if (node->kind != yaml::Kind::kList) return {node};
  for (const yaml::Node& item : node->list) items.push_back(&item);
  return items;
}

std::vector<FlowNodes::Name> FlowNodes::Names(yaml::MapReader& map, std::string_view key) {
  std::vector<Name> names;
  for (const yaml::Node* item : Items(map.Find(key))) {
    std::string text = yaml::AsString(*item, diagnostics_);
    if (!text.empty()) names.push_back({std::move(text), item->where});
  }
  return names;
}

void FlowNodes::CheckIntent(const Name& name) {
  if (names_.intents.find(name.text) != names_.intents.end()) return;
  diagnostics_.Error(name.where, "unknown intent " + name.text,
                     DidYouMean(name.text, {names_.intents.begin(), names_.intents.end()}));
}

void FlowNodes::ReadGroups(const yaml::Node& node) {
  if (node.kind != yaml::Kind::kMap) {
    diagnostics_.Error(node.where, "`groups` must be a map from names to lists of intents");
    return;
  }
  for (const auto& [key, value] : node.map) {
    if (names_.intents.find(key.scalar) != names_.intents.end()) {
      diagnostics_.Error(key.where, "the group " + key.scalar + " has the name of an intent",
                         "give the group another name");
    }
    auto& group = groups_[key.scalar];
    for (const yaml::Node* item : Items(&value)) {
      Name name{yaml::AsString(*item, diagnostics_), item->where};
      CheckIntent(name);
      group.push_back(std::move(name.text));
    }
  }
}

void FlowNodes::CheckReply(const std::string& id, const SourceLocation& where) {
  if (id.empty() || names_.replies == nullptr || names_.replies->Find(id) != nullptr) return;
  std::vector<std::string> known;
  for (const auto& [name, reply] : names_.replies->replies) known.push_back(name);
  diagnostics_.Error(where, "unknown reply " + id, DidYouMean(id, known));
}

std::vector<std::string> FlowNodes::Intents(yaml::MapReader& map, std::string_view key, bool star) {
  std::vector<std::string> intents;
  for (Name& name : Names(map, key)) {
    if (const auto group = groups_.find(name.text); group != groups_.end()) {
      intents.insert(intents.end(), group->second.begin(), group->second.end());
      continue;
    }
    const bool any = star && (name.text == "*" || name.text == kOtherwiseAnswer);
    if (!any) CheckIntent(name);
    intents.push_back(std::move(name.text));
  }
  return intents;
}

Condition FlowNodes::ReadBuiltIn(const yaml::Node& node) {
  Condition condition;
  condition.where = node.where;
  yaml::MapReader map(node, "a condition", diagnostics_);
  if (const yaml::Node* inner = map.Find("not")) {
    condition = ReadCondition(*inner);
    condition.negated = !condition.negated;
  } else if (map.Has("slot")) {
    condition.kind = Condition::Kind::kSlot;
    condition.name = map.RequireString("slot");
  } else {
    condition.kind = Condition::Kind::kCounter;
    condition.name = map.RequireString("counter");
    condition.at_least = map.Int("at_least", 1, 1, 1000);
  }
  return condition;
}

Condition FlowNodes::ReadCondition(const yaml::Node& node) {
  if (node.kind == yaml::Kind::kMap) return ReadBuiltIn(node);
  Condition condition;
  condition.where = node.where;
  condition.name = yaml::AsString(node, diagnostics_);
  if (condition.name.starts_with('!')) {
    condition.negated = true;
    condition.name.erase(0, 1);
  }
  condition.guard = FindNamed(Guards(), condition.name);
  if (condition.guard == nullptr && !condition.name.empty()) {
    diagnostics_.Error(node.where, "unknown guard " + condition.name,
                       DidYouMean(condition.name, NamesOf(Guards())));
  }
  return condition;
}

std::vector<Condition> FlowNodes::Conditions(yaml::MapReader& map) {
  std::vector<Condition> conditions;
  for (const yaml::Node* item : Items(map.Find("if"))) conditions.push_back(ReadCondition(*item));
  return conditions;
}

std::vector<Effect> FlowNodes::Effects(yaml::MapReader& map) {
  static constexpr std::pair<std::string_view, Effect::Kind> kKeys[] = {
      {"keep", Effect::Kind::kKeep}, {"count", Effect::Kind::kCount}, {"do", Effect::Kind::kDo},
      {"say", Effect::Kind::kSay},   {"ask", Effect::Kind::kAsk},
  };
  std::vector<Effect> effects;
  for (const auto& [key, kind] : kKeys) {
    for (Name& name : Names(map, key)) {
      Effect effect;
      effect.kind = kind;
      effect.where = name.where;
      effect.name = std::move(name.text);
      if (kind == Effect::Kind::kDo) {
        effect.action = FindNamed(Actions(), effect.name);
        if (effect.action == nullptr) {
          diagnostics_.Error(effect.where, "unknown action " + effect.name,
                             DidYouMean(effect.name, NamesOf(Actions())));
        }
      } else if (kind == Effect::Kind::kSay || kind == Effect::Kind::kAsk) {
        CheckReply(effect.name, effect.where);
      }
      effects.push_back(std::move(effect));
    }
  }
  if (const yaml::Node* node = map.Find("handoff")) {
    Effect effect;
    effect.kind = Effect::Kind::kHandOff;
    effect.where = node->where;
    yaml::MapReader handoff(*node, "a hand-off", diagnostics_);
    effect.handoff.reason = handoff.RequireString("reason");
    const std::string urgency = handoff.String("urgency", "normal");
    if (urgency == "urgent") {
      effect.handoff.urgency = Urgency::kUrgent;
    } else if (urgency == "high") {
      effect.handoff.urgency = Urgency::kHigh;
    } else if (urgency != "normal") {
      diagnostics_.Error(node->where, "unknown urgency " + urgency, "urgent, high or normal");
    }
    effects.push_back(std::move(effect));
  }
  return effects;
}

std::vector<Effect> FlowNodes::EntryList(yaml::MapReader& map, std::string_view key) {
  std::vector<Effect> all;
  for (const yaml::Node* item : Items(map.Find(key))) {
    yaml::MapReader reader(*item, "a line of entry", diagnostics_);
    const std::vector<Condition> conditions = Conditions(reader);
    std::vector<Effect> effects = Effects(reader);
    if (effects.empty() && item->kind == yaml::Kind::kMap) {
      diagnostics_.Error(item->where, "this line of entry does nothing",
                         "one of do, say, ask, keep, count, handoff");
    }
    for (Effect& effect : effects) {
      effect.conditions = conditions;
      all.push_back(std::move(effect));
    }
  }
  return all;
}

Millis ReadDuration(const yaml::Node& node, Diagnostics& diagnostics) {
  const std::string text = yaml::AsString(node, diagnostics);
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  std::int64_t unit = 0;
  if (error == std::errc() && rest + 1 == end) {
    if (*rest == 's') unit = 1'000;
    if (*rest == 'm') unit = 60'000;
    if (*rest == 'h') unit = 3'600'000;
    if (*rest == 'd') unit = 86'400'000;
  }
  if (unit == 0 || number <= 0 || number > 10'000) {
    diagnostics.Error(node.where, "not a length of time: " + text, "such as 90s, 30m, 2h or 1d");
    return Millis(0);
  }
  return Millis(number * unit);
}

}  // namespace xiaoer
