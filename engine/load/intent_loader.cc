#include "engine/load/intent_loader.h"

#include <algorithm>
#include <map>

#include "engine/load/pack_files.h"
#include "engine/load/yaml.h"

namespace xiaoer {
namespace {

bool IsName(const std::string& name) {
  return !name.empty() && name.front() >= 'a' && name.front() <= 'z' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
         });
}

class Loader {
 public:
  explicit Loader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void ReadFile(const std::string& path) {
    const auto root = yaml::ParseFile(path, path, diagnostics_);
    if (!root) return;
    yaml::MapReader map(*root, "an intents file", diagnostics_);
    const std::string topic = map.RequireString("topic");
    CheckNew(topics_, topic, map.where(), "topic");
    if (const yaml::Node* rules = map.Find("rules")) ReadRules(*rules);
    if (const yaml::Node* intents = map.Find("intents")) ReadIntents(*intents);
  }

  TemplateSet Take() { return std::move(set_); }

 private:
  using Places = std::map<std::string, SourceLocation>;

  void CheckNew(Places& places, const std::string& name, const SourceLocation& where,
                const std::string& what) {
    const auto [first, fresh] = places.emplace(name, where);
    if (fresh || name.empty()) return;
    diagnostics_.Error(where, "the " + what + " \"" + name + "\" exists already",
                       "it is at " + first->second.ToString());
  }

  bool CheckName(const yaml::Node& key, const std::string& what) {
    if (IsName(key.scalar)) return true;
    diagnostics_.Error(key.where, "\"" + key.scalar + "\" is no name for " + what,
                       "use small latin letters, digits and _, beginning with a letter");
    return false;
  }

  bool IsMap(const yaml::Node& node, const std::string& what) {
    if (node.kind == yaml::Kind::kMap) return true;
    diagnostics_.Error(node.where, what + " must be a map (name: ...)");
    return false;
  }

  void ReadRules(const yaml::Node& node) {
    if (!IsMap(node, "rules")) return;
    for (const auto& [key, value] : node.map) {
      if (!CheckName(key, "a rule")) continue;
      CheckNew(rules_, key.scalar, key.where, "rule");
      set_.rules.push_back({key.scalar, ReadText(value, "a rule")});
    }
  }

  TemplateSource ReadText(const yaml::Node& node, const std::string& what) {
    TemplateSource source;
    source.where = node.text_where;
    source.text = yaml::AsString(node, diagnostics_);
    if (source.text.empty() && node.kind != yaml::Kind::kList && node.kind != yaml::Kind::kMap) {
      diagnostics_.Error(node.where, what + " is empty");
    }
    return source;
  }

  void ReadIntents(const yaml::Node& node) {
    if (!IsMap(node, "intents")) return;
    for (const auto& [key, value] : node.map) {
      if (!CheckName(key, "an intent")) continue;
      CheckNew(intents_, key.scalar, key.where, "intent");
      ReadIntent(key, value);
    }
  }

  void ReadIntent(const yaml::Node& key, const yaml::Node& node) {
    IntentSource intent;
    intent.name = key.scalar;
    intent.where = key.where;
    yaml::MapReader map(node, "the intent " + key.scalar, diagnostics_);
    intent.about = map.RequireString("about");
    intent.tier = ReadTier(map);
    intent.templates = ReadTemplates(map, "templates", true);
    intent.hard_negatives = ReadTemplates(map, "not", false);
    intent.examples = ReadExamples(map, "examples", true);
    intent.near_misses = ReadExamples(map, "none", false);
    if (const yaml::Node* handoff = map.Find("handoff")) intent.handoff = ReadHandoff(*handoff);
    set_.intents.push_back(std::move(intent));
  }

  Tier ReadTier(yaml::MapReader& map) {
    const yaml::Node* node = map.Find("tier");
    if (node == nullptr) return Tier::kNormal;
    for (const Tier tier : {Tier::kSafety, Tier::kCommand, Tier::kNormal, Tier::kSmallTalk}) {
      if (node->scalar == ToString(tier)) return tier;
    }
    diagnostics_.Error(node->where, "unknown tier \"" + node->scalar + "\"",
                       "one of safety, command, normal, small_talk");
    return Tier::kNormal;
  }

