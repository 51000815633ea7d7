#include "adapters/store/conversation_reader.h"

#include <gtest/gtest.h>

#include "adapters/store/sqlite_store.h"
#include "tests/unit/adapters/temporary_folder.h"

namespace xiaoer {
namespace {

void Write(Store& store, const std::string& conversation, const std::string& id, Owner owner) {
  TurnCommit turn;
  turn.inbound.key = {"shop", "web", conversation};
  turn.inbound.message_id = id;
  turn.inbound.buyer_id = "b-" + conversation;
  turn.inbound.text = "line " + id;
  const auto accepted = store.Accept(turn.inbound, FromMillis(1));
  ASSERT_TRUE(accepted.ok());
  turn.received = FromMillis(1000);
  turn.next = accepted->conversation;
  turn.next.buyer_id = turn.inbound.buyer_id;
  turn.next.owner = owner;
  turn.replies = {{"re_" + id, "在的亲", "greet.hello"}};
  turn.answer = {"rc_" + conversation + id, "{}"};
  turn.receipt_json = "{}";
  ASSERT_TRUE(store.Commit(turn).ok());
}

TEST(ConversationReader, OpenConversationsWithTheBuyersLastLines) {
  const TemporaryFolder folder;
  auto store = OpenSqliteStore(folder.path());
  ASSERT_TRUE(store.ok());
  for (const char* id : {"1", "2", "3"}) Write(**store, "a", id, Owner::kQueued);
  Write(**store, "b", "1", Owner::kClosed);
  // While the server has it open.
  const auto all = ReadConversations(folder.path(), 2);
  ASSERT_TRUE(all.ok()) << all.error().ToString();
  ASSERT_EQ(all->size(), 1u);
  EXPECT_EQ(all->front().conversation.buyer_id, "b-a");
  EXPECT_EQ(all->front().conversation.owner, Owner::kQueued);
  EXPECT_EQ(all->front().last_words, (std::vector<std::string>{"line 2", "line 3"}));
}

TEST(ConversationReader, AFolderWithoutADatabaseIsNoDataFolder) {
  const TemporaryFolder folder;
  const auto all = ReadConversations(folder.path(), 2);
  ASSERT_FALSE(all.ok());
  EXPECT_EQ(all.error().code(), StatusCode::kNotFound);
}

}  // namespace
}  // namespace xiaoer
