#include <map>
#include <string>

#include "engine/engine.h"
#include "tools/xiaoer/lint_checks.h"

namespace xiaoer {
namespace {

bool Understood(const Pack& pack, const MatchResult& match, const std::string& intent) {
  for (const Candidate& c : match.winners) {
    if (pack.matcher->intents()[c.intent].name == intent) return true;
  }
  return false;
}

std::string Names(const Pack& pack, const MatchResult& match) {
  std::string names;
  for (const Candidate& c : match.winners) {
    if (!names.empty()) names += ", ";
    names += pack.matcher->intents()[c.intent].name + " (" +
             pack.matcher->templates()[c.template_id].where.ToString() + ")";
  }
  for (const auto& [a, b] : match.ambiguous) {
    names += (names.empty() ? "" : ", ") + pack.matcher->intents()[a.intent].name + " or " +
             pack.matcher->intents()[b.intent].name + " (too close to call)";
  }
  return names.empty() ? "nothing" : names;
}

// An example stands for its intent wherever it is said: with the states that the intent's own
// templates are limited to, as a flow that waits for it would give them.
MatchContext ContextOf(const IntentSource& intent) {
  MatchContext context;
  for (const TemplateSource& t : intent.templates) {
    context.states.insert(context.states.end(), t.when.begin(), t.when.end());
  }
  return context;
}

const Slot* FindSlot(const Pack& pack, const MatchResult& match, const std::string& intent,
                     const std::string& name) {
  for (const Candidate& c : match.winners) {
    if (pack.matcher->intents()[c.intent].name != intent) continue;
    for (const Slot& slot : c.slots) {
      if (slot.name == name) return &slot;
    }
  }
  return nullptr;
}

void CheckExample(const Pack& pack, const IntentSource& intent, const Example& example,
                  Diagnostics& diagnostics) {
  MatchResult match = Understand(pack, example.text).match;
  if (!Understood(pack, match, intent.name)) {
    match = Understand(pack, example.text, ContextOf(intent)).match;
  }
  if (!Understood(pack, match, intent.name)) {
    diagnostics.Error(example.where,
                      "the example \"" + example.text + "\" is not understood as " + intent.name +
                          ", but as " + Names(pack, match),
                      "add a template that matches it, or correct the example");
    return;
  }
  for (const auto& [name, value] : example.slots) {
    const Slot* slot = FindSlot(pack, match, intent.name, name);
    if (slot == nullptr) {
      diagnostics.Error(example.where,
                        "the example \"" + example.text + "\" gives no slot " + name);
    } else if (slot->entity.value != value) {
      diagnostics.Error(example.where, "the example \"" + example.text + "\" gives " + name +
                                           " = " + std::to_string(slot->entity.value) + ", not " +
                                           std::to_string(value));
    }
  }
}

void CheckNearMiss(const Pack& pack, const IntentSource& intent, const Example& example,
                   Diagnostics& diagnostics) {
  const MatchResult match = Understand(pack, example.text).match;
  if (!Understood(pack, match, intent.name)) return;
  diagnostics.Error(example.where,
                    "\"" + example.text + "\" must not be understood as " + intent.name +
                        ", but is: " + Names(pack, match),
                    "narrow the template, or add what tells them apart under not:");
}

// The same line twice: among the examples of one intent, or as example of two.
void CheckTwice(const Pack& pack, const IntentSource& intent, const Example& example,
                std::map<std::string, std::pair<std::string, SourceLocation>>& known,
                Diagnostics& diagnostics) {
  const std::string folded = pack.normalizer->Normalize(example.text).ToUtf8();
  const auto [it, is_new] = known.try_emplace(folded, intent.name, example.where);
  if (is_new) return;
  const auto& [other, where] = it->second;
  if (other == intent.name) {
    diagnostics.Warning(example.where, "the example \"" + example.text + "\" stands twice",
                        "the other is at " + where.ToString());
    return;
  }
  // A line may say two things; then both come out of it.
  const MatchResult match = Understand(pack, example.text).match;
  if (Understood(pack, match, intent.name) && Understood(pack, match, other)) return;
  diagnostics.Warning(example.where,
                      "the example \"" + example.text + "\" is an example of " + other +
                          ", too, and is not understood as both",
                      "decide what it means: the other is at " + where.ToString());
}

// A line cannot be an example and a near miss of the same intent.
void CheckBoth(const Pack& pack, const IntentSource& intent, Diagnostics& diagnostics) {
  std::map<std::string, SourceLocation> examples;
  for (const Example& e : intent.examples) {
    examples.try_emplace(pack.normalizer->Normalize(e.text).ToUtf8(), e.where);
  }
  for (const Example& e : intent.near_misses) {
    const auto found = examples.find(pack.normalizer->Normalize(e.text).ToUtf8());
    if (found == examples.end()) continue;
    diagnostics.Error(e.where, "\"" + e.text + "\" is a near miss and an example of " + intent.name,
                      "the example is at " + found->second.ToString());
  }
}

}  // namespace

void CheckExamples(const Pack& pack, Diagnostics& diagnostics) {
  std::map<std::string, std::pair<std::string, SourceLocation>> known;
  for (const IntentSource& intent : pack.intents.intents) {
    for (const Example& e : intent.examples) {
      CheckExample(pack, intent, e, diagnostics);
      CheckTwice(pack, intent, e, known, diagnostics);
    }
    for (const Example& e : intent.near_misses) CheckNearMiss(pack, intent, e, diagnostics);
    CheckBoth(pack, intent, diagnostics);
  }
}

}  // namespace xiaoer
