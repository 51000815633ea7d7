// dialogs/README.md is where authors look names up: none may be missing.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "engine/dialog/placeholders.h"
#include "engine/dialog/registry.h"

namespace xiaoer {
namespace {

std::string Readme() {
  std::ifstream in(std::string(XIAOER_SOURCE_DIR) + "/dialogs/README.md");
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST(ReadmeTest, ListsEveryName) {
  const std::string readme = Readme();
  // Not HasSubstr: it would print the whole page for every name.
  const auto has = [&](const std::string& text) { return readme.find(text) != std::string::npos; };
  for (const NamedGuard& guard : Guards()) {
    EXPECT_TRUE(has("| `" + std::string(guard.name) + "` |")) << guard.name;
  }
  for (const NamedAction& action : Actions()) {
    EXPECT_TRUE(has("| `" + std::string(action.name) + "` |")) << action.name;
  }
  for (const std::string& name : AllPlaceholderNames()) {
    EXPECT_TRUE(has("`{" + name + "}`")) << name;
  }
}

TEST(RegistryTest, NamesAreUnique) {
  std::set<std::string_view> names;
  for (const NamedGuard& guard : Guards())
    EXPECT_TRUE(names.insert(guard.name).second) << guard.name;
  names.clear();
  for (const NamedAction& action : Actions()) {
    EXPECT_TRUE(names.insert(action.name).second) << action.name;
  }
}

}  // namespace
}  // namespace xiaoer
