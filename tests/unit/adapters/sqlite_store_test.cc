#include "adapters/store/sqlite_store.h"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "adapters/store/sqlite_database.h"
#include "tests/unit/adapters/open_store.h"
#include "tests/unit/adapters/temporary_folder.h"

namespace xiaoer {
namespace {

Inbound Message(const std::string& id, const std::string& conversation = "c1") {
  Inbound in;
  in.key = {"shop", "web", conversation};
  in.message_id = id;
  in.buyer_id = "b1";
  in.text = "在吗";
  return in;
}

Change Commit(const Inbound& in, Conversation next) { return AnswerTo(in, std::move(next)); }

TEST(SqliteStore, AnAnswerIsGivenAgainAlsoAfterARestart) {
  const TemporaryFolder folder;
  {
    const OpenStore store(folder.path());
    const auto first = store->Accept(Message("m1"));
    ASSERT_TRUE(first.ok());
    EXPECT_FALSE(first->answer);
    EXPECT_EQ(first->conversation.version, 0u);
    ASSERT_TRUE(store->Commit(Commit(Message("m1"), first->conversation)).ok());
  }
  const OpenStore store(folder.path());
  const auto again = store->Accept(Message("m1"));
  ASSERT_TRUE(again.ok());
  ASSERT_TRUE(again->answer);
  EXPECT_EQ(again->answer->body, "{\"answer\":\"m1\"}");
  EXPECT_EQ(*store->FindReceipt("rc_c1m1"), "{\"receipt\":1}");
  const auto next = store->Accept(Message("m2"));
  ASSERT_TRUE(next.ok());
  EXPECT_EQ(next->conversation.version, 1u);
  EXPECT_EQ(next->conversation.turns, 1);
}

TEST(SqliteStore, AStaleVersionIsRefusedAndLeavesNothing) {
  const TemporaryFolder folder;
  const OpenStore store(folder.path());
  const auto a = store->Accept(Message("m1"));
  const auto b = store->Accept(Message("m2"));
  ASSERT_TRUE(store->Commit(Commit(Message("m1"), a->conversation)).ok());
  const Status late = store->Commit(Commit(Message("m2"), b->conversation));
  EXPECT_EQ(late.code(), StatusCode::kConflict);
  EXPECT_EQ(store->FindReceipt("rc_c1m2").error().code(), StatusCode::kNotFound);
  const auto retry = store->Accept(Message("m2"));
  ASSERT_FALSE(retry->answer);
  EXPECT_TRUE(store->Commit(Commit(Message("m2"), retry->conversation)).ok());
}

TEST(SqliteStore, TheSameMessageIsCommittedOnce) {
  const TemporaryFolder folder;
  const OpenStore store(folder.path());
  const auto first = store->Accept(Message("m1"));
  ASSERT_TRUE(store->Commit(Commit(Message("m1"), first->conversation)).ok());
  const auto next = store->Accept(Message("m2"));
  EXPECT_EQ(store->Commit(Commit(Message("m1"), next->conversation)).code(), StatusCode::kConflict);
}

TEST(SqliteStore, AnotherConversationMayUseTheSameMessageId) {
  const TemporaryFolder folder;
  const OpenStore store(folder.path());
  const auto first = store->Accept(Message("m1"));
  ASSERT_TRUE(store->Commit(Commit(Message("m1"), first->conversation)).ok());
  EXPECT_FALSE(store->Accept(Message("m1", "c2"))->answer);
}

TEST(SqliteStore, ADatabaseOfANewerReleaseIsLeftAlone) {
  const TemporaryFolder folder;
  { const OpenStore store(folder.path()); }
  {
    auto database = SqliteDatabase::Open(folder.path() + "/xiaoer.db");
    ASSERT_TRUE(database.ok());
    ASSERT_TRUE(database->Execute("PRAGMA user_version=99").ok());
  }
  const auto store = SqliteFolder::Open(folder.path());
  ASSERT_FALSE(store.ok());
  EXPECT_NE(store.error().message().find("newer xiaoer"), std::string::npos);
}

TEST(SqliteStore, PromisesAreFoundForTheBuyerUntilTheyExpire) {
  const TemporaryFolder folder;
  const OpenStore store(folder.path());
  Conversation c = store->Accept(Message("m1"))->conversation;
  Promise promise;
  promise.product = "p-300";
  promise.amount = Fen{28000};
  promise.expires = FromMillis(5000);
  c.promises = {promise};
  ASSERT_TRUE(store->Commit(Commit(Message("m1"), c)).ok());
  const auto found = store->FindPromises("shop", "web", "b1", FromMillis(4999));
  ASSERT_TRUE(found.ok());
  ASSERT_EQ(found->size(), 1u);
  EXPECT_EQ(found->front(), promise);
  EXPECT_TRUE(store->FindPromises("shop", "web", "b1", FromMillis(5000))->empty());
  EXPECT_TRUE(store->FindPromises("shop", "web", "b2", FromMillis(1))->empty());
}

TEST(SqliteStore, ASecondProcessIsRefusedTheFolder) {
  const TemporaryFolder folder;
  const OpenStore store(folder.path());
  const auto second = SqliteFolder::Open(folder.path());
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code(), StatusCode::kUnavailable);
  EXPECT_NE(second.error().message().find("in use by another"), std::string::npos);
}

TEST(SqliteStore, AFileThatIsNoDatabaseIsAnError) {
  const TemporaryFolder folder;
  std::ofstream(folder.path() + "/xiaoer.db") << std::string(4096, 'x');
  const auto store = SqliteFolder::Open(folder.path());
  ASSERT_FALSE(store.ok());
  EXPECT_NE(store.error().message().find("xiaoer.db"), std::string::npos);
}

TEST(SqliteStore, TextIsNeverSql) {
  const TemporaryFolder folder;
  const OpenStore store(folder.path());
  Inbound in = Message("m'); DROP TABLE inbox; --", "c'\"; --");
  in.text = std::string("'); DROP TABLE transcript; --\0after", 36);
  const auto first = store->Accept(in);
  ASSERT_TRUE(first.ok());
  ASSERT_TRUE(store->Commit(Commit(in, first->conversation)).ok());
  EXPECT_TRUE(store->Accept(in)->answer);
}

TEST(SqliteStore, ThreadsOnManyConversations) {
  const TemporaryFolder folder;
  const OpenStore store(folder.path());
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&store, t] {
      for (int i = 0; i < 25; ++i) {
        const Inbound in = Message(std::to_string(t) + "-" + std::to_string(i), std::to_string(t));
        const auto accepted = store->Accept(in);
        ASSERT_TRUE(accepted.ok());
        ASSERT_TRUE(store->Commit(Commit(in, accepted->conversation)).ok());
      }
    });
  }
  for (std::thread& t : threads) t.join();
  for (int t = 0; t < 4; ++t) {
    EXPECT_EQ(store->Accept(Message("new", std::to_string(t)))->conversation.turns, 25);
  }
}

