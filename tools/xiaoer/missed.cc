#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "adapters/codec/json.h"
#include "engine/thought.h"
#include "tools/xiaoer/commands.h"
#include "tools/xiaoer/missed_groups.h"
#include "tools/xiaoer/recorded_lines.h"
#include "tools/xiaoer/shop.h"

namespace xiaoer {
namespace {

struct MissedCommand {
  std::string shop_dir;
  std::string file;
  std::string data_dir;
  MissedOptions options;
  std::size_t groups = 40;
  std::size_t lines = 5;
  bool json = false;
};

std::string Reason(const MissedLine& line) {
  switch (line.kind) {
    case MissKind::kNothing:
      return "";
    case MissKind::kTooClose:
      return "  (too close to call: " + line.understood + ")";
    case MissKind::kLowCover:
      return "  (only " + line.understood + ")";
  }
  return "";
}

void PrintLines(const std::vector<MissedLine>& lines, std::size_t limit) {
  for (std::size_t i = 0; i < std::min(limit, lines.size()); ++i) {
    std::cout << "  " << lines[i].count << "×  " << lines[i].text << Reason(lines[i]) << "\n";
  }
  if (lines.size() > limit) std::cout << "  … and " << lines.size() - limit << " more\n";
}

void PrintText(const MissedReport& report, const MissedCommand& command) {
  for (std::size_t i = 0; i < std::min(command.groups, report.groups.size()); ++i) {
    const MissedGroup& group = report.groups[i];
    std::cout << group.count << " lines share   - \"" << group.share << "\"\n";
    PrintLines(group.lines, command.lines);
  }
  if (report.groups.size() > command.groups) {
    std::cout << "… and " << report.groups.size() - command.groups
              << " smaller groups (--groups N shows more)\n";
  }
  if (!report.alone.empty()) {
    std::cout << report.alone.size() << " lines share nothing with another\n";
    PrintLines(report.alone, command.lines);
  }
  std::cout << report.lines << " lines, " << report.missed << " not understood, in "
            << report.groups.size() << " groups and " << report.alone.size() << " alone\n";
}

OrderedJson LinesJson(const std::vector<MissedLine>& lines) {
  static constexpr std::string_view kKinds[] = {"nothing", "too_close", "low_coverage"};
  OrderedJson array = OrderedJson::array();
  for (const MissedLine& line : lines) {
    OrderedJson j = {{"text", line.text},
                     {"count", line.count},
                     {"why", kKinds[static_cast<std::size_t>(line.kind)]}};
    if (!line.understood.empty()) j["understood"] = line.understood;
    array.push_back(std::move(j));
  }
  return array;
}

void PrintJson(const MissedReport& report) {
  OrderedJson groups = OrderedJson::array();
  for (const MissedGroup& group : report.groups) {
    groups.push_back(
        {{"share", group.share}, {"count", group.count}, {"lines", LinesJson(group.lines)}});
  }
  std::cout << Dump({{"lines", report.lines},
                     {"missed", report.missed},
                     {"groups", std::move(groups)},
                     {"alone", LinesJson(report.alone)}})
            << "\n";
}

// What was read together: pieces of one thought that only make sense in one breath are one line.
// Lines without a time stand alone.
std::vector<std::string> TextsOf(const Pack& pack, const std::vector<RecordedLine>& lines) {
  std::vector<std::string> texts;
  std::vector<std::string> pieces;
  const RecordedLine* last = nullptr;
  const auto finish = [&] {
    std::istringstream joined(JoinPieces(pack, pieces));
    for (std::string text; std::getline(joined, text);) texts.push_back(std::move(text));
    pieces.clear();
  };
  for (const RecordedLine& line : lines) {
    const bool goes_on = last != nullptr && last->sender == Sender::kBuyer &&
                         line.sender == Sender::kBuyer && line.conversation == last->conversation &&
                         line.at != Instant{} && line.at - last->at < pack.shop.hearing.pause &&
                         pieces.size() < kMaxPieces && line.text.size() <= kMaxPieceBytes;
    if (!goes_on) finish();
    if (line.sender == Sender::kBuyer) pieces.push_back(line.text);
    last = &line;
  }
  finish();
  return texts;
}

void Run(const MissedCommand& command) {
  if (command.file.empty() == command.data_dir.empty()) {
    std::cerr << "xiaoer missed: give either a FILE of lines or --data DIR\n";
    throw CLI::RuntimeError(2);
  }
  const auto lines =
      command.file.empty() ? ReadStoredLines(command.data_dir) : ReadLineFile(command.file);
  if (!lines.ok()) {
    std::cerr << "xiaoer missed: " << lines.error().message() << "\n";
    throw CLI::RuntimeError(1);
  }
  const auto pack = PackOrExit(command.shop_dir);
  const MissedReport report = GroupMissed(*pack, TextsOf(*pack, *lines), command.options);
  command.json ? PrintJson(report) : PrintText(report, command);
}

}  // namespace

void AddMissed(CLI::App& app) {
  auto options = std::make_shared<MissedCommand>();
  CLI::App* command = app.add_subcommand(
      "missed", "group the lines that were not understood by what they share, most frequent first");
  AddShopOption(*command, options->shop_dir);
  command->add_option("FILE", options->file,
                      "lines of buyers, one per line, or a table with the columns text, role and\n"
                      "dialogue; - is standard input");
  command->add_option("--data", options->data_dir, "or the data folder of `xiaoer serve`")
      ->type_name("DIR");
  command
      ->add_option("--low", options->options.low_coverage,
                   "also lines of which less than this share was understood (0 to 1)")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command->add_option("--groups", options->groups, "groups to print")->capture_default_str();
  command->add_option("--lines", options->lines, "lines to print of each")->capture_default_str();
  command->add_flag("--json", options->json, "everything as one JSON object");
  command->footer(
      "What a group shares is printed as a template: copy it under an intent of intents/, narrow "
      "it, and\n"
      "give it an example. Lines that were too close to call between two intents are in the list, "
      "with both.");
  command->callback([options] { Run(*options); });
}

}  // namespace xiaoer
