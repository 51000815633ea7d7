// The deliberately bad files of tests/lint, each beside the demo shop's intents: every finding is
// kept word for word in the .expected file next to it.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/unit/adapters/temporary_folder.h"
#include "tests/unit/tools/demo_pack.h"
#include "tools/xiaoer/commands.h"
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

// The demo shop's intents with the file `name` of tests/lint among them.
class BadPack {
 public:
  explicit BadPack(const std::string& name) {
    fs::copy(kSource / "intents", folder_.path(), fs::copy_options::recursive);
    fs::copy(kSource / "tests" / "lint" / name, folder_.path());
  }
  const std::string& path() const { return folder_.path(); }

 private:
  TemporaryFolder folder_;
};

// What lint says of the file `name` of tests/lint: each finding with its advice below it.
std::string FindingsIn(const std::string& name) {
  const BadPack bad(name);
  Diagnostics diagnostics;
  const auto pack = LoadPack((kSource / "dialogs" / "shop.example").string(), DemoPack().fold_table,
                             diagnostics, bad.path());
  if (pack != nullptr) {
    CheckExamples(*pack, diagnostics);
    CheckTexts(*pack, diagnostics);
    CheckTemplates(*pack, false, diagnostics);
  }
  std::istringstream all(Without(FindingsText(diagnostics), bad.path() + "/"));
  std::string findings;
  bool here = false;
  for (std::string line; std::getline(all, line);) {
    if (!line.starts_with("  ")) here = line.starts_with(name);
    if (here) findings += line + "\n";
  }
  return findings;
}

struct Ended {
  int code = 0;
  std::string last_line;
};

// The command itself, with the demo shop and `intents` for its intents.
Ended Lint(const std::string& intents, bool strict) {
  CLI::App app;
  AddLint(app);
  std::vector<std::string> arguments = {"lint", intents, "--shop",
                                        (kSource / "dialogs" / "shop.example").string()};
  if (strict) arguments.push_back("--strict");
  std::reverse(arguments.begin(), arguments.end());  // as CLI11 takes them
  Ended ended;
  testing::internal::CaptureStdout();
  try {
    app.parse(arguments);
  } catch (const CLI::Error& error) {
    ended.code = error.get_exit_code();
  }
  std::istringstream out(Without(testing::internal::GetCapturedStdout(), intents + ": "));
  for (std::string line; std::getline(out, line);) ended.last_line = line;
  return ended;
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

// Mistakes end it with 1; warnings only where --strict asks for it. The last line counts both.
TEST(Lint, EndsWithOneForMistakes) {
  EXPECT_EQ(Lint(BadPack("unusable.yaml").path(), false).code, 1);
}

TEST(Lint, EndsWithOneForWarningsOnlyIfStrict) {
  const BadPack bad("doubtful.yaml");
  const Ended usual = Lint(bad.path(), false);
  EXPECT_EQ(usual.code, 0);
  EXPECT_THAT(usual.last_line, testing::ContainsRegex("intents, [0-9]+ templates, [0-9]+ examples: "
                                                      "no mistakes, [0-9]+ warning"));
  EXPECT_EQ(Lint(bad.path(), true).code, 1);
}

TEST(Lint, FindsWhatIsDoubtful) {
  EXPECT_EQ(FindingsIn("doubtful.yaml"), Expected("doubtful.expected"));
}

}  // namespace
}  // namespace xiaoer
