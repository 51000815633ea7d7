#include "tools/xiaoer/conversation_file.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "adapters/codec/iso_time.h"
#include "engine/load/yaml.h"

namespace xiaoer {
namespace {

// "10m", "2h", "3d", "30s"
std::optional<Millis> ParseDuration(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number < 0 || number > 100'000 ||
      end + 1 != text.data() + text.size()) {
    return std::nullopt;
  }
  switch (*end) {
    case 's':
      return std::chrono::seconds(number);
    case 'm':
      return std::chrono::minutes(number);
    case 'h':
      return std::chrono::hours(number);
    case 'd':
      return std::chrono::hours(24 * number);
    default:
      return std::nullopt;
  }
}

std::optional<std::string> OptionalString(yaml::MapReader& map, std::string_view key,
                                          Diagnostics& diagnostics) {
  const yaml::Node* node = map.Find(key);
  if (node == nullptr) return std::nullopt;
  if (node->is_null()) return std::string();
  return yaml::AsString(*node, diagnostics);
}

// What `case:` may name: the facts of a case as engine/policy/cases.h gives them to an agent.
constexpr const char* kCaseFacts[] = {"case.kind", "case.state", "order", "problem",
                                      "photo",     "days",       "wish",  "remedy"};

Expectation ReadExpectation(const yaml::Node& node, Diagnostics& diagnostics) {
  yaml::MapReader map(node, "an expectation", diagnostics);
  Expectation e;
  if (map.Has("replies")) e.replies = map.Strings("replies");
  if (map.Has("intents")) e.intents = map.Strings("intents");
  e.state = OptionalString(map, "state", diagnostics);
  if (e.state == "none") e.state = "";
  e.handoff = OptionalString(map, "handoff", diagnostics);
  e.person = OptionalString(map, "person", diagnostics);
  e.reason_has = map.Strings("reason_has");
  e.owner = OptionalString(map, "owner", diagnostics);
  e.script = OptionalString(map, "script", diagnostics);
  if (const yaml::Node* facts = map.Find("case")) {
    yaml::MapReader case_map(*facts, "the case", diagnostics);
    for (const char* name : kCaseFacts) {
      if (case_map.Has(name)) e.case_facts[name] = case_map.String(name);
    }
  }
  e.summary_has = map.Strings("summary_has");
  e.text_has = map.Strings("text_has");
  e.text_lacks = map.Strings("text_lacks");
  if (map.Has("suggestions")) e.suggestions = map.Int("suggestions", 0, 0, 3);
  if (map.Has("suggested")) e.suggested = map.Strings("suggested");
  if (map.Has("approaches")) e.approaches = map.Strings("approaches");
  e.advice = OptionalString(map, "advice", diagnostics);
  e.offer = OptionalString(map, "offer", diagnostics);
  e.floor = OptionalString(map, "floor", diagnostics);
  if (map.Has("round")) e.round = map.Int("round", 0, 0, 1000);
  return e;
}

ConversationStep ReadStep(const yaml::Node& node, Diagnostics& diagnostics) {
  yaml::MapReader map(node, "a turn", diagnostics);
  ConversationStep step;
  step.where = node.where;
  int kinds = 0;
  if (const yaml::Node* text = map.Find("buyer")) {
    step.kind = ConversationStep::Kind::kBuyer;
    step.text = text->is_null() ? "" : yaml::AsString(*text, diagnostics);
    ++kinds;
  }
  if (const yaml::Node* text = map.Find("agent")) {
    step.kind = ConversationStep::Kind::kAgent;
    step.text = yaml::AsString(*text, diagnostics);
    ++kinds;
  }
  if (const yaml::Node* advance = map.Find("advance")) {
    step.kind = ConversationStep::Kind::kAdvance;
    const auto duration = ParseDuration(yaml::AsString(*advance, diagnostics));
    if (!duration) diagnostics.Error(advance->where, "not a duration", "write 30s, 10m, 2h or 3d");
    step.advance = duration.value_or(Millis(0));
    ++kinds;
  }
  if (const yaml::Node* facts = map.Find("facts")) {
    step.kind = ConversationStep::Kind::kFacts;
    yaml::MapReader fact_map(*facts, "facts", diagnostics);
    const auto one_of = [&](const char* key, const std::vector<std::string>& known) {
      const std::string value = fact_map.String(key);
      if (value.empty() || std::find(known.begin(), known.end(), value) != known.end())
        return value;
      diagnostics.Error(facts->where, std::string(key) + " is one of " + known[0] + ", " +
                                          known[1] + ", " + known[2]);
      return value;
    };
    step.order_lookup = one_of("order", {"found", "none", "timeout"});
    step.agents = one_of("agents", {"present", "away", "unknown"});
    if (step.order_lookup.empty() && step.agents.empty()) {
      diagnostics.Error(facts->where, "facts tell about nothing", "order, agents or both");
    }
    ++kinds;
  }
  if (const yaml::Node* conversation = map.Find("conversation")) {
    step.kind = ConversationStep::Kind::kNewConversation;
    if (yaml::AsString(*conversation, diagnostics) != "new") {
      diagnostics.Error(conversation->where, "a conversation can only be new", "conversation: new");
    }
    ++kinds;
  }
  if (kinds != 1) {
    diagnostics.Error(node.where, "a turn is one of buyer, agent, advance, facts, conversation");
  }
  if (const yaml::Node* expect = map.Find("expect")) {
    if (step.kind != ConversationStep::Kind::kBuyer &&
        step.kind != ConversationStep::Kind::kAgent) {
      diagnostics.Error(expect->where, "expect belongs to a buyer or an agent turn",
                        "nothing is said when time passes or facts change");
    }
    step.expect = ReadExpectation(*expect, diagnostics);
  }
  return step;
}

}  // namespace

std::optional<ConversationFile> LoadConversation(const std::string& path,
                                                 Diagnostics& diagnostics) {
  namespace fs = std::filesystem;
  Diagnostics found;
  ConversationFile file;
  if (const auto root = yaml::ParseFile(path, path, found)) {
    file.where = root->where;
    yaml::MapReader map(*root, "a conversation", found);
    file.name = map.RequireString("conversation");
    file.shop =
        (fs::path(path).parent_path() / map.String("shop", "../../dialogs/shop.example")).string();
    file.product = map.String("product");
    file.buyer = map.String("buyer", "buyer");
    file.channel = map.String("channel", "test");
    file.emoji = map.Bool("emoji", true);
    const std::string mode = map.String("mode", "auto");
    if (const auto known = ModeOf(mode)) {
      file.mode = *known;
    } else {
      found.Error(file.where, "mode is one of auto, suggest, off, not " + mode);
    }
    const std::string now = map.RequireString("now");
    if (const auto t = ParseIsoTime(now)) {
      file.now = *t;
    } else if (!now.empty()) {
      found.Error(file.where, "now is not a time: " + now, "write 2026-11-11T20:00:00+08:00");
    }
    if (const yaml::Node* turns = map.Require("turns")) {
      if (turns->kind != yaml::Kind::kList || turns->list.empty()) {
        found.Error(turns->where, "turns must be a list with at least one turn");
      }
      for (const yaml::Node& node : turns->list) file.steps.push_back(ReadStep(node, found));
    }
  }
  diagnostics.Append(found);
  if (found.has_errors()) return std::nullopt;
  return file;
}

}  // namespace xiaoer