TEST(SqliteStore, WhatWaitsIsThereAfterARestartAndIsTakenOnce) {
  const TemporaryFolder folder;
  const Inbound first = Message("m1");
  const Inbound second = Message("m2");
  {
    const OpenStore store(folder.path());
    ASSERT_TRUE(store->Enqueue({first, FromMillis(1)}, {}).ok());
    ASSERT_TRUE(store->Enqueue({second, FromMillis(2)}, {}).ok());
    EXPECT_EQ(store->Enqueue({second, FromMillis(3)}, {}).code(), StatusCode::kConflict);
    EXPECT_TRUE(store->Accept(first)->waiting);
  }
  const OpenStore store(folder.path());
  ASSERT_EQ(store->FindWaiting()->size(), 1u);
  const auto waiting = store->WaitingOf(first.key);
  ASSERT_TRUE(waiting.ok());
  ASSERT_EQ(waiting->size(), 2u);
  EXPECT_EQ(waiting->front().inbound.text, first.text);
  EXPECT_EQ(waiting->back().received, FromMillis(2));

  Change change = AnswerTo(second, store->Accept(second)->conversation);
  change.answered = *waiting;
  change.enqueued = true;
  ASSERT_TRUE(store->Commit(change).ok());
  EXPECT_TRUE(store->FindWaiting()->empty());
  EXPECT_EQ(store->Accept(first)->answer->body, "{\"answer\":\"m2\"}");
  EXPECT_EQ(store->Enqueue({first, FromMillis(4)}, {}).code(), StatusCode::kConflict);
  // A second worker that had loaded them, too, comes too late.
  Change late = AnswerTo(second, store->Accept(Message("m9"))->conversation);
  late.answered = *waiting;
  late.enqueued = true;
  EXPECT_EQ(store->Commit(late).code(), StatusCode::kConflict);
}

TEST(SqliteStore, AFileOfTheFirstReleaseIsBroughtUpToDate) {
  const TemporaryFolder folder;
  {
    const OpenStore store(folder.path());
    ASSERT_TRUE(
        store->Commit(Commit(Message("m1"), store->Accept(Message("m1"))->conversation)).ok());
  }
  {
    auto database = SqliteDatabase::Open(folder.path() + "/xiaoer.db");
    ASSERT_TRUE(database
                    ->Execute("DROP TABLE waiting; DROP TABLE outbox; DROP TABLE suggestions;"
                              "DROP TABLE presence; DROP TABLE events; DROP TABLE buyers;"
                              "DROP INDEX inbox_receipts;"
                              "DROP INDEX conversations_by_id; DROP INDEX conversations_owned;"
                              "PRAGMA user_version=1")
                    .ok());
  }
  const OpenStore store(folder.path());
  EXPECT_TRUE(store->Accept(Message("m1"))->answer);
  EXPECT_TRUE(store->Enqueue({Message("m2"), FromMillis(1)}, {}).ok());
}

