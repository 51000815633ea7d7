// The table of behaviours in dialogs/README.md: every row names a seed, tests that exist, and by what it is done.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "engine/dialog/placeholders.h"
#include "engine/dialog/registry.h"

namespace xiaoer {
namespace {

using Names = std::set<std::string>;

const std::string kRoot = XIAOER_SOURCE_DIR;

std::string Strip(const std::string& text) {
  const auto begin = text.find_first_not_of(' ');
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

std::vector<std::string> Split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::stringstream in(text);
  for (std::string part; std::getline(in, part, at);) parts.push_back(Strip(part));
  return parts;
}

struct Row {
  std::string line;
  std::vector<std::string> cells;  // behaviour, seeds, done by, shown by
};

std::vector<Row> Rows() {
  std::ifstream readme(kRoot + "/dialogs/README.md");
  std::vector<Row> rows;
  bool inside = false;
  for (std::string line; std::getline(readme, line);) {
    if (line.starts_with("## ")) inside = line == "## What the trade teaches";
    if (!inside || !line.starts_with("| ") || line.starts_with("| behaviour ")) continue;
    rows.push_back({line, Split(line.substr(1), '|')});
  }
  return rows;
}

// What stands between backquotes.
std::vector<std::string> Quoted(const std::string& cell) {
  std::vector<std::string> names;
  for (std::size_t at = 0; (at = cell.find('`', at)) != std::string::npos;) {
    const std::size_t end = cell.find('`', at + 1);
    if (end == std::string::npos) break;
    names.push_back(cell.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  return names;
}

// Keys of a YAML file that stand so far in.
void AddKeys(const std::filesystem::path& file, std::size_t indent, Names& names) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const std::size_t begin = line.find_first_not_of(' ');
    if (begin != indent) continue;
    const std::size_t end = line.find(':');
    if (end != std::string::npos) names.insert(line.substr(begin, end - begin));
  }
}

// Everything that a flow, an answer or a text may be called by: replies, guards, actions, placeholders.
Names DottedNames() {
  Names names;
  for (const auto& file : std::filesystem::directory_iterator(kRoot + "/dialogs/replies")) {
    AddKeys(file.path(), 2, names);
  }
  for (const NamedGuard& guard : Guards()) names.emplace(guard.name);
  for (const NamedAction& action : Actions()) names.emplace(action.name);
  for (const std::string& name : AllPlaceholderNames()) names.insert(name);
  return names;
}

std::vector<std::string> All(const std::string& text, const std::regex& pattern) {
  std::vector<std::string> found;
  for (auto it = std::sregex_iterator(text.begin(), text.end(), pattern);
       it != std::sregex_iterator(); ++it) {
    found.push_back((*it)[1]);
  }
  return found;
}

TEST(BehaviourTable, EveryRowHasASeedAndATestThatExists) {
  const std::regex seed("[0-9]{3}_[0-9a-f]{16}\\.txt");
  const auto rows = Rows();
  EXPECT_GT(rows.size(), 100u);
  for (const Row& row : rows) {
    ASSERT_EQ(row.cells.size(), 4u) << row.line;
    for (const std::string& name : Split(row.cells[1], ',')) {
      EXPECT_TRUE(std::regex_match(name, seed)) << name << " in " << row.line;
    }
    EXPECT_FALSE(row.cells[2].empty()) << row.line;
    const auto tests = Quoted(row.cells[3]);
    EXPECT_FALSE(tests.empty()) << row.line;
    for (const std::string& test : tests) {
      const std::string path =
          test.starts_with("tests/") ? test : "tests/dialogs/" + test + ".yaml";
      EXPECT_TRUE(std::filesystem::exists(kRoot + "/" + path)) << test << " in " << row.line;
    }
  }
}

// `flow size, state look`, `answer greet`, `doubt.check`, `case.needs_…`, `topics: plea`.
TEST(BehaviourTable, WhatDoesItExists) {
  const Names dotted = DottedNames();
  Names answers;
  AddKeys(kRoot + "/dialogs/answers.yaml", 2, answers);
  Names policy;  // sections, their keys, words' lists
  AddKeys(kRoot + "/dialogs/policy.yaml", 0, policy);
  AddKeys(kRoot + "/dialogs/policy.yaml", 2, policy);
  AddKeys(kRoot + "/dialogs/shop.example/policy.yaml", 0, policy);
  AddKeys(kRoot + "/dialogs/shop.example/policy.yaml", 2, policy);
  // A name that ends with … stands for all that begin so; one with a file's ending is no name.
  const std::regex name("([a-z_]+(?:\\.[a-z_]+)+(?:…)?)");
  const std::regex flow("flow ([a-z_]+)");
  const std::regex answer("answers? ([a-z_]+(?:, [a-z_]+)*)");
  const std::regex topics("topics: ([a-z_]+(?:, [a-z_]+)*)`");
  for (const Row& row : Rows()) {
    ASSERT_EQ(row.cells.size(), 4u) << row.line;
    const std::string& done = row.cells[2];
    for (std::string used : All(done, name)) {
      if (used.ends_with(".yaml") || used.ends_with(".md")) continue;
      const std::size_t open = used.find("…");
      const auto it = dotted.lower_bound(used.substr(0, open));
      const bool known =
          it != dotted.end() &&
          (open == std::string::npos ? *it == used : it->starts_with(used.substr(0, open)));
      EXPECT_TRUE(known) << used << " in " << row.line;
    }
    for (const std::string& used : All(done, flow)) {
      const std::string file = kRoot + "/dialogs/flows/" + used + ".yaml";
      ASSERT_TRUE(std::filesystem::exists(file)) << used << " in " << row.line;
      Names states;
      AddKeys(file, 2, states);
      for (const std::string& state : All(done, std::regex("state ([a-z_]+)"))) {
        EXPECT_TRUE(states.count(state)) << state << " in " << row.line;
      }
    }
    for (const std::string& list : All(done, answer)) {
      for (const std::string& used : Split(list, ',')) {
        EXPECT_TRUE(answers.count(used)) << used << " in " << row.line;
      }
    }
    for (const std::string& list : All(done, topics)) {
      for (const std::string& used : Split(list, ',')) {
        EXPECT_TRUE(policy.count(used)) << used << " in " << row.line;
      }
    }
  }
}

}  // namespace
}  // namespace xiaoer
