#include "adapters/store/sqlite_connection.h"

namespace xiaoer {

SqliteStatement& SqliteConnection::Use(const char* sql) {
  const auto known = statements_.find(sql);
  if (known != statements_.end()) {
    known->second.Reset();
    return known->second;
  }
  auto prepared = database_.Prepare(sql);
  SqliteStatement statement =
      prepared.ok() ? std::move(prepared).value() : SqliteStatement::Broken(prepared.error());
  return statements_.emplace(sql, std::move(statement)).first->second;
}

void SqliteConnection::ResetAll() {
  for (auto& [sql, statement] : statements_) statement.Reset();
}

}  // namespace xiaoer
