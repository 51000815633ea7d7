// The way back from the canonical text to the buyer's bytes, and input that means harm.
#include "engine/text/normalized.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "tests/unit/text/cases.h"

namespace xiaoer::testing {
namespace {

std::string QuoteOf(const std::string& line, std::u16string_view part) {
  const Normalized n = CaseNormalizer().Normalize(line);
  const std::size_t at = n.text.find(part);
  if (at == std::u16string::npos) return "(not found)";
  return std::string(
      n.Quote({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + part.size())}));
}

TEST(NormalizedTest, QuotesTheBuyersOwnWords) {
  EXPECT_EQ(QuoteOf("請問什麼時候發貨", u"什么时候"), "什麼時候");
  EXPECT_EQ(QuoteOf("給我１２０．５元", u"120.5"), "１２０．５");
  EXPECT_EQ(QuoteOf("在 吗😊包 邮吗", u"包邮"), "包 邮");
  EXPECT_EQ(QuoteOf("能免運嗎", u"包邮"), "免運");
  EXPECT_EQ(QuoteOf("发 kd 吗", u"快递"), "kd");
  EXPECT_EQ(QuoteOf("啊啊啊啊好", u"啊啊"), "啊啊啊啊");
  EXPECT_EQ(QuoteOf("好！！！吗", u"!"), "！！！");
  EXPECT_EQ(QuoteOf("[订单x]到哪", u"\u25A1"), "[订单x]");
  EXPECT_EQ(QuoteOf("网(wǎng)店好", u"网店"), "网(wǎng)店");
  EXPECT_EQ(QuoteOf("1㎏重", u"kg"), "㎏");
}

TEST(NormalizedTest, RangesAreClamped) {
  const Normalized n = CaseNormalizer().Normalize("在吗");
  EXPECT_EQ(n.ToBytes({0, 2}), (Span{0, 6}));
  EXPECT_EQ(n.ToBytes({1, 99}), (Span{3, 6}));
  EXPECT_EQ(n.ToBytes({99, 100}), (Span{6, 6}));
  EXPECT_EQ(n.ToBytes({1, 1}), (Span{3, 3}));
  EXPECT_EQ(n.Quote({5, 2}), "");
  EXPECT_EQ(Normalized{}.Quote({0, 1}), "");
}

// What holds for every line, whoever sent it.
void ExpectSound(const std::string& line) {
  const Normalized n = CaseNormalizer().Normalize(line);
  EXPECT_EQ(n.original, line);
  ASSERT_EQ(n.bytes.size(), n.text.size());
  for (const Span& span : n.bytes) {
    ASSERT_LT(span.begin, span.end);
    ASSERT_LE(span.end, line.size());
  }
  std::uint32_t end = 0;
  for (const Clause& clause : n.clauses) {
    ASSERT_LE(end, clause.span.begin);
    ASSERT_LT(clause.span.begin, clause.span.end);
    ASSERT_LE(clause.span.end, n.text.size());
    ASSERT_FALSE(clause.core.empty());
    ASSERT_LE(clause.span.begin, clause.core.begin);
    ASSERT_LE(clause.core.end, clause.span.end);
    end = clause.span.end;
  }
  for (std::size_t i = 0; i < n.signals.size(); ++i) {
    ASSERT_LT(n.signals[i].bytes.begin, n.signals[i].bytes.end);
    ASSERT_LE(n.signals[i].bytes.end, line.size());
    ASSERT_GE(n.signals[i].count, 1u);
    if (i > 0) {
      ASSERT_LE(n.signals[i - 1].bytes.begin, n.signals[i].bytes.begin);
    }
  }
  // Offsets never go backwards.
  for (std::size_t i = 1; i < n.bytes.size(); ++i) {
    ASSERT_LE(n.bytes[i - 1].begin, n.bytes[i].begin);
  }
}

TEST(NormalizedTest, SoundForEveryCase) {
  for (const NormalizationCase& c : ReadCases()) {
    SCOPED_TRACE(c.where);
    ExpectSound(c.line);
  }
}

TEST(NormalizedTest, SoundForRandomBytesAndPieces) {
  std::mt19937 random(20240607);
  const std::vector<std::string> pieces = {"在吗",
                                           "發貨",
                                           "１２",
                                           "1,200",
                                           ".",
                                           ",",
                                           "~",
                                           "～",
                                           "—",
                                           " ",
                                           "\u3000",
                                           "\n",
                                           "😊",
                                           "❤️",
                                           "\u200D",
                                           "\uFE0F",
                                           "\u20E3",
                                           "🇨",
                                           "[",
                                           "]",
                                           "[数字x]",
                                           "[微笑]",
                                           "#E-s",
                                           "#",
                                           "/:",
                                           "^_^",
                                           "*",
                                           "****",
                                           "(",
                                           "wǎng",
                                           ")",
                                           "e\u0301",
                                           "\u0301",
                                           "\u0323",
                                           "&nbsp;",
                                           "&",
                                           "<br>",
                                           "<",
                                           "\xE4",
                                           "\xE4\xBD",
                                           "\xFF",
                                           "kd",
                                           "包由",
                                           "快递费",
                                           "亲",
                                           "吗",
                                           "ﷺ",
                                           "ſ",
                                           "한",
                                           "\u1100",
                                           "\u1161",
                                           "\u11A8",
                                           "𠮷",
                                           "\U000E0067",
                                           "x",
                                           "_",
                                           "T_T",
                                           "？",
                                           "！",
                                           "…",
                                           std::string(1, '\0')};
  for (int round = 0; round < 20000; ++round) {
    std::string line;
    const std::size_t n = random() % 12;
    for (std::size_t i = 0; i < n; ++i) {
      if (random() % 8 == 0) {
        line.push_back(static_cast<char>(random() % 256));
      } else {
        line += pieces[random() % pieces.size()];
      }
    }
    SCOPED_TRACE(::testing::PrintToString(line));
    ExpectSound(line);
    const Normalized plain = CaseNormalizer().Normalize(line);
    const Normalized with_emoji = CaseNormalizer().Normalize(line + "😊");
    ASSERT_EQ(with_emoji.text, plain.text);
    ASSERT_EQ(with_emoji.clauses.size(), plain.clauses.size());
    if (::testing::Test::HasFailure()) return;
  }
}

// A long line costs in proportion: the worst that each rule could do, 300 kB of it, against a bound
// that only quadratic work breaks.
TEST(NormalizedTest, LongLinesCostInProportion) {
  for (const std::string piece :
       {"[",      "(",       "(wǎng",    "*",    "#E-s",   "/:",
        "&",      "<",       "1~",       "1~ ",  "~",      "1,",
        "1,200",  ",",       "?!",       "😊",    "\u0301", "e\u0301\u0323",
        "\u1100", "\u200D",  "\uFE0F",   "\xE4", "啊",     "亲",
        "吗",     "包",      "快递费由", "k",    "k ",     "[数",
        "🇨",      "👨\u200D", "1\uFE0F",  "^",    "\"",     "亲\"",
        "\u200B"}) {
    std::string line;
    while (line.size() < 300'000) line += piece;
    const auto start = std::chrono::steady_clock::now();
    const Normalized n = CaseNormalizer().Normalize(line);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    EXPECT_LT(took.count(), 1.0) << piece;
    EXPECT_EQ(n.bytes.size(), n.text.size());
  }
}

}  // namespace
}  // namespace xiaoer::testing
