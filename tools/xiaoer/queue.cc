#include <algorithm>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "adapters/codec/iso_time.h"
#include "adapters/codec/json.h"
#include "adapters/runtime/clock.h"
#include "adapters/store/conversation_reader.h"
#include "engine/base/civil_time.h"
#include "engine/policy/waiting.h"
#include "tools/xiaoer/commands.h"

namespace xiaoer {
namespace {

struct QueueCommand {
  std::string data_dir;
  std::string zone = "Asia/Shanghai";
  std::string at;
  std::size_t words = 3;
  bool json = false;
};

std::string LocalTime(const TimeZone& zone, Instant t) {
  const CivilTime local = zone.ToCivil(t);
  return FormatCivilDate(local.date) + " " + FormatClock(local.minute);
}

// "3天", "2小时", "5分钟"
std::string Age(Millis age) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(age).count();
  if (minutes >= 48 * 60) return std::to_string(minutes / (24 * 60)) + "天";
  if (minutes >= 60) return std::to_string(minutes / 60) + "小时";
  return std::to_string(std::max<std::int64_t>(minutes, 0)) + "分钟";
}

void PrintText(const std::vector<WaitingCase>& cases, const TimeZone& zone, Instant now) {
  int number = 0;
  for (const WaitingCase& c : cases) {
    std::cout << ++number << ". [" << ToString(c.urgency) << "] " << c.buyer << "  " << c.reason
              << "\n   " << c.key.shop << "/" << c.key.channel << "/" << c.key.conversation
              << "  waits since " << LocalTime(zone, c.since) << " (" << Age(now - c.since) << ")";
    if (c.promised_by != Instant{}) {
      std::cout << ", promised by " << LocalTime(zone, c.promised_by)
                << (c.overdue ? " OVERDUE" : "");
    }
    std::cout << "\n";
    if (!c.summary.empty()) std::cout << "   " << c.summary << "\n";
    for (const auto& [name, value] : c.facts) std::cout << "   " << name << " = " << value << "\n";
    for (const std::string& line : c.last_words) std::cout << "   > " << line << "\n";
  }
  std::cout << (cases.empty() ? "nobody waits" : std::to_string(cases.size()) + " waiting") << "\n";
}

void PrintJson(const std::vector<WaitingCase>& cases) {
  OrderedJson list = OrderedJson::array();
  for (const WaitingCase& c : cases) {
    OrderedJson facts = OrderedJson::object();
    for (const auto& [name, value] : c.facts) facts[name] = value;
    list.push_back(
        {{"shop", c.key.shop},
         {"channel", c.key.channel},
         {"conversation", c.key.conversation},
         {"buyer", c.buyer},
         {"urgency", ToString(c.urgency)},
         {"reason", c.reason},
         {"summary", c.summary},
         {"facts", std::move(facts)},
         {"since", FormatIsoTime(c.since)},
         {"promised_by", c.promised_by == Instant{} ? OrderedJson(nullptr)
                                                    : OrderedJson(FormatIsoTime(c.promised_by))},
         {"overdue", c.overdue},
         {"last_words", c.last_words}});
  }
  std::cout << Dump({{"waiting", std::move(list)}}) << "\n";
}

void Run(const QueueCommand& command) {
  const auto zone = TimeZone::Find(command.zone);
  if (!zone) {
    std::cerr << "xiaoer queue: unknown time zone " << command.zone << ", such as Asia/Shanghai\n";
    throw CLI::RuntimeError(2);
  }
  Instant now = SystemClock().Now();
  if (!command.at.empty()) {
    const auto at = ParseIsoTime(command.at);
    if (!at) {
      std::cerr << "xiaoer queue: --at is a time such as 2026-11-11T09:00:00+08:00\n";
      throw CLI::RuntimeError(2);
    }
    now = *at;
  }
  const auto stored = ReadConversations(command.data_dir, command.words);
  if (!stored.ok()) {
    std::cerr << "xiaoer queue: " << stored.error().message() << "\n";
    throw CLI::RuntimeError(1);
  }
  std::vector<WaitingCase> cases;
  for (const StoredConversation& s : *stored) {
    if (auto waiting = WaitingCaseOf(s.conversation, s.last_words, now)) {
      cases.push_back(std::move(*waiting));
    }
  }
  SortByUrgency(cases);
  command.json ? PrintJson(cases) : PrintText(cases, *zone, now);
}

}  // namespace

void AddQueue(CLI::App& app) {
  auto options = std::make_shared<QueueCommand>();
  CLI::App* command = app.add_subcommand(
      "queue", "the morning list: everything that waits for a person, most urgent first");
  command->add_option("--data", options->data_dir, "the data folder of `xiaoer serve`")
      ->type_name("DIR")
      ->required();
  command->add_option("--zone", options->zone, "whose clock the times are shown in")
      ->capture_default_str();
  command->add_option("--at", options->at, "as if it were this time (now if left out)")
      ->type_name("TIME");
  command->add_option("--words", options->words, "of the buyer's last lines, so many")
      ->check(CLI::Range(0, 20))
      ->capture_default_str();
  command->add_flag("--json", options->json, "everything as one JSON object");
  command->footer(
      "Order: urgency, then promises whose time has passed, then who has waited longest. Phones "
      "and\n"
      "addresses are masked. The folder is only read, also while the server is running.");
  command->callback([options] { Run(*options); });
}

}  // namespace xiaoer
