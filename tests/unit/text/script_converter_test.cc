#include "engine/text/script_converter.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "tests/unit/text/cases.h"

namespace xiaoer::testing {
namespace {

std::shared_ptr<const ScriptConverter> Loaded(ScriptTarget target) {
  auto converter = ScriptConverter::Load(target);
  EXPECT_TRUE(converter.ok());
  return converter.ok() ? *converter : nullptr;
}

TEST(ScriptConverterTest, EachTargetHasItsCharactersAndWords) {
  EXPECT_EQ(Loaded(ScriptTarget::kS2t)->Convert("里面的信息为什么没说"), "裏面的信息爲什麼沒說");
  EXPECT_EQ(Loaded(ScriptTarget::kS2tw)->Convert("里面的信息为什么没说"), "裡面的信息為什麼沒說");
  EXPECT_EQ(Loaded(ScriptTarget::kS2hk)->Convert("里面的信息为什么没说"), "裏面的信息為什麼沒説");
  EXPECT_EQ(Loaded(ScriptTarget::kS2twp)->Convert("里面的信息为什么没说"), "裡面的資訊為什麼沒說");
}

TEST(ScriptConverterTest, NamesGoBothWays) {
  for (const ScriptTarget target :
       {ScriptTarget::kS2t, ScriptTarget::kS2tw, ScriptTarget::kS2hk, ScriptTarget::kS2twp}) {
    EXPECT_EQ(ParseScriptTarget(ToString(target)), target);
  }
  EXPECT_EQ(ParseScriptTarget("t2s"), std::nullopt);
}

TEST(ScriptConverterTest, BrokenTextIsRepairedNotRefused) {
  EXPECT_EQ(Loaded(ScriptTarget::kS2tw)->Convert("发\xE4\xBD货"), "發\uFFFD貨");
  EXPECT_EQ(Loaded(ScriptTarget::kS2tw)->Convert(""), "");
}

TEST(ScriptConverterTest, MissingFilesAreAnError) {
  const auto converter = ScriptConverter::Load(ScriptTarget::kS2tw, "/nonexistent");
  ASSERT_FALSE(converter.ok());
  EXPECT_EQ(converter.error().code(), StatusCode::kUnavailable);
}

TEST(ScriptConverterTest, ManyThreadsAtOnce) {
  const auto converter = Loaded(ScriptTarget::kS2twp);
  const std::vector<std::string> lines = ReadSentences();
  std::vector<std::string> expected;
  for (const std::string& line : lines) expected.push_back(converter->Convert(line));
  std::atomic<int> wrong = 0;
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int round = 0; round < 50; ++round) {
        for (std::size_t i = 0; i < lines.size(); ++i)
          wrong += converter->Convert(lines[i]) != expected[i];
      }
    });
  }
  threads.clear();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace xiaoer::testing