TEST(SqliteStore, AFailedWorkOfABatchLeavesTheOthers) {
  const TemporaryFolder folder;
  const OpenStore store(folder.path());
  std::vector<std::thread> threads;
  std::atomic<int> conflicts{0};
  // Eight at once for each message of one conversation: one turn is written, the others learn that it was.
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) {
        for (;;) {
          const Inbound in = Message("m" + std::to_string(i));
          const auto accepted = store->Accept(in);
          ASSERT_TRUE(accepted.ok());
          if (accepted->answer) break;
          const Status s = store->Commit(AnswerTo(in, accepted->conversation));
          if (s.ok()) break;
          ASSERT_EQ(s.code(), StatusCode::kConflict) << s.ToString();
          ++conflicts;
        }
      }
    });
  }
  for (std::thread& t : threads) t.join();
  EXPECT_EQ(store->Accept(Message("new"))->conversation.turns, 20);
  EXPECT_EQ(store->Transcript(Message("x").key, 1000)->size(), 40u);
}

TEST(SqliteStore, PresenceHoldsForAWhile) {
  const TemporaryFolder folder;
  const OpenStore store(folder.path());
  EXPECT_FALSE(store->FindPresence("shop", FromMillis(1))->known);
  ASSERT_TRUE(store
                  ->SetPresence("shop", "lili", FromMillis(1), FromMillis(100),
                                {0, FromMillis(1), "presence", {"", "shop", ""}, "{}"})
                  .ok());
  EXPECT_TRUE(store->FindPresence("shop", FromMillis(99))->anyone);
  const auto later = store->FindPresence("shop", FromMillis(100));
  EXPECT_TRUE(later->known);
  EXPECT_FALSE(later->anyone);
  EXPECT_FALSE(store->FindPresence("other", FromMillis(1))->known);
}

TEST(SqliteStore, ABackupIsACompleteDatabase) {
  const TemporaryFolder folder;
  const TemporaryFolder copy;
  {
    const OpenStore store(folder.path());
    ASSERT_TRUE(
        store->Commit(Commit(Message("m1"), store->Accept(Message("m1"))->conversation)).ok());
    ASSERT_TRUE(store.folder().Backup(copy.path() + "/xiaoer.db").ok());
    EXPECT_EQ(store.folder().Backup(copy.path() + "/xiaoer.db").code(), StatusCode::kConflict);
  }
  const OpenStore restored(copy.path());
  EXPECT_TRUE(restored->Accept(Message("m1"))->answer);
}

TEST(SqliteOutbox, OneConversationGoesOutInOrderAndAPersonsWordsStay) {
  const TemporaryFolder folder;
  const OpenStore store(folder.path());
  Change change;
  change.key = {"shop", "web", "c1"};
  change.at = FromMillis(10);
  change.outbox = {{"r1", "bot", "{}"}, {"r2", "bot", "{}"}, {"a1", "agent", "{}"}};
  ASSERT_TRUE(store->Commit(change).ok());
  auto due = store.outbox().Due("web", FromMillis(10), 10);
  ASSERT_EQ(due->size(), 1u);
  EXPECT_EQ(due->front().id, "r1");
  ASSERT_TRUE(store.outbox().Failed(due->front().seq, FromMillis(50), "down").ok());
  EXPECT_TRUE(store.outbox().Due("web", FromMillis(49), 10)->empty());
  due = store.outbox().Due("web", FromMillis(50), 10);
  ASSERT_EQ(due->size(), 1u);
  EXPECT_EQ(due->front().attempts, 1);
  ASSERT_TRUE(store.outbox().Delivered(due->front().seq, FromMillis(51)).ok());
  // A person takes over: r2 is not sent any more, what the person said is.
  Change taken;
  taken.key = change.key;
  taken.drop_bot_replies = true;
  ASSERT_TRUE(store->Commit(taken).ok());
  due = store.outbox().Due("web", FromMillis(60), 10);
  ASSERT_EQ(due->size(), 1u);
  EXPECT_EQ(due->front().id, "a1");
  ASSERT_TRUE(store.outbox().Dead(due->front().seq, FromMillis(61), "gone").ok());
  EXPECT_EQ(store.outbox().Count()->dead, 1);
  EXPECT_EQ(*store.outbox().Revive(FromMillis(70)), 1);
  EXPECT_EQ(store.outbox().Due("web", FromMillis(70), 10)->size(), 1u);
}

}  // namespace
}  // namespace xiaoer
