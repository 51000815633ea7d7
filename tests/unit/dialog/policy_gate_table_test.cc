// tests/gate/texts.tsv against the demo shop: what its own words and prices let out.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "engine/policy/gate.h"

namespace xiaoer {
namespace {

std::string Failed(const Pack& pack, const std::string& text) {
  Conversation conversation;
  conversation.product = "p-300";
  std::string names;
  for (const GateCheck& check : CheckOutgoing(pack, conversation, {}, text)) {
    if (!check.passed) names += (names.empty() ? "" : " ") + check.name;
  }
  return names.empty() ? "pass" : names;
}

TEST(GateTable, EveryTextIsRefusedOrPassesAsItSays) {
  Diagnostics diagnostics;
  const auto pack =
      LoadPack(XIAOER_SOURCE_DIR "/dialogs/shop.example", FoldTable::Build().value(), diagnostics);
  ASSERT_NE(pack, nullptr) << diagnostics.ToString();
  std::ifstream in(XIAOER_SOURCE_DIR "/tests/gate/texts.tsv");
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const std::size_t tab = line.find('\t');
    ASSERT_NE(tab, std::string::npos) << "tests/gate/texts.tsv:" << number;
    const std::string text = line.substr(tab + 1);
    EXPECT_EQ(Failed(*pack, text), line.substr(0, tab))
        << "tests/gate/texts.tsv:" << number << " " << text;
  }
  EXPECT_GT(number, 100);
}

}  // namespace
}  // namespace xiaoer
