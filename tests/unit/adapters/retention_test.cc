#include "adapters/runtime/retention.h"

#include <atomic>
#include <filesystem>
#include <fstream>

#include "adapters/runtime/retention_config.h"
#include "adapters/store/sqlite_archive.h"
#include "tests/unit/adapters/open_store.h"
#include "tests/unit/adapters/temporary_folder.h"

namespace xiaoer {
namespace {

namespace fs = std::filesystem;
using std::chrono::days;

class SetClock final : public Clock {
 public:
  Instant Now() const override { return now; }
  void Advance(Millis by) { now = Now() + by; }
  std::atomic<Instant> now = FromMillis(1'794'398'400'000);
};

class RetentionTest : public ::testing::Test {
 protected:
  // A turn in that conversation, as if it were now.
  void Say(const std::string& conversation, const std::string& id, const std::string& text,
           Conversation next = {}) {
    Inbound in;
    in.key = {"demo", "web", conversation};
    in.buyer_id = "b-" + conversation;
    in.message_id = id;
    in.text = text;
    const Result<Accepted> accepted = store_->Accept(in);
    ASSERT_TRUE(accepted.ok());
    next.version = accepted->conversation.version;
    Change change = AnswerTo(in, std::move(next));
    change.at = clock_.Now();
    change.answered[0].received = clock_.Now();
    for (TranscriptEntry& line : change.lines) line.at = clock_.Now();
    change.events = {{0, clock_.Now(), "message", in.key, "{}"}};
    change.suggestions = {{"su_" + conversation + id, "text", "reply", "approach", "{}"}};
    change.outbox = {{"re_" + conversation + id, "bot", "{}"}};
    ASSERT_TRUE(store_->Commit(change).ok());
    const auto due = store_.outbox().Due("web", clock_.Now(), 100);
    ASSERT_TRUE(due.ok());
    for (const OutboxItem& item : *due) {
      ASSERT_TRUE(store_.outbox().Delivered(item.seq, clock_.Now()).ok());
    }
  }

  std::map<std::string, std::int64_t> Sweep(RetentionPeriods periods = {}) {
    Retention::Options options;
    options.periods = periods;
    options.pause = Millis(0);
    options.batch = 2;  // so that there are several
    Retention retention(*archive_, backups_, clock_, options);
    const auto swept = retention.Sweep();
    EXPECT_TRUE(swept.ok()) << swept.error().ToString();
    return {swept->rows.begin(), swept->rows.end()};
  }

  std::size_t Lines(const std::string& conversation) {
    return store_->Transcript({"demo", "web", conversation}, 100)->size();
  }
  bool HasReceipt(const std::string& conversation, const std::string& id) {
    return store_->FindReceipt("rc_" + conversation + id).ok();
  }
  bool IsAnswered(const std::string& conversation, const std::string& id) {
    Inbound in;
    in.key = {"demo", "web", conversation};
    in.message_id = id;
    return store_->Accept(in)->answer.has_value();
  }

