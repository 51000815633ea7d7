#include "adapters/runtime/retention_config.h"

#include "engine/load/flow_nodes.h"

namespace xiaoer {
namespace {

void ReadPeriod(yaml::MapReader& map, std::string_view key, std::optional<Millis>& period,
                Diagnostics& diagnostics) {
  const yaml::Node* node = map.Find(key);
  if (node == nullptr) return;
  if (node->kind == yaml::Kind::kScalar && node->scalar == "off") {
    period.reset();
  } else {
    period = ReadDuration(*node, diagnostics);
  }
}

}  // namespace

RetentionPeriods ReadRetention(const yaml::Node& node, Diagnostics& diagnostics) {
  RetentionPeriods periods;
  yaml::MapReader map(node, "retention", diagnostics);
  ReadPeriod(map, "transcripts", periods.transcripts, diagnostics);
  ReadPeriod(map, "receipts", periods.receipts, diagnostics);
  ReadPeriod(map, "events", periods.events, diagnostics);
  ReadPeriod(map, "delivered", periods.delivered, diagnostics);
  ReadPeriod(map, "backups", periods.backups, diagnostics);
  const yaml::Node* transcripts = map.Find("transcripts");
  if (transcripts != nullptr && periods.transcripts && *periods.transcripts > Millis(0) &&
      *periods.transcripts < RetentionPeriods::kMinTranscripts) {
    diagnostics.Error(transcripts->where, "transcripts are kept for less than 7 days",
                      "a message that a platform sends again after that would be answered again");
  }
  return periods;
}

}  // namespace xiaoer
