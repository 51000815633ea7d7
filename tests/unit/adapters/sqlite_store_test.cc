#include "adapters/store/sqlite_store.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include "adapters/store/sqlite_database.h"
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

TurnCommit Commit(const Inbound& in, Conversation next) {
  TurnCommit turn;
  turn.inbound = in;
  turn.received = FromMillis(1000);
  turn.next = std::move(next);
  turn.next.buyer_id = in.buyer_id;
  turn.next.turns++;
  turn.replies = {{"re_" + in.message_id, "在的亲", "greet.hello"}};
  turn.answer = {"rc_" + in.message_id, "{\"answer\":\"" + in.message_id + "\"}"};
  turn.receipt_json = "{\"receipt\":1}";
  return turn;
}

std::unique_ptr<Store> OpenOrDie(const std::string& folder) {
  auto store = OpenSqliteStore(folder);
  EXPECT_TRUE(store.ok()) << store.error().ToString();
  return std::move(store).value();
}

TEST(SqliteStore, AnAnswerIsGivenAgainAlsoAfterARestart) {
  const TemporaryFolder folder;
  {
    auto store = OpenOrDie(folder.path());
    const auto first = store->Accept(Message("m1"), FromMillis(1));
    ASSERT_TRUE(first.ok());
    EXPECT_FALSE(first->answer);
    EXPECT_EQ(first->conversation.version, 0u);
    ASSERT_TRUE(store->Commit(Commit(Message("m1"), first->conversation)).ok());
  }
  auto store = OpenOrDie(folder.path());
  const auto again = store->Accept(Message("m1"), FromMillis(2));
  ASSERT_TRUE(again.ok());
  ASSERT_TRUE(again->answer);
  EXPECT_EQ(again->answer->body, "{\"answer\":\"m1\"}");
  EXPECT_EQ(*store->FindReceipt("rc_m1"), "{\"receipt\":1}");
  const auto next = store->Accept(Message("m2"), FromMillis(3));
  ASSERT_TRUE(next.ok());
  EXPECT_EQ(next->conversation.version, 1u);
  EXPECT_EQ(next->conversation.turns, 1);
}

TEST(SqliteStore, AStaleVersionIsRefusedAndLeavesNothing) {
  const TemporaryFolder folder;
  auto store = OpenOrDie(folder.path());
  const auto a = store->Accept(Message("m1"), FromMillis(1));
  const auto b = store->Accept(Message("m2"), FromMillis(1));
  ASSERT_TRUE(store->Commit(Commit(Message("m1"), a->conversation)).ok());
  const Status late = store->Commit(Commit(Message("m2"), b->conversation));
  EXPECT_EQ(late.code(), StatusCode::kConflict);
  EXPECT_EQ(store->FindReceipt("rc_m2").error().code(), StatusCode::kNotFound);
  const auto retry = store->Accept(Message("m2"), FromMillis(2));
  ASSERT_FALSE(retry->answer);
  EXPECT_TRUE(store->Commit(Commit(Message("m2"), retry->conversation)).ok());
}

TEST(SqliteStore, TheSameMessageIsCommittedOnce) {
  const TemporaryFolder folder;
  auto store = OpenOrDie(folder.path());
  const auto first = store->Accept(Message("m1"), FromMillis(1));
  ASSERT_TRUE(store->Commit(Commit(Message("m1"), first->conversation)).ok());
  const auto next = store->Accept(Message("m2"), FromMillis(1));
  EXPECT_EQ(store->Commit(Commit(Message("m1"), next->conversation)).code(), StatusCode::kConflict);
}

TEST(SqliteStore, AnotherConversationMayUseTheSameMessageId) {
  const TemporaryFolder folder;
  auto store = OpenOrDie(folder.path());
  const auto first = store->Accept(Message("m1"), FromMillis(1));
  ASSERT_TRUE(store->Commit(Commit(Message("m1"), first->conversation)).ok());
  EXPECT_FALSE(store->Accept(Message("m1", "c2"), FromMillis(2))->answer);
}

TEST(SqliteStore, ADatabaseOfANewerReleaseIsLeftAlone) {
  const TemporaryFolder folder;
  OpenOrDie(folder.path()).reset();
  {
    auto database = SqliteDatabase::Open(folder.path() + "/xiaoer.db");
    ASSERT_TRUE(database.ok());
    ASSERT_TRUE(database->Execute("PRAGMA user_version=99").ok());
  }
  const auto store = OpenSqliteStore(folder.path());
  ASSERT_FALSE(store.ok());
  EXPECT_NE(store.error().message().find("newer xiaoer"), std::string::npos);
}

TEST(SqliteStore, PromisesAreFoundForTheBuyerUntilTheyExpire) {
  const TemporaryFolder folder;
  auto store = OpenOrDie(folder.path());
  Conversation c = store->Accept(Message("m1"), FromMillis(1))->conversation;
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
  const auto store = OpenOrDie(folder.path());
  const auto second = OpenSqliteStore(folder.path());
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code(), StatusCode::kUnavailable);
  EXPECT_NE(second.error().message().find("in use by another"), std::string::npos);
}

TEST(SqliteStore, AFileThatIsNoDatabaseIsAnError) {
  const TemporaryFolder folder;
  std::ofstream(folder.path() + "/xiaoer.db") << std::string(4096, 'x');
  const auto store = OpenSqliteStore(folder.path());
  ASSERT_FALSE(store.ok());
  EXPECT_NE(store.error().message().find("xiaoer.db"), std::string::npos);
}

TEST(SqliteStore, TextIsNeverSql) {
  const TemporaryFolder folder;
  auto store = OpenOrDie(folder.path());
  Inbound in = Message("m'); DROP TABLE inbox; --", "c'\"; --");
  in.text = std::string("'); DROP TABLE transcript; --\0after", 36);
  const auto first = store->Accept(in, FromMillis(1));
  ASSERT_TRUE(first.ok());
  ASSERT_TRUE(store->Commit(Commit(in, first->conversation)).ok());
  EXPECT_TRUE(store->Accept(in, FromMillis(2))->answer);
}

TEST(SqliteStore, ThreadsOnManyConversations) {
  const TemporaryFolder folder;
  auto store = OpenOrDie(folder.path());
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&store, t] {
      for (int i = 0; i < 25; ++i) {
        const Inbound in = Message(std::to_string(t) + "-" + std::to_string(i), std::to_string(t));
        const auto accepted = store->Accept(in, FromMillis(i));
        ASSERT_TRUE(accepted.ok());
        ASSERT_TRUE(store->Commit(Commit(in, accepted->conversation)).ok());
      }
    });
  }
  for (std::thread& t : threads) t.join();
  for (int t = 0; t < 4; ++t) {
    EXPECT_EQ(store->Accept(Message("new", std::to_string(t)), FromMillis(9))->conversation.turns,
              25);
  }
}

}  // namespace
}  // namespace xiaoer
