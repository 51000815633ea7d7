#include "adapters/store/conversation_reader.h"

#include <gtest/gtest.h>

#include "tests/unit/adapters/open_store.h"
#include "tests/unit/adapters/temporary_folder.h"

namespace xiaoer {
namespace {

void Write(const OpenStore& store, const std::string& conversation, const std::string& id,
           Owner owner) {
  Inbound in;
  in.key = {"shop", "web", conversation};
  in.message_id = id;
  in.buyer_id = "b-" + conversation;
  in.text = "line " + id;
  const auto accepted = store->Accept(in);
  ASSERT_TRUE(accepted.ok());
  Change change = AnswerTo(in, accepted->conversation);
  change.next->owner = owner;
  ASSERT_TRUE(store->Commit(change).ok());
}

TEST(ConversationReader, OpenConversationsWithTheBuyersLastLines) {
  const TemporaryFolder folder;
  const OpenStore store(folder.path());
  for (const char* id : {"1", "2", "3"}) Write(store, "a", id, Owner::kQueued);
  Write(store, "b", "1", Owner::kClosed);
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
