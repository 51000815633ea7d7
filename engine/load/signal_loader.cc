#include "engine/load/signal_loader.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "engine/load/intent_loader.h"
#include "engine/load/pack_files.h"
#include "engine/policy/escalation.h"

namespace xiaoer {
namespace {

void CheckStates(const TemplateSource& source, Diagnostics& diagnostics) {
  for (const std::string& state : source.when) {
    if (state == kAnsweredState || state == kAgentState) continue;
    diagnostics.Error(source.where, "a signal cannot wait for \"" + state + "\"",
                      "when: answered (the buyer was answered before) or agent (an agent's line)");
  }
}

}  // namespace

LoadedSignals LoadSignals(const std::vector<std::string>& folders, Diagnostics& diagnostics) {
  std::map<std::string, std::string> by_name;
  for (const std::string& folder : folders) {
    const std::string signals = folder + "/signals";
    for (std::string& file : YamlFiles(signals)) {
      std::string name = file.substr(signals.size());
      by_name[std::move(name)] = std::move(file);
    }
  }
  LoadedSignals loaded;
  std::transform(by_name.begin(), by_name.end(), std::back_inserter(loaded.files),
                 [](const auto& entry) { return entry.second; });
  loaded.set = LoadIntentFiles(loaded.files, diagnostics);
  for (const IntentSource& signal : loaded.set.intents) {
    for (const TemplateSource& source : signal.templates) CheckStates(source, diagnostics);
  }
  return loaded;
}

}  // namespace xiaoer
