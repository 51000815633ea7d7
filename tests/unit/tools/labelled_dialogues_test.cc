#include "tools/xiaoer/labelled_dialogues.h"

#include <gtest/gtest.h>

#include <sstream>

namespace xiaoer {
namespace {

constexpr const char* kHeader = "dialogue\tindex\trole\tintents\thandoff\ttext\n";

Result<std::vector<LabelledDialogue>> Parse(const std::string& rows) {
  std::istringstream in(kHeader + rows);
  return ParseLabelledDialogues(in, "f");
}

TEST(LabelledDialogues, RowsAreGroupedByDialogueInTheirOrder) {
  const auto dialogues = Parse(
      "d1\t0\tsystem\t-\t-\t卡片\nd1\t1\tbuyer\tgreet\t0\t在吗\r\nd1\t2\tseller\t-\t-\t在的\n"
      "d2\t0\tbuyer\task_human\t1\t转人工\n");
  ASSERT_TRUE(dialogues.ok()) << dialogues.error().ToString();
  ASSERT_EQ(dialogues->size(), 2u);
  ASSERT_EQ((*dialogues)[0].lines.size(), 3u);
  EXPECT_EQ((*dialogues)[0].lines[0].role, LabelledLine::Role::kSystem);
  EXPECT_EQ((*dialogues)[0].lines[1].text, "在吗");
  EXPECT_FALSE((*dialogues)[0].lines[1].handoff);
  EXPECT_EQ((*dialogues)[0].lines[2].role, LabelledLine::Role::kSeller);
  EXPECT_TRUE((*dialogues)[1].lines[0].handoff);
  EXPECT_EQ((*dialogues)[1].lines[0].where, "f:5");
}

void ExpectError(const std::string& rows, const std::string& part) {
  const auto dialogues = Parse(rows);
  ASSERT_FALSE(dialogues.ok()) << rows;
  EXPECT_NE(dialogues.error().message().find(part), std::string::npos)
      << dialogues.error().message();
}

TEST(LabelledDialogues, MistakesNameTheLine) {
  ExpectError("d1\t0\tbuyer\tgreet\t0\n", "f:2: has 5");
  ExpectError("d1\t0\tclerk\tgreet\t0\t在吗\n", "role \"clerk\"");
  ExpectError("d1\t0\tbuyer\tgreet\t-\t在吗\n", "handoff of a buyer's line");
  ExpectError("", "no dialogue");
  ExpectError("a\t0\tbuyer\tx\t0\tx\nb\t0\tbuyer\tx\t0\tx\na\t1\tbuyer\tx\t0\tx\n",
              "f:4: dialogue \"a\" was left before");
}

TEST(LabelledDialogues, AMissingColumnOrFileIsAnError) {
  std::istringstream in("dialogue\trole\ttext\nd\tbuyer\tx\n");
  const auto dialogues = ParseLabelledDialogues(in, "f");
  ASSERT_FALSE(dialogues.ok());
  EXPECT_NE(dialogues.error().message().find("\"handoff\""), std::string::npos);
  EXPECT_FALSE(ReadLabelledDialogues("no/such/file").ok());
}

}  // namespace
}  // namespace xiaoer
