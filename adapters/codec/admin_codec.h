// What the administrator's calls take and answer, as the JSON shapes that the README documents.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/archive.h"
#include "adapters/codec/json.h"
#include "engine/base/diagnostics.h"

namespace xiaoer {

// [{"severity","file","line","column","message","hint"}]
OrderedJson DiagnosticsJson(const Diagnostics& diagnostics);

// {"buyer":{"id","shop","channel"},"exported","conversations":[…],"transcript":[…],…}: a list for each table. Times as
// ISO 8601, null where none is set.
OrderedJson ExportJson(const BuyerAddress& who, const std::vector<ArchivedTable>& tables,
                       Instant now);
// How many rows of all.
std::size_t RowsOf(const std::vector<ArchivedTable>& tables);

// {"conversations":1,"transcript":20,…}
OrderedJson CountsJson(const RowCounts& counts);

// {"dead_letters":[{"id","shop","channel","conversation","author","created","died","attempts","error","body"}]}
OrderedJson DeadLettersJson(const std::vector<DeadLetter>& letters);

// {"to":"name"}; no body, or one without `to`: empty. BadRequest.
Result<std::string> DecodeBackup(std::string_view body);

// {"id":"…"} or {"channel":"…"}: one of the two must be there, so that nobody revives everything by mistake.
struct ReviveRequest {
  std::string id;
  std::string channel;
};
Result<ReviveRequest> DecodeRevive(std::string_view body);

}  // namespace xiaoer
