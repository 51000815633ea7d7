#include "tools/xiaoer/recorded_lines.h"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/unit/adapters/open_store.h"
#include "tests/unit/adapters/temporary_folder.h"

namespace xiaoer {
namespace {

Result<std::vector<RecordedLine>> Parse(const std::string& text) {
  std::istringstream in(text);
  return ParseRecordedLines(in, "f");
}

TEST(RecordedLines, APlainFileIsOneConversationPerLine) {
  const auto lines = Parse("\xEF\xBB\xBF在吗\r\n\n多少钱\tA\n");
  ASSERT_TRUE(lines.ok());
  ASSERT_EQ(lines->size(), 2u);
  EXPECT_EQ((*lines)[0].text, "在吗");
  EXPECT_EQ((*lines)[1].text, "多少钱\tA");
  EXPECT_EQ((*lines)[1].where, "f:3");
  EXPECT_NE((*lines)[0].conversation, (*lines)[1].conversation);
}

TEST(RecordedLines, ATableGivesConversationsAndRoles) {
  const auto lines =
      Parse("dialogue\trole\ttext\nd1\tbuyer\t在吗\nd1\tsystem\t卡片\nd1\tseller\t在的\n");
  ASSERT_TRUE(lines.ok());
  ASSERT_EQ(lines->size(), 2u);
  EXPECT_EQ((*lines)[0].conversation, "d1");
  EXPECT_EQ((*lines)[1].sender, Sender::kAgent);
}

TEST(RecordedLines, ARowOfAnotherWidthIsNamed) {
  const auto lines = Parse("dialogue\ttext\nd1\t在吗\nd1\n");
  ASSERT_FALSE(lines.ok());
  EXPECT_NE(lines.error().message().find("f:3"), std::string::npos);
}

TEST(RecordedLines, AMissingFileIsAnError) { EXPECT_FALSE(ReadLineFile("no/such/file").ok()); }

TEST(RecordedLines, TheStoreGivesWhatWasSaidConversationByConversation) {
  const TemporaryFolder folder;
  EXPECT_FALSE(ReadStoredLines(folder.path()).ok());
  const OpenStore store(folder.path());
  int id = 0;
  for (const char* conversation : {"c1", "c2", "c1"}) {
    Inbound in;
    in.key = {"shop", "web", conversation};
    in.message_id = "m" + std::to_string(++id);
    in.text = "第" + std::to_string(id);
    const auto accepted = store->Accept(in);
    ASSERT_TRUE(accepted.ok());
    Change change = AnswerTo(in, accepted->conversation);
    change.lines.front().at = FromMillis(id);
    ASSERT_TRUE(store->Commit(change).ok());
  }
  const auto lines = ReadStoredLines(folder.path());  // while the store is open
  ASSERT_TRUE(lines.ok()) << lines.error().message();
  ASSERT_EQ(lines->size(), 3u);
  EXPECT_EQ((*lines)[0].text, "第1");
  EXPECT_EQ((*lines)[1].text, "第3");
  EXPECT_EQ((*lines)[1].at, FromMillis(3));
  EXPECT_EQ((*lines)[2].conversation, "shop/web/c2");
}

}  // namespace
}  // namespace xiaoer