  // The items of the list under `key`; nothing (and an error) if it is none or has none.
  const std::vector<yaml::Node>& Items(yaml::MapReader& map, const char* key, bool required) {
    static const std::vector<yaml::Node> kNone;
    const yaml::Node* node = required ? map.Require(key) : map.Find(key);
    if (node == nullptr) return kNone;
    if (node->kind != yaml::Kind::kList || node->list.empty()) {
      diagnostics_.Error(node->where, std::string(key) + " must be a list with at least one entry",
                         "write each entry on a line of its own behind \"- \"");
      return kNone;
    }
    return node->list;
  }

  std::vector<TemplateSource> ReadTemplates(yaml::MapReader& map, const char* key, bool required) {
    std::vector<TemplateSource> templates;
    for (const yaml::Node& item : Items(map, key, required)) {
      if (item.kind != yaml::Kind::kMap) {
        templates.push_back(ReadText(item, "a template"));
        continue;
      }
      yaml::MapReader fields(item, "a template", diagnostics_);
      if (const yaml::Node* text = fields.Require("text")) {
        TemplateSource source = ReadText(*text, "a template");
        source.when = fields.Strings("when");
        if (const yaml::Node* handoff = fields.Find("handoff")) {
          source.own_handoff = true;
          if (handoff->kind == yaml::Kind::kMap || handoff->scalar != "none") {
            source.handoff = ReadHandoff(*handoff);
          }
        }
        templates.push_back(std::move(source));
      }
    }
    return templates;
  }

  std::vector<Example> ReadExamples(yaml::MapReader& map, const char* key, bool required) {
    std::vector<Example> examples;
    for (const yaml::Node& item : Items(map, key, required)) {
      Example example;
      example.where = item.where;
      if (item.kind == yaml::Kind::kMap) {
        yaml::MapReader fields(item, "an example", diagnostics_);
        example.text = fields.RequireString("text");
        if (const yaml::Node* slots = fields.Find("slots")) ReadSlots(*slots, example);
      } else {
        example.text = ReadText(item, "an example").text;
      }
      examples.push_back(std::move(example));
    }
    return examples;
  }

  void ReadSlots(const yaml::Node& node, Example& example) {
    if (!IsMap(node, "slots")) return;
    constexpr std::int64_t kMost = 1'000'000'000'000'000;
    for (const auto& [key, value] : node.map) {
      if (const auto number = yaml::AsInt(value, -kMost, kMost, diagnostics_)) {
        example.slots[key.scalar] = *number;
      }
    }
  }

  HandoffRule ReadHandoff(const yaml::Node& node) {
    yaml::MapReader map(node, "handoff", diagnostics_);
    HandoffRule rule;
    rule.reason = map.RequireString("reason");
    const yaml::Node* urgency = map.Find("urgency");
    if (urgency == nullptr) return rule;
    for (const Urgency u : {Urgency::kNormal, Urgency::kHigh, Urgency::kUrgent}) {
      if (urgency->scalar == ToString(u)) {
        rule.urgency = u;
        return rule;
      }
    }
    diagnostics_.Error(urgency->where, "unknown urgency \"" + urgency->scalar + "\"",
                       "one of normal, high, urgent");
    return rule;
  }

  Diagnostics& diagnostics_;
  TemplateSet set_;
  Places topics_;
  Places rules_;
  Places intents_;
};

}  // namespace

TemplateSet LoadIntents(const std::string& folder, Diagnostics& diagnostics) {
  const std::vector<std::string> files = YamlFiles(folder);
  if (files.empty()) {
    diagnostics.Error({folder, 0, 0}, "there are no intents here", "the folder needs *.yaml files");
  }
  return LoadIntentFiles(files, diagnostics);
}

TemplateSet LoadIntentFiles(const std::vector<std::string>& files, Diagnostics& diagnostics) {
  Loader loader(diagnostics);
  for (const std::string& file : files) loader.ReadFile(file);
  return loader.Take();
}

}  // namespace xiaoer
