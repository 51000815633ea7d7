#include "adapters/store/transcript_reader.h"

#include <filesystem>

#include "adapters/store/sqlite_database.h"

namespace xiaoer {

Result<std::vector<TranscriptLine>> ReadTranscript(const std::string& folder) {
  const std::string path = folder + "/xiaoer.db";
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    return NotFound(folder + " holds no xiaoer.db: it is no data folder of `xiaoer serve`");
  }
  auto database = SqliteDatabase::OpenForReading(path);
  if (!database.ok()) return database.error();
  auto query = database->Prepare(
      "SELECT shop, channel, conversation, sender, at, text FROM transcript"
      " WHERE sender IN ('buyer', 'agent') ORDER BY id");
  if (!query.ok()) return query.error().WithContext(path);
  std::vector<TranscriptLine> lines;
  while (true) {
    const Result<bool> row = query->Step();
    if (!row.ok()) return row.error().WithContext(path);
    if (!*row) return lines;
    lines.push_back({{query->Text(0), query->Text(1), query->Text(2)},
                     query->Text(3) == "agent" ? Sender::kAgent : Sender::kBuyer,
                     FromMillis(query->Number(4)),
                     query->Text(5)});
  }
}

}  // namespace xiaoer
