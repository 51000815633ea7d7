#include "engine/dialog/receipt.h"

#include "engine/match/main_readings.h"

namespace xiaoer {

IntentReport Report(const Pack& pack, const Normalized& line, const Candidate& candidate) {
  IntentReport report;
  report.name = pack.matcher->intents()[candidate.intent].name;
  report.confidence = candidate.confidence;
  report.bytes = line.ToBytes(candidate.units);
  const Matcher::TemplateInfo& info = pack.matcher->templates()[candidate.template_id];
  report.template_text = info.text;
  report.where = info.where;
  report.slots = candidate.slots;
  return report;
}

void DescribeUnderstanding(const Pack& pack, const Normalized& line, const MatchResult& match,
                           Receipt& receipt) {
  receipt.normalized = line.ToUtf8();
  receipt.script = line.script;
  receipt.coverage = match.coverage;
  for (const Candidate& winner : match.winners)
    receipt.intents.push_back(Report(pack, line, winner));
  for (const Loser& loser : match.losers) {
    IntentReport report = Report(pack, line, loser.candidate);
    report.detail = ToString(loser.reason);
    if (!loser.detail.empty()) report.detail += ": " + loser.detail;
    receipt.losers.push_back(std::move(report));
  }
  const auto& intents = pack.matcher->intents();
  for (const auto& [a, b] : match.ambiguous) {
    receipt.ambiguous.emplace_back(intents[a.intent].name, intents[b.intent].name);
  }
  for (const Entity& entity : MainReadings(match.entities)) {
    receipt.entities.emplace_back(entity, line.ToBytes(entity.units));
  }
}

std::string StateName(const Conversation& conversation) {
  if (conversation.stack.empty()) return {};
  const FlowFrame& top = conversation.stack.back();
  return top.flow + "." + top.state;
}

}  // namespace xiaoer
