// The writer against nlohmann/json: the same values must give the same bytes, whatever strangers put into them.
#include "adapters/codec/json_writer.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "adapters/codec/json.h"

namespace xiaoer {
namespace {

std::string Written(const auto& value) { return JsonWriter().Value(value).Take(); }

TEST(JsonWriter, WritesStructure) {
  JsonWriter out;
  out.BeginObject().Field("文", "亲").Key("list").BeginArray().Value(1).BeginObject().EndObject();
  out.BeginArray().EndArray().EndArray().Field("yes", true).Field("none", nullptr);
  out.Field("words", std::vector<std::string>{"a", "b"}).Key("raw").Raw(R"({"x":1})").EndObject();
  EXPECT_EQ(
      out.Take(),
      R"({"文":"亲","list":[1,{},[]],"yes":true,"none":null,"words":["a","b"],"raw":{"x":1}})");
}

TEST(JsonWriter, EscapesNamesThatAreNotOurs) {
  EXPECT_EQ(Written(std::map<std::string, int>{{"a\"b", 1}, {"行\n", 2}}),
            R"({"a\"b":1,"行\n":2})");
}

TEST(JsonWriter, TakeLeavesNothing) {
  JsonWriter out;
  EXPECT_EQ(out.Value("a").Take(), "\"a\"");
}

TEST(JsonWriter, WritesEveryByteLikeTheLibrary) {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string text = {'x', static_cast<char>(first), static_cast<char>(second), 'y'};
      ASSERT_EQ(Written(text), Dump(OrderedJson(text))) << first << " " << second;
    }
  }
}

TEST(JsonWriter, WritesBrokenTextLikeTheLibrary) {
  std::mt19937 random(20261111);
  const std::vector<std::string> pieces = {"亲",
                                           "a",
                                           "\"",
                                           "\\",
                                           "\x01",
                                           "\n",
                                           "\xE4",
                                           "\xE4\xBA",
                                           "\xF0\x9F\x98\x80",
                                           "\xF0\x9F",
                                           "\xED\xA0\x80",
                                           "\xE0\x80\x80",
                                           "\xC0\xAF",
                                           "\xF4\x90\x80\x80",
                                           "\x80",
                                           "\xFF",
                                           "\x7F",
                                           "é"};
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (auto n = random() % 8; n > 0; --n) text += pieces[random() % pieces.size()];
    ASSERT_EQ(Written(text), Dump(OrderedJson(text))) << round;
  }
}

TEST(JsonWriter, WritesIntegersLikeTheLibrary) {
  for (const std::int64_t number :
       {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}, std::int64_t{0},
        std::int64_t{9900}, std::numeric_limits<std::int64_t>::max()}) {
    EXPECT_EQ(Written(number), Dump(OrderedJson(number)));
  }
  EXPECT_EQ(Written(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
}

TEST(JsonWriter, WritesFractionsLikeTheLibrary) {
  for (const double number :
       {0.0, -0.0, 1.0, 0.5, -2.25, 0.1, 1.0 / 3, 100.0, 1e-4, 1e-5, 123456789.125, 9.9e14}) {
    EXPECT_EQ(Written(number), Dump(OrderedJson(number)));
  }
  EXPECT_EQ(Written(std::nan("")), "null");
  EXPECT_EQ(Written(std::numeric_limits<double>::infinity()), "null");
}

TEST(JsonWriter, FractionsReadBackAsTheSameNumber) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 100'000; ++round) {
    const double number = std::bit_cast<double>(random());
    if (!std::isfinite(number)) continue;
    const std::string text = Written(number);
    ASSERT_EQ(OrderedJson::parse(text).get<double>(), number) << text;
  }
}

}  // namespace
}  // namespace xiaoer
