#include <algorithm>
#include <iostream>
#include <map>
#include <string>

#include "adapters/codec/iso_time.h"
#include "adapters/codec/json.h"
#include "adapters/runtime/respond_with_facts.h"
#include "tools/xiaoer/commands.h"
#include "tools/xiaoer/recorded_lines.h"
#include "tools/xiaoer/shop.h"
#include "tools/xiaoer/turn_difference.h"

namespace xiaoer {
namespace {

struct ReplayCommand {
  std::string shop_dir;
  std::string against;
  std::string file;
  std::string data_dir;
  std::string now = "2026-06-01T10:00:00+08:00";
  bool json = false;
};

// Recorded lines come without the shop's orders: both versions are told that there are none.
class NoOrders final : public FactSource {
 public:
  Result<std::vector<OrderFact>> FindOrders(const std::string&, const std::string&,
                                            const std::string&, Millis) override {
    return std::vector<OrderFact>();
  }
};

std::string Joined(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ", ") + item;
  return text.empty() ? "nothing" : text;
}

class Replay {
 public:
  Replay(const Pack& before, const Pack& after, Instant start, bool json)
      : before_(before), after_(after), now_(start), json_(json) {}

  // Both versions answer every line from the state that the old one reached: a line is listed for
  // what it changes itself, not for what an earlier line changed.
  void Play(const RecordedLine& line) {
    if (line.conversation != conversation_.key.conversation) {
      conversation_ = Conversation();
      conversation_.key = {"replay", "replay", line.conversation};
      messages_ = 0;
    }
    now_ = line.at == Instant{} ? now_ + std::chrono::minutes(1) : line.at;
    Inbound inbound;
    inbound.key = conversation_.key;
    inbound.sender = line.sender;
    inbound.message_id = "m" + std::to_string(++messages_);
    inbound.buyer_id = line.conversation;
    inbound.text = line.text;
    inbound.sent_at = now_;
    const Turn before = Answer(before_, inbound);
    if (line.sender == Sender::kBuyer) {
      ++lines_;
      Compare(line, PartsOf(before), PartsOf(Answer(after_, inbound)));
    }
    conversation_ = before.next;
    ++conversation_.version;
  }

  void PrintSummary() const {
    if (json_) {
      OrderedJson intents = OrderedJson::object();
      for (const auto& [name, change] : intents_) {
        intents[name] = {{"gained", change.first}, {"lost", change.second}};
      }
      std::cout << Dump({{"lines", lines_},
                         {"changed", changed_},
                         {"parts", parts_},
                         {"intents", std::move(intents)}})
                << "\n";
      return;
    }
    std::cout << lines_ << " lines, " << changed_ << " changed";
    for (const auto& [part, count] : parts_) std::cout << ", " << part << " " << count;
    std::cout << "\n";
    for (const auto& [name, change] : intents_) {
      std::cout << "  " << name << "  gained " << change.first << "  lost " << change.second
                << "\n";
    }
  }

 private:
  Turn Answer(const Pack& pack, const Inbound& inbound) {
    return RespondWithFacts(pack, conversation_, inbound, {}, no_orders_, Millis(0), now_, {});
  }

  void Compare(const RecordedLine& line, const TurnParts& before, const TurnParts& after) {
    const std::vector<PartDifference> differences = Differences(before, after);
    if (differences.empty()) return;
    ++changed_;
    for (const PartDifference& d : differences) ++parts_[d.what];
    Count(before.intents, after.intents);
    if (json_) {
      OrderedJson j = {{"where", line.where}, {"text", line.text}};
      for (const PartDifference& d : differences) {
        j[d.what] = {{"before", d.before}, {"after", d.after}};
      }
      std::cout << Dump(j) << "\n";
      return;
    }
    std::cout << line.where << ": " << line.text << "\n";
    for (const PartDifference& d : differences) {
      std::cout << "  " << d.what << ": " << Joined(d.before) << "  →  " << Joined(d.after) << "\n";
    }
  }

  void Count(std::vector<std::string> before, std::vector<std::string> after) {
    std::sort(before.begin(), before.end());
    std::sort(after.begin(), after.end());
    std::vector<std::string> only;
    std::set_difference(after.begin(), after.end(), before.begin(), before.end(),
                        std::back_inserter(only));
    for (const std::string& name : only) ++intents_[name].first;
    only.clear();
    std::set_difference(before.begin(), before.end(), after.begin(), after.end(),
                        std::back_inserter(only));
    for (const std::string& name : only) ++intents_[name].second;
  }

  const Pack& before_;
  const Pack& after_;
  Instant now_;
  const bool json_;
  NoOrders no_orders_;
  Conversation conversation_;
  int messages_ = 0;
  std::size_t lines_ = 0;
  std::size_t changed_ = 0;
  std::map<std::string, std::size_t> parts_;
  std::map<std::string, std::pair<std::size_t, std::size_t>> intents_;  // gained, lost
};

void Run(const ReplayCommand& command) {
  if (command.file.empty() == command.data_dir.empty()) {
    std::cerr << "xiaoer replay: give either a FILE of lines or --data DIR\n";
    throw CLI::RuntimeError(2);
  }
  const auto now = ParseIsoTime(command.now);
  if (!now) {
    std::cerr << "xiaoer replay: --now wants a time such as 2026-06-01T10:00:00+08:00, not \""
              << command.now << "\"\n";
    throw CLI::RuntimeError(2);
  }
  const auto lines =
      command.file.empty() ? ReadStoredLines(command.data_dir) : ReadLineFile(command.file);
  if (!lines.ok()) {
    std::cerr << "xiaoer replay: " << lines.error().message() << "\n";
    throw CLI::RuntimeError(1);
  }
  const auto before = PackOrExit(LocatePack(command.against, command.shop_dir));
  const auto after = PackOrExit(LocatePack(command.shop_dir, command.shop_dir));
  Replay replay(*before, *after, *now, command.json);
  for (const RecordedLine& line : *lines) replay.Play(line);
  replay.PrintSummary();
}

}  // namespace

void AddReplay(CLI::App& app) {
  auto options = std::make_shared<ReplayCommand>();
  CLI::App* command = app.add_subcommand(
      "replay",
      "list the recorded lines that another version of a pack understands or answers "
      "differently");
  AddShopOption(*command, options->shop_dir);
  command
      ->add_option(
          "--against", options->against,
          "the version before: a shop's folder, a checkout of it all, or a folder of intents")
      ->type_name("DIR")
      ->required();
  command->add_option("FILE", options->file,
                      "lines of buyers, one per line, each a conversation of its own; or a table\n"
                      "with the columns text, role and dialogue; - is standard input");
  command->add_option("--data", options->data_dir, "or the data folder of `xiaoer serve`")
      ->type_name("DIR");
  command->add_option("--now", options->now, "when the first line comes, if the record has no time")
      ->type_name("TIME")
      ->capture_default_str();
  command->add_flag("--json", options->json, "one JSON object per changed line, then the summary");
  command->footer(
      "Prints, for every line whose intents, slots, acts or replies differ, what they were with "
      "the\n"
      "other version and what they are now, and a summary at the end.");
  command->callback([options] { Run(*options); });
}

}  // namespace xiaoer
