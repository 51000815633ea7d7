// The parts that flows and answers share: names that must be known, conditions, effects. Private to
// load/.
#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/dialog/flow.h"
#include "engine/load/flow_loader.h"
#include "engine/load/yaml.h"

namespace xiaoer {

// A list's nodes; a single value counts as a list of one; null is an empty list.
std::vector<const yaml::Node*> Items(const yaml::Node* node);

class FlowNodes {
 public:
  FlowNodes(const KnownNames& names, Diagnostics& diagnostics)
      : names_(names), diagnostics_(diagnostics) {}

  // Scalars under `key`, each with its place.
  struct Name {
    std::string text;
    SourceLocation where;
  };
  std::vector<Name> Names(yaml::MapReader& map, std::string_view key);

  // The names that this flow gives to several intents together; they may stand wherever intents do.
  void ReadGroups(const yaml::Node& node);

  // Intents under `key`, groups replaced by what they stand for; unknown ones are errors. "*" passes
  // where `star` is set.
  std::vector<std::string> Intents(yaml::MapReader& map, std::string_view key, bool star = false);
  void CheckIntent(const Name& name);
  void CheckReply(const std::string& id, const SourceLocation& where);

  std::vector<Condition> Conditions(yaml::MapReader& map);  // under `if`
  // Under keep, count, do, say, ask, handoff of one map, in this order.
  std::vector<Effect> Effects(yaml::MapReader& map);
  // An `entry:` list: maps with one effect (or several, and an `if:` for all of them).
  std::vector<Effect> EntryList(yaml::MapReader& map, std::string_view key);

  Diagnostics& diagnostics() { return diagnostics_; }

 private:
  Condition ReadCondition(const yaml::Node& node);
  Condition ReadBuiltIn(const yaml::Node& node);

  const KnownNames& names_;
  Diagnostics& diagnostics_;
  std::map<std::string, std::vector<std::string>, std::less<>> groups_;
};

// "90s", "30m", "2h", "1d"; an error and zero otherwise.
Millis ReadDuration(const yaml::Node& node, Diagnostics& diagnostics);

}  // namespace xiaoer
