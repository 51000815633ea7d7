#include "adapters/store/sqlite_database.h"

#include <sqlite3.h>

#include <utility>

namespace xiaoer {
namespace {

Status ErrorOf(sqlite3* handle, int code) {
  const std::string message = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  switch (code & 0xFF) {
    case SQLITE_CONSTRAINT:
      return Conflict("database: " + message);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Internal("database: " + message);
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
    case SQLITE_ERROR:
      return Internal("database: " + message);
    default:  // busy, full, read-only, input/output: the operator or time can mend it
      return Unavailable("database: " + message);
  }
}

}  // namespace

SqliteStatement::~SqliteStatement() { sqlite3_finalize(handle_); }

SqliteStatement::SqliteStatement(SqliteStatement&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)), broken_(std::move(other.broken_)) {}

SqliteStatement& SqliteStatement::operator=(SqliteStatement&& other) noexcept {
  std::swap(handle_, other.handle_);
  std::swap(broken_, other.broken_);
  return *this;
}

SqliteStatement& SqliteStatement::Bind(int index, std::string_view text) {
  // Transient: the statement keeps a copy, so the caller's text need not outlive it. The only
  // failures are misuse and want of memory; the step that follows reports them.
  sqlite3_bind_text64(handle_, index, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}

SqliteStatement& SqliteStatement::Bind(int index, std::int64_t number) {
  sqlite3_bind_int64(handle_, index, number);
  return *this;
}

SqliteStatement SqliteStatement::Broken(Status why) {
  SqliteStatement statement;
  statement.broken_ = std::move(why);
  return statement;
}

Result<bool> SqliteStatement::Step() {
  if (!broken_.ok()) return broken_;
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  Status error = ErrorOf(sqlite3_db_handle(handle_), code);
  Reset();
  return error;
}

Status SqliteStatement::Run() {
  for (;;) {
    const Result<bool> row = Step();
    if (!row.ok()) return row.error();
    if (!*row) break;
  }
  Reset();
  return {};
}

void SqliteStatement::Reset() {
  sqlite3_reset(handle_);
  sqlite3_clear_bindings(handle_);
}

std::string SqliteStatement::Text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
  const int size = sqlite3_column_bytes(handle_, column);
  return text == nullptr ? std::string() : std::string(text, static_cast<std::size_t>(size));
}

std::int64_t SqliteStatement::Number(int column) const {
  return sqlite3_column_int64(handle_, column);
}

Result<SqliteDatabase> SqliteDatabase::Open(const std::string& path) {
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &handle,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  SqliteDatabase database(handle);
  if (code != SQLITE_OK) return ErrorOf(handle, code).WithContext(path);
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, 5000);
  for (const char* pragma : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL",
                             "PRAGMA foreign_keys=ON", "PRAGMA trusted_schema=OFF"}) {
    if (Status s = database.Execute(pragma); !s.ok()) return s.WithContext(path);
  }
  return database;
}

Result<SqliteDatabase> SqliteDatabase::OpenForReading(const std::string& path) {
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
  SqliteDatabase database(handle);
  if (code != SQLITE_OK) return ErrorOf(handle, code).WithContext(path);
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, 5000);
  if (Status s = database.Execute("PRAGMA trusted_schema=OFF"); !s.ok()) return s.WithContext(path);
  return database;
}

SqliteDatabase::~SqliteDatabase() { sqlite3_close_v2(handle_); }

SqliteDatabase::SqliteDatabase(SqliteDatabase&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)) {}

SqliteDatabase& SqliteDatabase::operator=(SqliteDatabase&& other) noexcept {
  std::swap(handle_, other.handle_);
  return *this;
}

Status SqliteDatabase::Execute(const char* sql) {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? Status() : ErrorOf(handle_, code);
}

Result<SqliteStatement> SqliteDatabase::Prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) return ErrorOf(handle_, code);
  return SqliteStatement(statement);
}

std::int64_t SqliteDatabase::changes() const { return sqlite3_changes64(handle_); }

bool SqliteDatabase::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

Result<SqliteTransaction> SqliteTransaction::Begin(SqliteDatabase& database) {
  if (Status s = database.Execute("BEGIN IMMEDIATE"); !s.ok()) return s;
  return SqliteTransaction(&database);
}

SqliteTransaction::~SqliteTransaction() {
  // A failed rollback means that SQLite has rolled back already.
  if (database_ != nullptr) (void)database_->Execute("ROLLBACK");
}

SqliteTransaction::SqliteTransaction(SqliteTransaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}

Status SqliteTransaction::Commit() {
  Status s = database_->Execute("COMMIT");
  if (s.ok()) database_ = nullptr;
  return s;
}

}  // namespace xiaoer
