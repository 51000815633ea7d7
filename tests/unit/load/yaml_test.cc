#include "engine/load/yaml.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace xiaoer::yaml {
namespace {

std::string ErrorsOf(std::string_view text) {
  Diagnostics diagnostics;
  const auto node = Parse(text, "f.yaml", diagnostics);
  EXPECT_EQ(node.has_value(), !diagnostics.has_errors()) << text;
  return diagnostics.ToString();
}

Node Read(std::string_view text) {
  Diagnostics diagnostics;
  auto node = Parse(text, "f.yaml", diagnostics);
  EXPECT_TRUE(node) << diagnostics.ToString();
  return node.value_or(Node{});
}

TEST(Yaml, ReadsATree) {
  const Node root = Read("包邮: [免運, 'a b']\nn:\n  - x: 1\n");
  ASSERT_EQ(root.kind, Kind::kMap);
  ASSERT_EQ(root.map.size(), 2U);
  EXPECT_EQ(root.map[0].key.scalar, "包邮");
  ASSERT_EQ(root.map[0].value.list.size(), 2U);
  EXPECT_FALSE(root.map[0].value.list[0].quoted);
  EXPECT_TRUE(root.map[0].value.list[1].quoted);
  EXPECT_EQ(root.map[1].value.list[0].map[0].value.scalar, "1");
}

TEST(Yaml, ColumnsCountCharactersNotBytes) {
  const Node root = Read("包邮吗: [免運, 好]\n运费:\n    - \"多少\"\n    - '谁出'\n");
  EXPECT_EQ(root.map[0].value.list[1].where.ToString(), "f.yaml:1:11");
  EXPECT_EQ(root.map[1].key.where.ToString(), "f.yaml:2:1");
  const Node& quoted = root.map[1].value.list[0];
  EXPECT_EQ(quoted.where.ToString(), "f.yaml:3:7");
  EXPECT_EQ(quoted.text_where.ToString(), "f.yaml:3:8");
  EXPECT_EQ(root.map[1].value.list[1].text_where.ToString(), "f.yaml:4:8");
}

TEST(Yaml, PlacesSurviveByteOrderMarksAndWindowsLineEnds) {
  const Node root = Read("\xEF\xBB\xBF甲: 乙\r\n丙: |\r\n  多行\r\n  文字\r\n");
  EXPECT_EQ(root.map[0].key.where.ToString(), "f.yaml:1:1");
  EXPECT_EQ(root.map[0].value.where.ToString(), "f.yaml:1:4");
  const Node& block = root.map[1].value;
  EXPECT_EQ(block.scalar, "多行\n文字\n");
  EXPECT_EQ(block.text_where.ToString(), "f.yaml:3:3");
}

TEST(Yaml, QuotesInsideQuotes) {
  const Node root = Read("a: 'it''s'\nb: \"\\\"x\\\\\"\n");
  EXPECT_EQ(root.map[0].value.scalar, "it's");
  EXPECT_EQ(root.map[1].value.scalar, "\"x\\");
}

TEST(Yaml, AMissingValueStandsAtItsKey) {
  const Node root = Read("a: 1\nnone:\n\n# a remark\n");
  EXPECT_TRUE(root.map[1].value.is_null());
  EXPECT_EQ(root.map[1].value.where.ToString(), "f.yaml:2:1");
}

TEST(Yaml, AnEmptyFileIsNull) {
  EXPECT_TRUE(Read("").is_null());
  EXPECT_TRUE(Read("# nothing but a remark\n").is_null());
  EXPECT_TRUE(Read("~").is_null());
  EXPECT_FALSE(Read("'~'").is_null());
}

TEST(Yaml, DuplicateKeysNameBothPlaces) {
  EXPECT_EQ(
      ErrorsOf("a: 1\nb: 2\na: 3\n"),
      "f.yaml:3:1: error: the key \"a\" stands here twice (the first one is at f.yaml:1:1)\n");
  EXPECT_EQ(ErrorsOf("x: {a: 1}\ny: {a: 1}\n"), "");
}

struct Wrong {
  const char* text;
  const char* error;  // how the message starts
};

class YamlRejects : public testing::TestWithParam<Wrong> {};

TEST_P(YamlRejects, WithThePlace) {
  EXPECT_EQ(ErrorsOf(GetParam().text).rfind(GetParam().error, 0), 0U)
      << ErrorsOf(GetParam().text) << "expected: " << GetParam().error;
}

INSTANTIATE_TEST_SUITE_P(
    , YamlRejects,
    testing::Values(Wrong{"a: &x 1\n", "f.yaml:1:4: error: an anchor"},
                    Wrong{"a: &x 1\nb: *x\n", "f.yaml:1:4: error: an anchor"},
                    Wrong{"a: !!str 1\n", "f.yaml:1:4: error: a tag"},
                    Wrong{"a: !(不|没)发货\n", "f.yaml:1:4: error: a tag"},
                    Wrong{"a: ! b\n", "f.yaml:1:4: error: a tag"},
                    Wrong{"a: 1\n---\nb: 2\n", "f.yaml:2:1: error: a second document"},
                    Wrong{"[1]: 2\n", "f.yaml:1:1: error: a key must be a word"},
                    Wrong{"? {a: b}\n: 2\n", "f.yaml:1:3: error: a key must be a word"},
                    Wrong{"~: 2\n", "f.yaml:1:1: error: a key must be a word"},
                    Wrong{"甲: 1\n乙\n\xB0\xFC", "f.yaml:3:1: error: bytes that are not UTF-8"},
                    Wrong{"a: b\x04\nc: d\n", "f.yaml:1:5: error: a control character"},
                    Wrong{"a: [1, 2\n", "f.yaml:"},
                    Wrong{"a: b: c\n", "f.yaml:1:5: error: this is no well-formed YAML"},
                    Wrong{"a: \"b\n", "f.yaml:1:4: error: a quote that is never closed"},
                    Wrong{"a: 'it''s\n", "f.yaml:1:4: error: a quote that is never closed"},
                    Wrong{"a:\n\t- b\n", "f.yaml:2:2: error: this is no well-formed YAML"}));

TEST(Yaml, EveryMistakeIsToldInOneRun) {
  const std::string errors = ErrorsOf("a: &x 1\nb: !!int 2\na: 3\n");
  EXPECT_NE(errors.find("f.yaml:1:4"), std::string::npos) << errors;
  EXPECT_NE(errors.find("f.yaml:2:4"), std::string::npos) << errors;
  EXPECT_NE(errors.find("f.yaml:3:1"), std::string::npos) << errors;
}

TEST(Yaml, DepthIsBounded) {
  EXPECT_EQ(ErrorsOf(std::string(32, '[') + std::string(32, ']')), "");
  EXPECT_NE(ErrorsOf(std::string(33, '[') + std::string(33, ']')).find("f.yaml:1:33: error"),
            std::string::npos);
  EXPECT_NE(ErrorsOf(std::string(20'000, '[')), "");
  std::string dashes;
  for (int i = 0; i < 20'000; ++i) dashes += "- ";
  EXPECT_NE(ErrorsOf(dashes), "");
}

TEST(Yaml, SizeIsBounded) {
  std::string text = "a: b\n";
  text.resize(4 * 1024 * 1024, '\n');
  EXPECT_EQ(ErrorsOf(text), "");
  EXPECT_EQ(ErrorsOf(text + "#"), "f.yaml: error: the file is larger than 4 MiB (split it)\n");
}

TEST(Yaml, FilesThatCannotBeRead) {
  Diagnostics diagnostics;
  EXPECT_FALSE(ParseFile("no/such/file.yaml", "shop.yaml", diagnostics));
  EXPECT_FALSE(ParseFile("/dev/zero", "zero.yaml", diagnostics));
  EXPECT_FALSE(ParseFile(std::filesystem::temp_directory_path(), "folder.yaml", diagnostics));
  EXPECT_EQ(diagnostics.ToString(),
            "folder.yaml: error: this is no file\n"
            "shop.yaml: error: there is no such file\n"
            "zero.yaml: error: this is no file\n");
}

}  // namespace
}  // namespace xiaoer::yaml
