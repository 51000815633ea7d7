#include "engine/text/phrase_set.h"

#include <gtest/gtest.h>

namespace xiaoer {
namespace {

TEST(PhraseSetTest, LongestWins) {
  PhraseSet set;
  EXPECT_TRUE(set.Add(u"那", 1));
  EXPECT_TRUE(set.Add(u"那个", 2));
  EXPECT_TRUE(set.Add(u"那个时候", 3));
  EXPECT_FALSE(set.Add(u"那个", 9));
  EXPECT_FALSE(set.Add(u"", 9));
  const auto match = set.LongestAt(u"说那个时间", 1);
  ASSERT_TRUE(match);
  EXPECT_EQ(match->length, 2u);
  EXPECT_EQ(match->value, 2u);
  EXPECT_FALSE(set.LongestAt(u"说那个", 0));
  EXPECT_FALSE(set.LongestAt(u"说那个", 9));
}

TEST(PhraseSetTest, LatinAndDigitsOnlyAsWholeWords) {
  PhraseSet set;
  set.Add(u"kd", 1);
  set.Add(u"rmb", 2);
  set.Add(u"12", 3);
  EXPECT_TRUE(set.LongestAt(u"发kd吗", 1));
  EXPECT_TRUE(set.LongestAt(u"80rmb", 2));
  EXPECT_FALSE(set.LongestAt(u"kdj", 0));
  EXPECT_FALSE(set.LongestAt(u"xkd", 1));
  EXPECT_FALSE(set.LongestAt(u"120", 0));
  EXPECT_TRUE(set.LongestAt(u"12块", 0));
}

}  // namespace
}  // namespace xiaoer
