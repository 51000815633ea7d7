#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "adapters/facts/file_facts.h"
#include "engine/load/yaml.h"
#include "tools/xiaoer/commands.h"
#include "tools/xiaoer/conversation_runner.h"
#include "tools/xiaoer/intent_table.h"
#include "tools/xiaoer/shop.h"

namespace xiaoer {
namespace {
namespace fs = std::filesystem;

struct TestOptions {
  std::string shop_dir;  // for tables; a conversation names its own
  std::vector<std::string> paths;
  std::string known_failures;
  bool restart = false;
  bool naive = false;
  bool verbose = false;
};

struct LoadedShop {
  std::shared_ptr<const Pack> pack;
  std::unique_ptr<FileFacts> facts;
};

std::vector<std::string> FindFiles(const std::vector<std::string>& paths,
                                   Diagnostics& diagnostics) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    if (fs::is_directory(path, error)) {
      for (const auto& entry : fs::recursive_directory_iterator(path, error)) {
        const fs::path kind = entry.path().extension();
        if (kind == ".yaml" || kind == ".tsv") files.push_back(entry.path().string());
      }
    } else if (fs::exists(path, error)) {
      files.push_back(path);
    } else {
      diagnostics.Error({path, 0, 0}, "there is no such file or folder");
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Names of conversations that fail and are known to: one that passes again must be struck off.
std::set<std::string> LoadKnownFailures(const std::string& path, Diagnostics& diagnostics) {
  std::set<std::string> names;
  if (path.empty()) return names;
  if (const auto root = yaml::ParseFile(path, path, diagnostics)) {
    yaml::MapReader map(*root, "the list of known failures", diagnostics);
    for (std::string& name : map.Strings("conversations")) names.insert(std::move(name));
  }
  return names;
}

class Suite {
 public:
  explicit Suite(const TestOptions& options) : options_(options) {}

  int Run() {
    Diagnostics diagnostics;
    known_ = LoadKnownFailures(options_.known_failures, diagnostics);
    const std::vector<std::string> files = FindFiles(options_.paths, diagnostics);
    for (const std::string& path : files) {
      if (fs::path(path).extension() == ".tsv") {
        CheckTable(path, diagnostics);
      } else if (const auto file = LoadConversation(path, diagnostics)) {
        Play(*file);
      }
    }
    std::cerr << diagnostics.ToString();
    for (const std::string& name : known_) {
      if (seen_.count(name) == 0) {
        std::cout << "FAILED known failure \"" << name << "\" is no conversation\n";
        ++failed_;
      }
    }
    std::cout << passed_ << " passed, " << failed_ << " failed\n";
    if (passed_ + failed_ == 0) std::cout << "no conversation and no table was found\n";
    return diagnostics.has_errors() || failed_ > 0 || passed_ == 0 ? 1 : 0;
  }

 private:
  LoadedShop& ShopAt(const std::string& dir) {
    const std::string key = fs::weakly_canonical(dir).string();
    LoadedShop& shop = shops_[key];
    if (shop.pack == nullptr) {
      shop.pack = PackOrExit(dir);
      Diagnostics diagnostics;
      const std::string orders = dir + "/orders.yaml";
      shop.facts = FileFacts::Load(orders, orders, diagnostics);
      if (shop.facts == nullptr) {
        std::cerr << diagnostics.ToString();
        throw CLI::RuntimeError(1);
      }
    }
    return shop;
  }

  // Each row counts as a test; only those that fail are printed.
  void CheckTable(const std::string& path, Diagnostics& diagnostics) {
    const Pack& pack = *ShopAt(options_.shop_dir).pack;
    int wrong = 0;
    const std::vector<IntentCase> cases = LoadIntentTable(path, pack, diagnostics);
    for (const IntentCase& test : cases) {
      const std::string fault = CheckIntentCase(pack, test);
      if (fault.empty()) continue;
      std::cout << "FAILED " << fault << "\n";
      ++wrong;
    }
    failed_ += wrong;
    passed_ += static_cast<int>(cases.size()) - wrong;
    std::cout << (wrong == 0 ? "ok     " : "FAILED ") << path << ": " << cases.size() - wrong
              << " of " << cases.size() << " lines\n";
  }

  void Play(const ConversationFile& file) {
    LoadedShop& shop = ShopAt(file.shop);
    const RunResult result = RunConversation(
        file, *shop.pack, *shop.facts, {.restart = options_.restart, .prefilter = !options_.naive});
    const bool known = known_.count(file.name) > 0;
    const bool good = result.failures.empty() != known;
    seen_.insert(file.name);
    good ? ++passed_ : ++failed_;
    if (options_.verbose || !good) std::cout << file.name << "\n" << result.transcript;
    std::cout << (good ? "ok     " : "FAILED ") << file.name << (known ? " (known failure)" : "")
              << "\n";
    if (good) return;
    if (known) {
      std::cout << "  it passes now: strike it off " << options_.known_failures << "\n";
    }
    for (const std::string& failure : result.failures) std::cout << "  " << failure << "\n";
  }

  const TestOptions& options_;
  std::set<std::string> known_;
  std::set<std::string> seen_;
  std::map<std::string, LoadedShop> shops_;
  int passed_ = 0;
  int failed_ = 0;
};

}  // namespace

void AddTest(CLI::App& app) {
  auto options = std::make_shared<TestOptions>();
  CLI::App* command = app.add_subcommand("test", "play conversations and check tables of lines");
  command
      ->add_option(
          "PATH", options->paths,
          "conversations (*.yaml), tables of lines and intents (*.tsv), or folders of them")
      ->required();
  AddShopOption(*command, options->shop_dir);
  command
      ->add_option("--known-failures", options->known_failures,
                   "file that lists the conversations known to fail; one that passes is an error")
      ->type_name("FILE");
  command->add_flag("--restart", options->restart,
                    "write the conversation out and read it back between any two turns");
  command->add_flag("--naive", options->naive, "match without the prefilter (slow; same results)");
  command->add_flag("-v,--verbose", options->verbose, "print every conversation");
  command->footer(
      "The formats are described in tests/dialogs/README.md and tests/intents/README.md.");
  command->callback([options] {
    if (const int code = Suite(*options).Run(); code != 0) throw CLI::RuntimeError(code);
  });
}

}  // namespace xiaoer
