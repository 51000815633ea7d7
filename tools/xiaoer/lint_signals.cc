// Examples and near misses of dialogs/signals, as those of intents.
#include <algorithm>
#include <string>

#include "tools/xiaoer/lint_checks.h"

namespace xiaoer {
namespace {

// In the states that the signal's own templates wait for: an agent's line is no buyer's.
bool Has(const Pack& pack, const IntentSource& signal, const std::string& text) {
  MatchContext context;
  for (const TemplateSource& t : signal.templates) {
    context.states.insert(context.states.end(), t.when.begin(), t.when.end());
  }
  const Normalized line = pack.normalizer->Normalize(text);
  const auto& signals = pack.signal_matcher->intents();
  const auto winners =
      pack.signal_matcher->Match(line, pack.entity_reader->Read(line), context).winners;
  return std::any_of(winners.begin(), winners.end(),
                     [&](const Candidate& c) { return signals[c.intent].name == signal.name; });
}

}  // namespace

void CheckSignals(const Pack& pack, Diagnostics& diagnostics) {
  if (pack.signal_matcher == nullptr) return;
  for (const IntentSource& signal : pack.signals.intents) {
    for (const Example& e : signal.examples) {
      if (Has(pack, signal, e.text)) continue;
      diagnostics.Error(e.where, "the example \"" + e.text + "\" does not give " + signal.name,
                        "add a template that matches it, or correct the example");
    }
    for (const Example& e : signal.near_misses) {
      if (!Has(pack, signal, e.text)) continue;
      diagnostics.Error(e.where, "\"" + e.text + "\" must not give " + signal.name,
                        "narrow the template, or add what tells them apart under not:");
    }
  }
}

}  // namespace xiaoer
