#include <iostream>
#include <string>

#include "engine/engine.h"
#include "tools/xiaoer/commands.h"
#include "tools/xiaoer/shop.h"

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

void Run(const std::string& shop_dir) {
  Diagnostics diagnostics;
  const auto pack = LoadPack(shop_dir, FoldTableOrExit(), diagnostics);
  std::size_t examples = 0;
  if (pack != nullptr) {
    for (const IntentSource& intent : pack->intents.intents) {
      for (const Example& e : intent.examples) CheckExample(*pack, intent, e, diagnostics);
      for (const Example& e : intent.near_misses) CheckNearMiss(*pack, intent, e, diagnostics);
      examples += intent.examples.size() + intent.near_misses.size();
    }
  }
  std::cout << diagnostics.ToString();
  if (diagnostics.has_errors()) throw CLI::RuntimeError(1);
  std::cout << shop_dir << ": " << pack->intents.intents.size() << " intents, "
            << pack->matcher->templates().size() << " templates, " << examples
            << " examples: no mistakes\n";
}

}  // namespace

void AddLint(CLI::App& app) {
  auto shop_dir = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand(
      "lint", "check a shop's files: every mistake with its file, line and column");
  command->add_option("DIR", *shop_dir, "the shop's folder")->capture_default_str();
  AddShopOption(*command, *shop_dir);
  command->footer(
      "Loads everything as `serve` does, then checks that each intent's examples are understood as "
      "it\n"
      "and its near misses are not. Ends with 1 if there is a mistake.");
  command->callback([shop_dir] { Run(*shop_dir); });
}

}  // namespace xiaoer
