#include "adapters/store/sqlite_archive.h"

#include <filesystem>
#include <fstream>

#include "adapters/runtime/conversation_locks.h"
#include "adapters/store/sqlite_backup.h"
#include "tests/unit/adapters/open_store.h"
#include "tests/unit/adapters/temporary_folder.h"

namespace xiaoer {
namespace {

Inbound Message(const std::string& buyer, const std::string& conversation, const std::string& id) {
  Inbound in;
  in.key = {"demo", "web", conversation};
  in.buyer_id = buyer;
  in.message_id = id;
  in.text = "text of " + buyer;
  return in;
}

void Commit(const OpenStore& store, const Inbound& in,
            const std::vector<OutboxEntry>& outbox = {}) {
  const auto accepted = store->Accept(in);
  ASSERT_TRUE(accepted.ok());
  Change change = AnswerTo(in, accepted->conversation);
  change.outbox = outbox;
  ASSERT_TRUE(store->Commit(change).ok());
}

std::map<std::string, std::int64_t> Erase(Archive& archive, const BuyerAddress& who) {
  const auto erased = archive.Erase(who);
  EXPECT_TRUE(erased.ok());
  return {erased->begin(), erased->end()};
}

TEST(SqliteArchive, AConversationOfTwoBuyersGoesWithEither) {
  const TemporaryFolder folder;
  const OpenStore store(folder.path());
  const auto archive = MakeSqliteArchive(store.folder());
  Commit(store, Message("first", "group", "m1"));
  Commit(store, Message("second", "group", "m2"));
  Commit(store, Message("second", "own", "m1"));
  EXPECT_EQ(archive->ConversationsOf({"first", "", ""})->size(), 1u);
  EXPECT_EQ(archive->ConversationsOf({"second", "", ""})->size(), 2u);
  auto counts = Erase(*archive, {"first", "", ""});
  EXPECT_EQ(counts["conversations"], 1);
  EXPECT_EQ(counts["transcript"], 4);
  EXPECT_EQ(counts["buyers"], 2);
  EXPECT_EQ(archive->ConversationsOf({"second", "", ""})->size(), 1u);
}

TEST(SqliteArchive, OnlyTheShopAndChannelThatWereNamedAreErased) {
  const TemporaryFolder folder;
  const OpenStore store(folder.path());
  const auto archive = MakeSqliteArchive(store.folder());
  for (const char* channel : {"web", "app"}) {
    Inbound in = Message("b", "c", std::string("m-") + channel);
    in.key.channel = channel;
    Commit(store, in, {{std::string("re_") + channel, "bot", "{}"}});
  }
  EXPECT_EQ(Erase(*archive, {"b", "elsewhere", ""})["conversations"], 0);
  auto counts = Erase(*archive, {"b", "demo", "app"});
  EXPECT_EQ(counts["conversations"], 1);
  EXPECT_EQ(counts["outbox"], 1);
  EXPECT_EQ(store.outbox().Count()->pending, 1);
  EXPECT_TRUE(store->Load({"demo", "web", "c"}).ok());
}

// A delivery that was under way when its row was erased must not settle another's reply.
TEST(SqliteArchive, TheNumberOfAnErasedReplyIsNotUsedAgain) {
  const TemporaryFolder folder;
  const OpenStore store(folder.path());
  const auto archive = MakeSqliteArchive(store.folder());
  Commit(store, Message("erased", "c1", "m1"), {{"re_1", "bot", "{}"}});
  const std::int64_t seq = store.outbox().Due("web", FromMillis(2000), 9)->at(0).seq;
  Erase(*archive, {"erased", "", ""});
  Commit(store, Message("other", "c2", "m1"), {{"re_2", "bot", "{}"}});
  ASSERT_TRUE(store.outbox().Delivered(seq, FromMillis(3000)).ok());
  EXPECT_EQ(store.outbox().Count()->pending, 1);
}

// A turn that had loaded the conversation before it was deleted does not bring it back.
TEST(SqliteArchive, ATurnThatBeganBeforeComesTooLate) {
  const TemporaryFolder folder;
  const OpenStore store(folder.path());
  const auto archive = MakeSqliteArchive(store.folder());
  Commit(store, Message("b", "c", "m1"));
  const Change late =
      AnswerTo(Message("b", "c", "m2"), store->Accept(Message("b", "c", "m2"))->conversation);
  Erase(*archive, {"b", "", ""});
  EXPECT_EQ(store->Commit(late).code(), StatusCode::kConflict);
  EXPECT_TRUE(archive->ConversationsOf({"b", "", ""})->empty());
}

TEST(SqliteArchive, BuyersOfAnOlderReleaseAreFound) {
  const TemporaryFolder folder;
  {
    const OpenStore store(folder.path());
    Commit(store, Message("b", "c", "m1"), {{"re_1", "bot", "body"}});
    ASSERT_TRUE(store->Enqueue({Message("w", "waits", "m1"), FromMillis(5)}, {}).ok());
  }
  {
    auto database = SqliteDatabase::Open(folder.path() + "/xiaoer.db");
    ASSERT_TRUE(database
                    ->Execute("DROP TABLE buyers; DROP INDEX inbox_receipts; DROP INDEX "
                              "suggestions_made; DROP INDEX outbox_settled; PRAGMA "
                              "user_version=2")
                    .ok());
  }
  const auto early = ExportFromFolder(folder.path(), {"b", "", ""});
  ASSERT_FALSE(early.ok());
  EXPECT_NE(early.error().message().find("xiaoer serve"), std::string::npos);
  const OpenStore store(folder.path());
  const auto archive = MakeSqliteArchive(store.folder());
  EXPECT_EQ(archive->ConversationsOf({"b", "", ""})->size(), 1u);
  EXPECT_EQ(archive->ConversationsOf({"w", "", ""})->size(), 1u);
  EXPECT_EQ(store.outbox().Due("web", FromMillis(2000), 9)->at(0).body, "body");
  // While the server has the folder.
  const auto exported = ExportFromFolder(folder.path(), {"b", "", ""});
  ASSERT_TRUE(exported.ok()) << exported.error().ToString();
  EXPECT_EQ(exported->front().rows.size(), 1u);
}

TEST(SqliteArchive, ABackupNeverOverwritesAndLeavesNoPartsBehind) {
  const TemporaryFolder folder;
  const TemporaryFolder to;
  const OpenStore store(folder.path());
  Commit(store, Message("b", "c", "m1"));
  const std::string path = to.path() + "/copy.db";
  std::ofstream(path) << "mine";
  EXPECT_EQ(BackupFolder(folder.path(), path).error().code(), StatusCode::kConflict);
  EXPECT_EQ(std::filesystem::file_size(path), 4u);
  std::filesystem::remove(path);
  // Nor what a link points to.
  std::filesystem::create_symlink(to.path() + "/elsewhere", path);
  EXPECT_EQ(BackupFolder(folder.path(), path).error().code(), StatusCode::kConflict);
  std::filesystem::remove(path);
  EXPECT_EQ(BackupFolder(to.path(), path).error().code(), StatusCode::kNotFound);
  EXPECT_EQ(BackupFolder(folder.path(), to.path() + "/no/such/folder.db").error().code(),
            StatusCode::kUnavailable);
  EXPECT_TRUE(std::filesystem::is_empty(to.path()));
  ASSERT_TRUE(BackupFolder(folder.path(), path).ok());
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(to.path()), {}), 1);
}

TEST(SqliteArchive, ADamagedFileIsNoBackup) {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/copy.db";
  {
    const OpenStore store(folder.path());
    for (int i = 0; i < 200; ++i) Commit(store, Message("b", "c" + std::to_string(i), "m1"));
    ASSERT_TRUE(store.folder().Backup(path).ok());
  }
  ASSERT_TRUE(CheckIntegrity(path).ok());
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(5 * 4096);
  file << std::string(3 * 4096, 'x');
  file.close();
  EXPECT_EQ(CheckIntegrity(path).code(), StatusCode::kInternal);
}

TEST(ConversationLocks, ManyAreTakenOnceEach) {
  ConversationLocks locks;
  std::vector<ConversationKey> keys;
  for (int i = 0; i < 500; ++i) keys.push_back({"demo", "web", "c" + std::to_string(i)});
  {
    const auto held = locks.LockAll(keys);
    EXPECT_EQ(held.size(), 64u);
    EXPECT_FALSE(std::unique_lock(locks.For(keys[7]), std::try_to_lock).owns_lock());
  }
  EXPECT_TRUE(std::unique_lock(locks.For(keys[7]), std::try_to_lock).owns_lock());
}

}  // namespace
}  // namespace xiaoer
