#include "adapters/store/conversation_reader.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "adapters/codec/conversation_codec.h"
#include "adapters/store/sqlite_database.h"

namespace xiaoer {
namespace {

Status ReadLastWords(SqliteStatement& query, std::size_t words, StoredConversation& stored) {
  const ConversationKey& key = stored.conversation.key;
  query.Bind(1, key.shop).Bind(2, key.channel).Bind(3, key.conversation);
  query.Bind(4, static_cast<std::int64_t>(words));
  while (true) {
    const Result<bool> row = query.Step();
    if (!row.ok()) return row.error();
    if (!*row) break;
    stored.last_words.push_back(query.Text(0));
  }
  query.Reset();
  std::reverse(stored.last_words.begin(), stored.last_words.end());
  return {};
}

}  // namespace

Result<std::vector<StoredConversation>> ReadConversations(const std::string& folder,
                                                          std::size_t words) {
  const std::string path = folder + "/xiaoer.db";
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    return NotFound(folder + " holds no xiaoer.db: it is no data folder of `xiaoer serve`");
  }
  auto database = SqliteDatabase::OpenForReading(path);
  if (!database.ok()) return database.error();
  auto query = database->Prepare("SELECT state FROM conversations WHERE owner<>?1");
  if (!query.ok()) return query.error().WithContext(path);
  auto lines = database->Prepare(
      "SELECT text FROM transcript WHERE shop=?1 AND channel=?2 AND conversation=?3"
      " AND sender='buyer' ORDER BY id DESC LIMIT ?4");
  if (!lines.ok()) return lines.error().WithContext(path);
  query->Bind(1, static_cast<std::int64_t>(Owner::kClosed));
  std::vector<StoredConversation> all;
  while (true) {
    const Result<bool> row = query->Step();
    if (!row.ok()) return row.error().WithContext(path);
    if (!*row) return all;
    auto conversation = DecodeConversation(query->Text(0));
    if (!conversation.ok()) return conversation.error().WithContext(path);
    all.push_back({std::move(conversation).value(), {}});
    if (Status s = ReadLastWords(*lines, words, all.back()); !s.ok()) return s.WithContext(path);
  }
}

}  // namespace xiaoer
