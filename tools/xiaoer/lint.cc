#include <algorithm>
#include <iostream>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "tools/xiaoer/commands.h"
#include "tools/xiaoer/lint_checks.h"
#include "tools/xiaoer/shop.h"

namespace xiaoer {
namespace {

struct LintCommand {
  std::string shop_dir;
  std::string path;
  bool all = false;
  bool strict = false;
};

std::size_t CountWarnings(const Diagnostics& diagnostics) {
  std::size_t warnings = 0;
  for (const Diagnostic& d : diagnostics.all()) warnings += d.severity == Severity::kWarning;
  return warnings;
}

std::string Counted(std::size_t n, const std::string& what) {
  return (n == 0 ? "no" : std::to_string(n)) + " " + what + (n == 1 ? "" : "s");
}

void Run(const LintCommand& command) {
  Diagnostics diagnostics;
  const PackPlace place =
      LocatePack(command.path.empty() ? command.shop_dir : command.path, command.shop_dir);
  const auto pack = LoadPack(place.shop_dir, FoldTableOrExit(), diagnostics, place.intents_dir);
  std::size_t examples = 0;
  std::size_t hidden = 0;
  if (pack != nullptr) {
    CheckExamples(*pack, diagnostics);
    CheckSignals(*pack, diagnostics);
    CheckTexts(*pack, diagnostics);
    hidden = CheckTemplates(*pack, command.all, diagnostics);
    for (const IntentSource& intent : pack->intents.intents) {
      examples += intent.examples.size() + intent.near_misses.size();
    }
  }
  std::cout << FindingsText(diagnostics);
  const std::size_t warnings = CountWarnings(diagnostics);
  const std::size_t errors = diagnostics.all().size() - warnings;
  const std::string name = place.intents_dir.empty() ? place.shop_dir : place.intents_dir;
  if (pack == nullptr) {
    std::cout << name << ": cannot be used, " << Counted(errors, "mistake") << "\n";
    throw CLI::RuntimeError(1);
  }
  std::cout << name << ": " << pack->intents.intents.size() << " intents, "
            << pack->matcher->templates().size() << " templates, " << examples
            << " examples: " << Counted(errors, "mistake") << ", " << Counted(warnings, "warning");
  if (hidden > 0)
    std::cout << " (" << Counted(hidden, "collision") << " decided by rank left out: --all)";
  std::cout << "\n";
  if (errors > 0 || (command.strict && warnings > 0)) throw CLI::RuntimeError(1);
}

}  // namespace

std::string FindingsText(const Diagnostics& diagnostics) {
  std::vector<Diagnostic> sorted = diagnostics.all();
  std::stable_sort(sorted.begin(), sorted.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.where.file, a.where.line, a.where.column) <
           std::tie(b.where.file, b.where.line, b.where.column);
  });
  std::string text;
  for (Diagnostic& d : sorted) {
    const std::string hint = std::exchange(d.hint, {});
    text += d.ToString() + "\n";
    if (!hint.empty()) text += "  " + hint + "\n";
  }
  return text;
}

void AddLint(CLI::App& app) {
  auto options = std::make_shared<LintCommand>();
  CLI::App* command = app.add_subcommand(
      "lint", "check a shop's files: every mistake with its file, line and column");
  command->add_option("DIR", options->path,
                      "the shop's folder, a checkout, or a folder of intents alone");
  AddShopOption(*command, options->shop_dir);
  command->add_flag("--all", options->all,
                    "also list collisions of two intents that rank decides, each with a line");
  command->add_flag("--strict", options->strict, "end with 1 if there is a warning, too");
  command->footer(
      "Loads everything as `serve` does, then checks that each intent's examples are understood as "
      "it\n"
      "and its near misses are not; tries every template on lines made from it, to find those that "
      "can\n"
      "never win and those that are too close to call; and warns of what is there twice, of rules "
      "that\n"
      "nobody uses and of signs that mean something else in a regular expression. Ends with 1 if "
      "there\n"
      "is a mistake.");
  command->callback([options] { Run(*options); });
}

}  // namespace xiaoer
