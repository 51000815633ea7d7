#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "engine/load/yaml.h"

namespace xiaoer::yaml {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// One map of everything, and what was said while it was read.
class MapReaderTest : public testing::Test {
 protected:
  MapReader& Over(std::string_view text) {
    Diagnostics parsing;
    node_ = Parse(text, "f.yaml", parsing).value();
    reader_.emplace(node_, "the shop", diagnostics_);
    return *reader_;
  }
  std::string Finish() {
    reader_.reset();
    return diagnostics_.ToString();
  }

  Node node_;
  Diagnostics diagnostics_;
  std::optional<MapReader> reader_;
};

TEST_F(MapReaderTest, ReadsWhatIsThere) {
  MapReader& map = Over("name: 小店\nsize: 3\nopen: true\nnone:\ntags: [a, b]\none: c\n");
  EXPECT_EQ(map.RequireString("name"), "小店");
  EXPECT_EQ(map.Int("size", 0, 0, 9), 3);
  EXPECT_TRUE(map.Bool("open", false));
  EXPECT_EQ(map.String("none", "nothing"), "nothing");
  EXPECT_THAT(map.Strings("tags"), ElementsAre("a", "b"));
  EXPECT_THAT(map.Strings("one"), ElementsAre("c"));
  EXPECT_EQ(map.String("absent", "default"), "default");
  EXPECT_EQ(map.Int("absent", 7, 0, 9), 7);
  EXPECT_FALSE(map.Has("absent"));
  EXPECT_EQ(Finish(), "");
}

TEST_F(MapReaderTest, UnknownKeysAreErrorsThatTellTheKnownOnes) {
  MapReader& map = Over("templats: 1\n甲乙丙丁: 2\n");
  map.Find("templates");
  map.Find("not");
  EXPECT_EQ(Finish(),
            "f.yaml:1:1: error: the shop has no key \"templats\" "
            "(did you mean templates? known keys: not, templates)\n"
            "f.yaml:2:1: error: the shop has no key \"甲乙丙丁\" (known keys: not, templates)\n");
}

TEST_F(MapReaderTest, WrongKindsAreToldAndReadingGoesOn) {
  MapReader& map =
      Over("name: [a]\nsize: 3x\nopen: yes\ntags: {a: b}\nempty: ''\nholes: [a, '', ~]\n");
  EXPECT_EQ(map.RequireString("name"), "");
  EXPECT_EQ(map.Int("size", 5, 0, 9), 5);
  EXPECT_TRUE(map.Bool("open", true));
  EXPECT_THAT(map.Strings("tags"), ElementsAre());
  EXPECT_EQ(map.RequireString("empty"), "");
  EXPECT_EQ(map.RequireString("missing"), "");
  EXPECT_THAT(map.Strings("holes"), ElementsAre("a"));
  const std::string errors = Finish();
  for (const char* place : {"f.yaml:1:7:", "f.yaml:2:7:", "f.yaml:3:7:", "f.yaml:4:7:",
                            "f.yaml:5:8:", "f.yaml:6:12:", "f.yaml:6:16:"}) {
    EXPECT_THAT(errors, HasSubstr(place));
  }
  EXPECT_THAT(errors, HasSubstr("needs a key \"missing\""));
}

TEST_F(MapReaderTest, WhatIsNoMapIsToldOnce) {
  MapReader& map = Over("- a\n");
  EXPECT_EQ(map.RequireString("name"), "");
  EXPECT_EQ(Finish(), "f.yaml:1:1: error: the shop must be a map (key: value), not a list\n");
}

Node Scalar(std::string text, bool quoted = false) {
  Node node;
  node.kind = Kind::kScalar;
  node.scalar = std::move(text);
  node.quoted = quoted;
  return node;
}

TEST(Values, OnlyTrueAndFalseAreTruthValues) {
  Diagnostics d;
  EXPECT_EQ(AsBool(Scalar("true"), d), true);
  EXPECT_EQ(AsBool(Scalar("false"), d), false);
  EXPECT_FALSE(d.has_errors());
  for (const char* no : {"no", "yes", "on", "off", "NO", "True", "1", ""}) {
    EXPECT_FALSE(AsBool(Scalar(no), d)) << no;
  }
  EXPECT_FALSE(AsBool(Scalar("true", true), d));
  // Norway stays a country.
  EXPECT_EQ(AsString(Scalar("no"), d), "no");
}

TEST(Values, WholeNumbersInRange) {
  Diagnostics d;
  EXPECT_EQ(AsInt(Scalar("-5"), -5, 5, d), -5);
  EXPECT_FALSE(d.has_errors());
  for (const char* no : {"6", "-6", "", "1.5", "0x1", "1e3", " 1", "99999999999999999999", "一"}) {
    EXPECT_FALSE(AsInt(Scalar(no), -5, 5, d)) << no;
  }
}

TEST(Values, PricesAreWholeFen) {
  Diagnostics d;
  EXPECT_EQ(AsFen(Scalar("80"), d), 8000);
  EXPECT_EQ(AsFen(Scalar("120.5"), d), 12050);
  EXPECT_EQ(AsFen(Scalar("0.05"), d), 5);
  EXPECT_FALSE(d.has_errors());
  for (const char* no : {"", ".5", "5.", "1.234", "-1", "1e3", "80元", "99999999999", "1,000"}) {
    EXPECT_FALSE(AsFen(Scalar(no), d)) << no;
  }
}

}  // namespace
}  // namespace xiaoer::yaml
