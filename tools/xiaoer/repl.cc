#include <charconv>
#include <iostream>
#include <string>
#include <utility>

#include "adapters/codec/iso_time.h"
#include "adapters/facts/file_facts.h"
#include "adapters/runtime/clock.h"
#include "adapters/runtime/pack_holder.h"
#include "adapters/runtime/respond_with_facts.h"
#include "tools/xiaoer/commands.h"
#include "tools/xiaoer/line_input.h"
#include "tools/xiaoer/shop.h"
#include "tools/xiaoer/turn_view.h"

namespace xiaoer {
namespace {

struct CommandHelp {
  std::string_view name;
  std::string_view help;
};
constexpr CommandHelp kCommands[] = {
    {":why", "explain the last reply: losers, rules, gates"},
    {":state", "flows, owner, promises, bargaining"},
    {":slots", "facts collected so far"},
    {":script", "the buyer's script; `:script hant` or `:script hans` sets it"},
    {":product", "`:product ID` sets the product page the buyer writes from"},
    {":buyer", "`:buyer ID` sets who writes (orders are looked up for them)"},
    {":agent", "`:agent TEXT`: a human agent speaks"},
    {":wait", "`:wait MINUTES`: time passes"},
    {":reload", "read the shop's files again; the conversation goes on"},
    {":reset", "begin a new conversation"},
    {":help", "this list"},
    {":quit", "leave (or Ctrl-D)"},
};

class Session {
 public:
  Session(PackHolder& packs, FactSource& facts, std::string product)
      : packs_(packs), facts_(facts), product_(std::move(product)) {
    Reset();
  }

  // False to leave.
  bool Handle(const std::string& line) {
    if (line.empty()) return true;
    if (line.front() == ':') return Command(line);
    Say(Sender::kBuyer, line);
    return true;
  }

 private:
  void Reset() {
    conversation_ = Conversation();
    conversation_.key = {"demo", "repl", "repl"};
    last_ = Turn();
  }

  bool Command(const std::string& line) {
    const std::size_t space = line.find(' ');
    const std::string name = line.substr(0, space);
    const std::string rest = space == std::string::npos ? "" : line.substr(space + 1);
    if (name == ":quit" || name == ":q") return false;
    if (name == ":help") {
      for (const CommandHelp& c : kCommands) std::cout << "  " << c.name << "  " << c.help << "\n";
    } else if (name == ":why") {
      ShowWhy(std::cout, last_.receipt);
    } else if (name == ":state") {
      ShowState(std::cout, conversation_);
    } else if (name == ":slots") {
      ShowSlots(std::cout, conversation_);
    } else if (name == ":script") {
      SetScript(rest);
    } else if (name == ":product") {
      product_ = rest;
    } else if (name == ":buyer") {
      buyer_ = rest.empty() ? "repl" : rest;
    } else if (name == ":agent") {
      Say(Sender::kAgent, rest);
    } else if (name == ":wait") {
      Wait(rest);
    } else if (name == ":reload") {
      Reload();
    } else if (name == ":reset") {
      Reset();
      std::cout << "  a new conversation\n";
    } else {
      std::cout << "  there is no command " << name << "; :help lists them\n";
    }
    return true;
  }

  void SetScript(const std::string& name) {
    if (name == "hant") conversation_.script = Script::kHant;
    if (name == "hans") conversation_.script = Script::kHans;
    if (!name.empty() && name != "hant" && name != "hans") {
      std::cout << "  :script takes hant or hans\n";
    }
    std::cout << "  script " << ToString(conversation_.script) << "\n";
  }

  void Wait(const std::string& minutes) {
    int value = 0;
    const auto [end, error] =
        std::from_chars(minutes.data(), minutes.data() + minutes.size(), value);
    if (error != std::errc() || end != minutes.data() + minutes.size() || value < 0 ||
        value > 60 * 24 * 366) {
      std::cout << "  :wait takes a number of minutes\n";
      return;
    }
    skipped_ += std::chrono::minutes(value);
    std::cout << "  it is " << FormatIsoTime(Now()) << "\n";
  }

  void Reload() {
    Diagnostics diagnostics;
    const bool reloaded = packs_.Reload(diagnostics);
    std::cout << diagnostics.ToString();
    std::cout << (reloaded ? "  reloaded: pack " : "  the files have mistakes: still pack ")
              << packs_.Get()->hash << "\n";
  }

  Instant Now() const { return clock_.Now() + skipped_; }

  void Say(Sender sender, const std::string& text) {
    Inbound inbound;
    inbound.key = conversation_.key;
    inbound.sender = sender;
    inbound.message_id = std::to_string(++messages_);
    inbound.buyer_id = buyer_;
    inbound.text = text;
    inbound.product = product_;
    inbound.sent_at = Now();
    const std::shared_ptr<const Pack> pack = packs_.Get();
    last_ = RespondWithFacts(*pack, conversation_, inbound, Facts(), facts_,
                             std::chrono::milliseconds(500), Now(), {.explain = true});
    conversation_ = last_.next;
    ++conversation_.version;
    ShowTurn(std::cout, *pack, last_);
  }

  PackHolder& packs_;
  FactSource& facts_;
  const SystemClock clock_;
  Millis skipped_{0};
  std::string product_;
  std::string buyer_ = "repl";
  int messages_ = 0;
  Conversation conversation_;
  Turn last_;
};

void Run(const std::string& shop_dir, const std::string& product) {
  PackHolder packs(shop_dir, FoldTableOrExit());
  Diagnostics diagnostics;
  const bool loaded = packs.Reload(diagnostics);
  const std::string orders = shop_dir + "/orders.yaml";
  const auto facts = FileFacts::Load(orders, orders, diagnostics);
  std::cerr << diagnostics.ToString();
  if (!loaded || facts == nullptr) {
    std::cerr << "xiaoer: the shop in " << shop_dir << " cannot be used; correct the above first\n";
    throw CLI::RuntimeError(1);
  }
  std::vector<std::string> names;
  for (const CommandHelp& c : kCommands) names.emplace_back(c.name);
  LineInput input(std::move(names));
  if (input.interactive()) std::cout << "Type what a buyer would type. :help lists the commands.\n";
  Session session(packs, *facts, product);
  while (const auto line = input.Read("买家> ")) {
    if (!input.interactive()) std::cout << "买家> " << *line << "\n";
    if (!session.Handle(*line)) break;
    std::cout << std::flush;
  }
}

}  // namespace

void AddRepl(CLI::App& app) {
  auto shop_dir = std::make_shared<std::string>();
  auto product = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand(
      "repl", "talk to the shop line by line and see how each line is understood");
  AddShopOption(*command, *shop_dir);
  command->add_option("--product", *product, "the product page the buyer writes from")
      ->type_name("ID");
  command->footer(
      "Works from a pipe too: one line of input, one turn of output. :help lists the commands.");
  command->callback([shop_dir, product] { Run(*shop_dir, *product); });
}

}  // namespace xiaoer
