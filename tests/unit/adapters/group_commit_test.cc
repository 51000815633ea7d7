#include "adapters/store/group_commit.h"

#include <gtest/gtest.h>

#include <thread>

#include "tests/unit/adapters/temporary_folder.h"

namespace xiaoer {
namespace {

// Every COMMIT fails: what is written names a parent that is not there, which is looked at only then.
SqliteConnection WhoseCommitsFail(const std::string& folder) {
  auto database = SqliteDatabase::Open(folder + "/xiaoer.db");
  EXPECT_TRUE(database.ok());
  EXPECT_TRUE(database
                  ->Execute("CREATE TABLE parents(id INTEGER PRIMARY KEY);"
                            "CREATE TABLE children(parent INTEGER UNIQUE REFERENCES parents(id) "
                            "DEFERRABLE INITIALLY DEFERRED)")
                  .ok());
  return SqliteConnection(std::move(database).value());
}

// A message came twice at once, and the disk refused the transaction of both: neither may hear "it is there
// already", for it is not.
TEST(GroupCommit, WhatConflictsWithLostWorkIsNotToldThatItIsThere) {
  const TemporaryFolder folder;
  GroupCommit commit(WhoseCommitsFail(folder.path()));
  const std::string taken = "the message is there already";
  bool together = false;
  // Whether the two meet in one transaction is up to the scheduler.
  for (int i = 0; i < 1000 && !together; ++i) {
    const auto write = [&](SqliteConnection& c) -> Status {
      auto known = c.database().Prepare("SELECT 1 FROM children");
      if (const auto row = known->Step(); row.ok() && *row) {
        together = true;
        return Conflict(taken);
      }
      // Time for the others to queue behind this transaction.
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      return c.database().Execute("INSERT INTO children VALUES(1)");
    };
    std::vector<Status> results(4);
    {
      std::vector<std::jthread> threads;
      for (Status& result : results) {
        threads.emplace_back([&commit, &write, &result] { result = commit.Run(write); });
      }
    }
    for (const Status& result : results) {
      EXPECT_FALSE(result.ok());
      EXPECT_NE(result.message(), taken);
    }
  }
  EXPECT_TRUE(together);
}

}  // namespace
}  // namespace xiaoer
