// A golden conversation: what the buyer says, what time and the world do, and what must follow.
// The format is described in tests/dialogs/README.md.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/instant.h"
#include "engine/turn.h"

namespace xiaoer {

// What one turn must give. What is not mentioned is not checked.
struct Expectation {
  std::optional<std::vector<std::string>> replies;  // reply ids, in order
  std::optional<std::vector<std::string>> intents;  // names, in order
  std::optional<std::string> state;                 // "bargain.value"; "" or none = no flow
  std::optional<std::string> handoff;               // none, normal, high, urgent
  std::optional<std::string> person;  // what this very line calls a person with; none = it does not
  std::vector<std::string> reason_has;  // in the reason that it gives
  std::optional<std::string> owner;
  std::optional<std::string> script;  // of the replies' reader
  // Facts of the after-sale case in talk, as an agent sees them: case.kind, case.state, photo …
  std::map<std::string, std::string> case_facts;
  std::vector<std::string> summary_has;  // parts of what the agent reads
  std::vector<std::string> text_has;     // in the replies' texts together
  std::vector<std::string> text_lacks;
  std::optional<std::int64_t> suggestions;  // at least so many
  // In suggest mode: the suggestions' reply ids and ways, in order; who should take over, how soon
  // (none, normal, high, urgent); our standing price, the floor and the round of bargaining.
  std::optional<std::vector<std::string>> suggested;
  std::optional<std::vector<std::string>> approaches;
  std::optional<std::string> advice;
  std::optional<std::string> offer;  // yuan, "" or none = nobody haggled
  std::optional<std::string> floor;
  std::optional<std::int64_t> round;
};

struct ConversationStep {
  enum class Kind : std::uint8_t { kBuyer, kAgent, kAdvance, kFacts, kNewConversation };
  Kind kind{};
  std::string text;          // kBuyer, kAgent
  Millis advance{};          // kAdvance
  std::string order_lookup;  // kFacts: "found", "none" or "timeout" from here on
  std::string agents;        // kFacts: "present", "away" or "unknown" from here on
  std::optional<Expectation> expect;
  SourceLocation where;
};

struct ConversationFile {
  std::string name;
  std::string shop;  // folder, resolved against the file's own
  std::string product;
  std::string buyer;  // id: whose orders are looked up
  Mode mode = Mode::kAuto;
  std::string channel = "test";
  bool emoji = true;  // false: the buyer's client shows none
  Instant now{};
  std::vector<ConversationStep> steps;
  SourceLocation where;
};

// All mistakes go to `diagnostics`; nothing if there was one. A file holds one conversation.
std::optional<ConversationFile> LoadConversation(const std::string& path, Diagnostics& diagnostics);

}  // namespace xiaoer
