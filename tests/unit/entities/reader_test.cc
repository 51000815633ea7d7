// What holds for every line: spans inside it, an order, no overflow, and time in proportion to its
// length.
#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "tests/unit/entities/cases.h"

namespace xiaoer::testing {
namespace {

void ExpectSound(const std::string& text) {
  const Normalized line = EntityNormalizer().Normalize(text);
  const std::vector<Entity> entities = CaseReader().Read(line);
  for (std::size_t i = 0; i < entities.size(); ++i) {
    const Entity& e = entities[i];
    ASSERT_LT(e.units.begin, e.units.end) << text;
    ASSERT_LE(e.units.end, line.text.size()) << text;
    ASSERT_LE(e.value, e.value_max) << text;
    if (e.type == EntityType::kMoney || e.type == EntityType::kMoneyOff) {
      ASSERT_GE(e.value, 0) << text;
      ASSERT_LE(e.value_max, 100'000'000'000) << text;
    }
    if (e.type == EntityType::kDiscount) {
      ASSERT_GT(e.value, 0) << text;
      ASSERT_LT(e.value_max, 1000) << text;
    }
    if (e.type == EntityType::kTime) {
      ASSERT_GE(e.value, 0) << text;
      ASSERT_LT(e.value, 24 * 60) << text;
    }
    if (i == 0) continue;
    const Span before = entities[i - 1].units;
    ASSERT_TRUE(before.begin < e.units.begin ||
                (before.begin == e.units.begin && before.end >= e.units.end))
        << text;
  }
}

TEST(EntityReader, RandomLinesAreReadSoundly) {
  static const std::vector<std::string> kParts = {"0",
                                                  "1",
                                                  "2",
                                                  "5",
                                                  "80",
                                                  "100",
                                                  "999999999999",
                                                  "零",
                                                  "一",
                                                  "二",
                                                  "两",
                                                  "三",
                                                  "五",
                                                  "十",
                                                  "百",
                                                  "千",
                                                  "万",
                                                  "亿",
                                                  "几",
                                                  "半",
                                                  "多",
                                                  "来",
                                                  "点",
                                                  "块",
                                                  "元",
                                                  "毛",
                                                  "角",
                                                  "分",
                                                  "折",
                                                  "¥",
                                                  "$",
                                                  ".",
                                                  ",",
                                                  "，",
                                                  "-",
                                                  "~",
                                                  "到",
                                                  "至",
                                                  "/",
                                                  ":",
                                                  "*",
                                                  "%",
                                                  " ",
                                                  "□",
                                                  "[数字x]",
                                                  "件",
                                                  "个",
                                                  "箱",
                                                  "打",
                                                  "斤",
                                                  "kg",
                                                  "cm",
                                                  "米",
                                                  "m",
                                                  "号",
                                                  "月",
                                                  "日",
                                                  "年",
                                                  "周",
                                                  "天",
                                                  "后",
                                                  "小时",
                                                  "分钟",
                                                  "下午",
                                                  "晚上",
                                                  "便宜",
                                                  "少",
                                                  "减",
                                                  "满",
                                                  "省",
                                                  "抹",
                                                  "零头",
                                                  "第",
                                                  "双",
                                                  "x",
                                                  "l",
                                                  "xl",
                                                  "rmb",
                                                  "r",
                                                  "k",
                                                  "w",
                                                  "sf",
                                                  "码",
                                                  "大",
                                                  "小",
                                                  "身高",
                                                  "体重",
                                                  "大概",
                                                  "左右",
                                                  "俩",
                                                  "壹",
                                                  "佰",
                                                  "羊毛开衫",
                                                  "http://item.jd.com/",
                                                  "?",
                                                  "!",
                                                  "a",
                                                  "_",
                                                  "的",
                                                  "一共",
                                                  "\xF0\x9F\x98\x8A",
                                                  "\xFF"};
  std::mt19937 random(20260801);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    const std::size_t length = 1 + random() % 14;
    for (std::size_t k = 0; k < length; ++k) text += kParts[random() % kParts.size()];
    ASSERT_NO_FATAL_FAILURE(ExpectSound(text));
  }
}

// Ten times the line may take ten times as long, and not a hundred times.
TEST(EntityReader, LongLinesTakeTimeInProportion) {
  for (const std::string part :
       {"8",     "八",  "十", "万",   "80块",  "两件150", "80-", "1.", "八十块五", "3天",  "便宜20",
        "a",     "x",   "半", "大",   "1:",    "周",      "1月", "¥",  "零",       "一百", "俩",
        "件150", "80,", "几", "138 ", "http:", "1/",      "第1", "抹", "双1",      "顺丰1"}) {
    const auto measure = [&](std::size_t units) {
      std::string text;
      while (text.size() < units) text += part;
      const Normalized line = EntityNormalizer().Normalize(text);
      const auto start = std::chrono::steady_clock::now();
      const std::vector<Entity> entities = CaseReader().Read(line);
      EXPECT_LE(entities.size(), 4 * line.text.size() + 4);
      return std::chrono::steady_clock::now() - start;
    };
    measure(1'000);
    // Sixty kilobytes: a quadratic reader would need minutes.
    EXPECT_LT(measure(60'000), std::chrono::seconds(3)) << part;
  }
}

TEST(EntityReader, LongLinesAreReadSoundly) {
  for (const std::string part :
       {"9", "九", "万", "亿", "9万", "一亿", "90折", "9块9", "9.9", "1,000"}) {
    std::string text;
    for (int i = 0; i < 5'000; ++i) text += part;
    ExpectSound(text);
  }
}

TEST(EntityReader, NothingIsReadInAnEmptyLine) {
  EXPECT_TRUE(CaseReader().Read(Normalized{}).empty());
  EXPECT_TRUE(ReadLine("").empty());
  EXPECT_TRUE(ReadLine("   ").empty());
}

// {number}天 in a template finds the 3 of 3天; its text keeps it from being taken for 3 yuan.
TEST(EntityReader, TheNumberBeforeAUnitSaysWhatItCounts) {
  const std::vector<Entity> entities = ReadLine("3天");
  ASSERT_EQ(entities.size(), 2u);
  EXPECT_EQ(entities[0].type, EntityType::kDuration);
  EXPECT_EQ(entities[1].type, EntityType::kNumber);
  EXPECT_EQ(entities[1].value, 3000);
  EXPECT_EQ(entities[1].text, "天");
  EXPECT_EQ(entities[1].units, (Span{0, 1}));
}

TEST(EntityReader, UnitsAreThoseOfTheHeader) {
  const auto unit = [](std::string_view line) { return ReadLine(line).at(0).unit; };
  EXPECT_EQ(unit("80块"), "fen");
  EXPECT_EQ(unit("八折"), "per_mille");
  EXPECT_EQ(unit("80"), "milli");
  EXPECT_EQ(unit("两箱"), "箱");
  EXPECT_EQ(unit("xl"), "xl");
  EXPECT_EQ(unit("38码"), "38");
  EXPECT_EQ(unit("1米6"), "mm");
  EXPECT_EQ(unit("50kg"), "g");
  EXPECT_EQ(unit("明天"), "day_offset");
  EXPECT_EQ(unit("3月5号"), "month_day");
  EXPECT_EQ(unit("周五"), "weekday");
  EXPECT_EQ(unit("3号"), "day");
  EXPECT_EQ(unit("下午3点"), "minute");
  EXPECT_EQ(unit("三天"), "minute");
}

}  // namespace
}  // namespace xiaoer::testing