  TemporaryFolder folder_;
  OpenStore store_{folder_.path()};
  SetClock clock_;
  std::unique_ptr<Archive> archive_ = MakeSqliteArchive(store_.folder());
  Backups backups_{folder_.path(), *archive_, clock_};
};

TEST_F(RetentionTest, WhatIsYoungStays) {
  for (const char* id : {"1", "2", "3"}) Say("c", id, "在吗");
  clock_.Advance(days(6));
  for (const auto& [kind, rows] : Sweep()) EXPECT_EQ(rows, 0) << kind;
  EXPECT_EQ(Lines("c"), 6u);
}

TEST_F(RetentionTest, EventsGoThenReceiptsThenTheConversation) {
  for (const char* id : {"1", "2", "3", "4", "5"}) Say("c", id, "在吗");
  clock_.Advance(days(8));
  auto swept = Sweep();
  EXPECT_EQ(swept["events"], 5);
  EXPECT_EQ(swept["delivered"], 5);
  EXPECT_EQ(swept["receipts"], 0);
  EXPECT_TRUE(HasReceipt("c", "1"));

  clock_.Advance(days(83));
  swept = Sweep();
  EXPECT_EQ(swept["receipts"], 10);  // and suggestions
  EXPECT_FALSE(HasReceipt("c", "1"));
  EXPECT_FALSE(store_->FindSuggestion("su_c1").ok());
  // A message that is sent again is still known.
  EXPECT_TRUE(IsAnswered("c", "1"));
  EXPECT_EQ(Lines("c"), 10u);

  clock_.Advance(days(90));
  swept = Sweep();
  EXPECT_EQ(swept["transcripts"], 10);
  EXPECT_EQ(Lines("c"), 0u);
  EXPECT_FALSE(IsAnswered("c", "1"));
  EXPECT_EQ(store_->Load({"demo", "web", "c"}).error().code(), StatusCode::kNotFound);
  // Not a row of the buyer's is left.
  const auto tables = archive_->Export({"b-c", "", ""});
  ASSERT_TRUE(tables.ok());
  for (const ArchivedTable& table : *tables) {
    EXPECT_TRUE(table.rows.empty()) << table.name;
  }
}

TEST_F(RetentionTest, OldLinesOfALivingConversationGo) {
  Say("c", "old", "很久以前");
  clock_.Advance(days(179));
  Say("c", "new", "今天");
  clock_.Advance(days(2));
  EXPECT_EQ(Sweep()["transcripts"], 2);
  EXPECT_EQ(Lines("c"), 2u);
  EXPECT_FALSE(IsAnswered("c", "old"));
  EXPECT_TRUE(IsAnswered("c", "new"));
  EXPECT_TRUE(HasReceipt("c", "new"));
  EXPECT_TRUE(store_->Load({"demo", "web", "c"}).ok());
}

TEST_F(RetentionTest, WhatIsOpenIsNotTouched) {
  Conversation owned;
  owned.owner = Owner::kHuman;
  Conversation handed_off;
  handed_off.handoff = Handoff{};
  Conversation promised;
  promised.promises.resize(1);
  promised.promises[0].expires = clock_.Now() + days(400);
  Conversation closed;
  closed.owner = Owner::kClosed;
  closed.handoff = Handoff{};
  // Enough of them in one millisecond to fill several batches.
  for (const char* n : {"1", "2", "3"}) {
    Say("owned" + std::string(n), "m", "在吗", owned);
    Say("handed-off" + std::string(n), "m", "在吗", handed_off);
    Say("promised" + std::string(n), "m", "在吗", promised);
    Say("closed" + std::string(n), "m", "在吗", closed);
  }
  clock_.Advance(days(365));
  auto swept = Sweep();
  EXPECT_EQ(swept["transcripts"], 6);
  for (const char* n : {"1", "2", "3"}) {
    for (const std::string kept : {"owned", "handed-off", "promised"}) {
      EXPECT_EQ(Lines(kept + n), 2u) << kept;
      EXPECT_TRUE(HasReceipt(kept + n, "m")) << kept;
      EXPECT_TRUE(IsAnswered(kept + n, "m")) << kept;
    }
    EXPECT_EQ(Lines("closed" + std::string(n)), 0u);
  }
  // The promise has expired; the others are still open.
  clock_.Advance(days(36));
  EXPECT_EQ(Sweep()["transcripts"], 6);
  EXPECT_EQ(Lines("promised1"), 0u);
  EXPECT_EQ(Lines("owned1"), 2u);
}

TEST_F(RetentionTest, OffKeepsForEver) {
  Say("c", "1", "在吗");
  clock_.Advance(days(3650));
  EXPECT_TRUE(
      Sweep({std::nullopt, std::nullopt, std::nullopt, std::nullopt, std::nullopt}).empty());
  EXPECT_EQ(Lines("c"), 2u);
  EXPECT_TRUE(HasReceipt("c", "1"));
}

TEST_F(RetentionTest, BackupsWithoutANameOfTheirOwnAreRotated) {
  ASSERT_TRUE(backups_.Make("").ok());
  ASSERT_TRUE(backups_.Make("mine.db").ok());
  const std::string folder = folder_.path() + "/backups/";
  std::ofstream(folder + "xiaoer-not-a-time.db") << "somebody's";
  for (const char* name : {"crashed.db.part-17", "running.db.part-18"}) {
    std::ofstream(folder + name) << "half";
  }
  fs::last_write_time(folder + "crashed.db.part-17",
                      fs::file_time_type::clock::now() - std::chrono::hours(25));
  clock_.Advance(days(29));
  ASSERT_TRUE(backups_.Make("").ok());
  EXPECT_EQ(Sweep()["backups"], 0);
  clock_.Advance(days(2));
  EXPECT_EQ(Sweep()["backups"], 1);
  EXPECT_FALSE(fs::exists(folder + "xiaoer-20261111T120000Z.db"));
  EXPECT_TRUE(fs::exists(folder + "xiaoer-20261210T120000Z.db"));
  EXPECT_TRUE(fs::exists(folder + "mine.db"));
  EXPECT_FALSE(fs::exists(folder + "crashed.db.part-17"));
  EXPECT_TRUE(fs::exists(folder + "running.db.part-18"));
  EXPECT_TRUE(fs::exists(folder + "xiaoer-not-a-time.db"));
}

TEST_F(RetentionTest, AClockThatJumpsDeletesNothingAtOnce) {
  Retention::Options options;
  options.first = Millis(150);
  for (const bool jumps : {true, false}) {
    Say("c", jumps ? "1" : "2", "在吗");
    Retention retention(*archive_, backups_, clock_, options);
    std::atomic<int> sweeps{0};
    retention.Start([&](const Result<Retention::Swept>&) { ++sweeps; });
    if (jumps) clock_.Advance(days(400));
    std::this_thread::sleep_for(Millis(600));
    retention.Stop();
    EXPECT_EQ(sweeps, jumps ? 0 : 1);
    EXPECT_EQ(Lines("c"), 2u);  // in the end the first is old by any clock
  }
}

TEST(RetentionConfig, IsReadAndItsMistakesHavePlaces) {
  Diagnostics diagnostics;
  const auto good =
      yaml::Parse("{transcripts: 30d, receipts: off, events: 12h}", "c.yaml", diagnostics);
  const RetentionPeriods periods = ReadRetention(*good, diagnostics);
  EXPECT_FALSE(diagnostics.has_errors()) << diagnostics.ToString();
  EXPECT_EQ(periods.ToString(),
            "transcripts 30d, receipts for ever, events 12h, delivered 7d, backups 30d");

  for (const char* wrong : {"{transcripts: soon}", "{transcripts: 6d}", "{transcript: 30d}",
                            "{events: -1d}", "{backups: [1d]}"}) {
    Diagnostics found;
    const auto node = yaml::Parse(wrong, "c.yaml", found);
    (void)ReadRetention(*node, found);
    ASSERT_TRUE(found.has_errors()) << wrong;
    EXPECT_EQ(found.all()[0].where.file, "c.yaml");
    EXPECT_EQ(found.all()[0].where.line, 1) << wrong;
  }
}

}  // namespace
}  // namespace xiaoer
