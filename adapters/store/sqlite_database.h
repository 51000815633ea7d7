// One SQLite connection: RAII for handles, statements prepared once, errors as Status.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/status.h"

struct sqlite3;
struct sqlite3_stmt;

namespace xiaoer {

// A prepared statement. Bind from 1, then Step until false; Reset happens on the next Bind or by
// hand.
class SqliteStatement {
 public:
  SqliteStatement() = default;
  ~SqliteStatement();
  SqliteStatement(SqliteStatement&& other) noexcept;
  SqliteStatement& operator=(SqliteStatement&& other) noexcept;

  SqliteStatement& Bind(int index, std::string_view text);
  SqliteStatement& Bind(int index, std::int64_t number);

  // One that was never prepared: stepping it tells why.
  static SqliteStatement Broken(Status why);

  Result<bool> Step();  // true: a row is there
  Status Run();         // steps to the end and resets
  void Reset();

  std::string Text(int column) const;
  std::int64_t Number(int column) const;

 private:
  friend class SqliteDatabase;
  explicit SqliteStatement(sqlite3_stmt* handle) : handle_(handle) {}
  sqlite3_stmt* handle_ = nullptr;
  Status broken_;
};

class SqliteDatabase {
 public:
  // Opens or creates the file, WAL with synchronous FULL: what was committed survives a power cut.
  static Result<SqliteDatabase> Open(const std::string& path);
  // Opens an existing file to read from, while another process may write.
  static Result<SqliteDatabase> OpenForReading(const std::string& path);
  ~SqliteDatabase();
  SqliteDatabase(SqliteDatabase&& other) noexcept;
  SqliteDatabase& operator=(SqliteDatabase&& other) noexcept;

  Status Execute(const char* sql);
  Result<SqliteStatement> Prepare(std::string_view sql);
  std::int64_t changes() const;  // rows touched by the last statement
  // False also after an error that undid the transaction as a whole, such as a full disk.
  bool in_transaction() const;

 private:
  explicit SqliteDatabase(sqlite3* handle) : handle_(handle) {}
  sqlite3* handle_ = nullptr;
};

// Rolls back unless committed.
class SqliteTransaction {
 public:
  // IMMEDIATE: the write lock is taken at the start, so that no later statement can find it gone.
  static Result<SqliteTransaction> Begin(SqliteDatabase& database);
  ~SqliteTransaction();
  SqliteTransaction(SqliteTransaction&& other) noexcept;
  SqliteTransaction& operator=(SqliteTransaction&&) = delete;

  Status Commit();

 private:
  explicit SqliteTransaction(SqliteDatabase* database) : database_(database) {}
  SqliteDatabase* database_;
};

}  // namespace xiaoer
