// The deliberately bad files of tests/lint, each beside the demo shop's intents: every finding is
// kept word for word in the .expected file next to it.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/unit/adapters/temporary_folder.h"
#include "tests/unit/tools/demo_pack.h"
#include "tools/xiaoer/lint_checks.h"

namespace xiaoer {
namespace {
namespace fs = std::filesystem;

const fs::path kSource = XIAOER_SOURCE_DIR;

std::string Without(std::string text, const std::string& prefix) {
  for (std::size_t at = 0; (at = text.find(prefix, at)) != std::string::npos;) {
    text.erase(at, prefix.size());
  }
  return text;
}

// What lint says of the file `name` of tests/lint, one finding a line.
std::string FindingsIn(const std::string& name) {
  const TemporaryFolder folder;
  fs::copy(kSource / "intents", folder.path(), fs::copy_options::recursive);
  fs::copy(kSource / "tests" / "lint" / name, folder.path());
  Diagnostics diagnostics;
  const auto pack = LoadPack((kSource / "dialogs" / "shop.example").string(), DemoPack().fold_table,
                             diagnostics, folder.path());
  if (pack != nullptr) {
    CheckExamples(*pack, diagnostics);
    CheckTexts(*pack, diagnostics);
    CheckTemplates(*pack, false, diagnostics);
  }
  std::istringstream all(Without(diagnostics.ToString(), folder.path() + "/"));
  std::string findings;
  for (std::string line; std::getline(all, line);) {
    if (line.starts_with(name)) findings += line + "\n";
  }
  return findings;
}

std::string Expected(const std::string& name) {
  std::ifstream in(kSource / "tests" / "lint" / name);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST(Lint, FindsWhatIsQuestionable) {
  EXPECT_EQ(FindingsIn("questionable.yaml"), Expected("questionable.expected"));
}

TEST(Lint, NamesWhatMakesAPackUnusable) {
  EXPECT_EQ(FindingsIn("unusable.yaml"), Expected("unusable.expected"));
}

TEST(Lint, HasNothingToSayOfTheDemoShop) {
  Diagnostics diagnostics;
  CheckExamples(DemoPack(), diagnostics);
  CheckTexts(DemoPack(), diagnostics);
  CheckTemplates(DemoPack(), false, diagnostics);
  EXPECT_EQ(diagnostics.ToString(), "");
}

}  // namespace
}  // namespace xiaoer
