#include "engine/load/dialog_loader.h"

#include <utility>

#include "engine/load/approach_loader.h"
#include "engine/load/flow_loader.h"
#include "engine/load/pack_files.h"
#include "engine/load/reply_loader.h"

namespace xiaoer {
namespace {

// Said by the engine itself: without them a buyer could be left without an answer.
constexpr std::string_view kRequiredReplies[] = {"fallback", "clarify", "handoff.promise",
                                                 "hours.away"};

std::vector<std::string> AnswerFiles(const std::string& folder) {
  std::vector<std::string> files = YamlFiles(folder + "/answers");
  for (const std::string& file : YamlFiles(folder)) {
    if (file == folder + "/answers.yaml") files.push_back(file);
  }
  return files;
}

}  // namespace

LoadedDialogs LoadDialogs(const std::vector<std::string>& folders,
                          const std::set<std::string, std::less<>>& intents,
                          const WordPolicy& words, Diagnostics& diagnostics) {
  LoadedDialogs loaded;
  // Replies of all folders come first: flows of the common folder may use a reply of the shop's
  // own.
  for (const std::string& folder : folders) {
    for (const std::string& file : YamlFiles(folder + "/replies")) {
      loaded.files.push_back(file);
      if (const auto root = yaml::ParseFile(file, file, diagnostics)) {
        ReadReplies(*root, folder + "/", words, loaded.replies, diagnostics);
      }
    }
  }
  KnownNames names;
  names.intents = intents;
  names.replies = &loaded.replies;
  for (const std::string& folder : folders) {
    names.root = folder + "/";
    for (const std::string& file : YamlFiles(folder + "/flows")) {
      loaded.files.push_back(file);
      if (const auto root = yaml::ParseFile(file, file, diagnostics)) {
        ReadFlow(*root, names, loaded.flows, diagnostics);
      }
    }
    for (const std::string& file : AnswerFiles(folder)) {
      loaded.files.push_back(file);
      if (const auto root = yaml::ParseFile(file, file, diagnostics)) {
        ReadAnswers(*root, names, loaded.flows, diagnostics);
      }
    }
  }
  for (const std::string& folder : folders) {
    names.root = folder + "/";
    for (const std::string& file : YamlFiles(folder)) {
      if (file != folder + "/approaches.yaml") continue;
      loaded.files.push_back(file);
      if (const auto root = yaml::ParseFile(file, file, diagnostics)) {
        ReadApproaches(*root, names, loaded.flows, diagnostics);
      }
    }
  }
  CheckFlows(loaded.flows, diagnostics);
  CheckApproaches(loaded.flows, diagnostics);
  for (const std::string_view id : kRequiredReplies) {
    if (loaded.replies.Find(id) != nullptr || folders.empty()) continue;
    diagnostics.Error({folders.front() + "/replies", 0, 0}, "there is no reply " + std::string(id),
                      "the engine itself says it");
  }
  return loaded;
}

}  // namespace xiaoer
