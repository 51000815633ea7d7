// A SQLite connection with its prepared statements. One thread at a time.
#pragma once

#include <unordered_map>

#include "adapters/store/sqlite_database.h"

namespace xiaoer {

class SqliteConnection {
 public:
  explicit SqliteConnection(SqliteDatabase database) : database_(std::move(database)) {}

  // The statement of that text, prepared when it is first used, without bindings. `sql` must live as long as the
  // connection: a literal. Text that SQLite refuses fails when it is stepped.
  SqliteStatement& Use(const char* sql);

  // Ends whatever is being read.
  void ResetAll();

  SqliteDatabase& database() { return database_; }

 private:
  SqliteDatabase database_;
  // After database_: finalized before it closes. By address: literals are few, and comparing texts costs more.
  std::unordered_map<const char*, SqliteStatement> statements_;
};

}  // namespace xiaoer
