// The tables, and how those of older releases become today's.
#pragma once

#include "adapters/store/sqlite_database.h"

namespace xiaoer {

// Creates or migrates in one transaction. Unavailable if a newer release wrote the file.
Status PrepareTables(SqliteDatabase& database);

// For who only reads: Unavailable unless the tables are today's.
Status CheckTables(SqliteDatabase& database);

}  // namespace xiaoer
