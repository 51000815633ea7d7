#include "engine/load/approach_loader.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/load/did_you_mean.h"
#include "engine/load/flow_nodes.h"

namespace xiaoer {
namespace {

Approach ReadApproach(const yaml::Node& node, FlowNodes& nodes) {
  yaml::MapReader map(node, "a way", nodes.diagnostics());
  Approach approach;
  approach.where = node.where;
  approach.label = map.RequireString("label");
  for (const FlowNodes::Name& name : nodes.Names(map, "like")) {
    nodes.CheckReply(name.text, name.where);
    approach.reply_ids.push_back(name.text);
  }
  approach.conditions = nodes.Conditions(map);
  approach.effects = nodes.EntryList(map, "steps");
  for (const Effect& effect : approach.effects) {
    if (effect.kind != Effect::Kind::kSay && effect.kind != Effect::Kind::kAsk) continue;
    approach.reply_ids.push_back(effect.name);
  }
  if (approach.reply_ids.empty()) {
    nodes.diagnostics().Error(node.where, "this way says nothing", "give it steps, or like");
  }
  return approach;
}

}  // namespace

void ReadApproaches(const yaml::Node& root, const KnownNames& names, FlowSet& flows,
                    Diagnostics& diagnostics) {
  FlowNodes nodes(names, diagnostics);
  yaml::MapReader top(root, "a file of approaches", diagnostics);
  const yaml::Node* all = top.Require("approaches");
  if (all == nullptr) return;
  if (all->kind != yaml::Kind::kMap) {
    diagnostics.Error(all->where, "`approaches` must be a map from names to lists of ways");
    return;
  }
  for (const auto& [key, value] : all->map) {
    yaml::MapReader map(value, "a list of ways", diagnostics);
    ApproachList list;
    list.name = key.scalar;
    list.where = key.where;
    list.flows = map.Strings("flows");
    list.intents = nodes.Intents(map, "intents", true);
    for (const yaml::Node* item : Items(map.Require("ways"))) {
      list.approaches.push_back(ReadApproach(*item, nodes));
    }
    std::erase_if(flows.approaches, [&](const ApproachList& o) { return o.name == list.name; });
    flows.approaches.push_back(std::move(list));
  }
}

void CheckApproaches(const FlowSet& flows, Diagnostics& diagnostics) {
  std::vector<std::string> known;
  for (const auto& [name, flow] : flows.flows) known.push_back(name);
  for (const ApproachList& list : flows.approaches) {
    for (const std::string& name : list.flows) {
      if (flows.FindFlow(name) != nullptr) continue;
      diagnostics.Error(list.where, "there is no flow " + name, DidYouMean(name, known));
    }
  }
}

}  // namespace xiaoer
