// `xiaoer evaluate handoff`: when does the engine call for a person, and when should it have?
#include <array>
#include <cstdio>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "adapters/codec/iso_time.h"
#include "adapters/codec/json.h"
#include "adapters/runtime/respond_with_facts.h"
#include "tools/xiaoer/evaluations.h"
#include "tools/xiaoer/handoff_score.h"
#include "tools/xiaoer/labelled_dialogues.h"
#include "tools/xiaoer/shop.h"

namespace xiaoer {
namespace {

struct HandoffCommand {
  std::string shop_dir;
  std::string file;
  std::string part = "all";
  std::string mode = "suggest";
  bool wrong = false;
  bool json = false;
};

// What a shop would do without us: call a person at these words and at no others.
constexpr std::array<std::string_view, 14> kKeywords = {"人工", "投诉", "举报", "12315", "曝光",
                                                        "差评", "骗",   "假货", "退款",  "退货",
                                                        "换货", "赔",   "差价", "取消"};

// The dialogues come without the shop's orders, but whoever labelled them assumed that an order can
// be looked up: every buyer has one, under whatever number, paid and on its way.
class OneOrder final : public FactSource {
 public:
  explicit OneOrder(Instant now) {
    order_.status = "shipped";
    order_.courier = "中通";
    order_.tracking = "75000000000001";
    order_.location = "杭州转运中心";
    order_.paid_at = now - std::chrono::hours(48);
    order_.shipped_at = now - std::chrono::hours(24);
  }

  Result<std::vector<OrderFact>> FindOrders(const std::string&, const std::string&,
                                            const std::string& number, Millis) override {
    OrderFact order = order_;
    order.number = number.empty() ? "1" : number;
    return std::vector<OrderFact>{std::move(order)};
  }

 private:
  OrderFact order_;
};

// What the engine decided at one line of the buyer, and the reason it gives.
struct Decision {
  bool person = false;
  std::string reason;
};

// Plays one dialogue. In suggest mode the agents' lines are heard as an agent's, and the machine
// follows along without a word; in auto mode the machine answers alone, and they are left out.
// Cards and notices of the platform are no words of anybody: left out in both.
class Player {
 public:
  Player(const Pack& pack, Mode mode, Instant start)
      : pack_(pack), mode_(mode), now_(start), orders_(start) {}

  std::vector<Decision> Play(const LabelledDialogue& dialogue) {
    Conversation conversation;
    conversation.key = {"evaluate", "evaluate", dialogue.id};
    std::vector<Decision> decisions;
    Instant now = now_;
    for (const LabelledLine& line : dialogue.lines) {
      const bool buyer = line.role == LabelledLine::Role::kBuyer;
      const bool heard =
          buyer || (line.role == LabelledLine::Role::kSeller && mode_ == Mode::kSuggest);
      if (!heard) continue;
      // The table has no times. A minute apart, no two messages are pieces of one thought.
      now += std::chrono::minutes(1);
      Inbound inbound;
      inbound.key = conversation.key;
      inbound.sender = buyer ? Sender::kBuyer : Sender::kAgent;
      inbound.message_id = line.where;
      inbound.buyer_id = dialogue.id;
      inbound.text = line.text;
      inbound.sent_at = now;
      Facts facts;
      facts.mode = mode_;
      Turn turn = RespondWithFacts(pack_, conversation, inbound, std::move(facts), orders_,
                                   Millis(500), now, {});
      if (buyer) decisions.push_back(DecisionOf(turn));
      conversation = std::move(turn.next);
      ++conversation.version;
    }
    return decisions;
  }

 private:
  static Decision DecisionOf(const Turn& turn) {
    for (const Act& act : turn.receipt.acts) {
      if (const auto* hand_over = std::get_if<HandOver>(&act)) return {true, hand_over->reason};
    }
    return {};
  }

  const Pack& pack_;
  const Mode mode_;
  const Instant now_;
  OneOrder orders_;
};

bool HasKeyword(const std::string& text) {
  for (const std::string_view word : kKeywords) {
    if (text.find(word) != std::string::npos) return true;
  }
  return false;
}

struct Row {
  std::string policy;
  HandoffScore score;
};

void PrintTable(const std::vector<Row>& rows) {
  std::printf("%-10s %9s %9s %9s %9s %9s %9s %7s %7s %7s\n", "policy", "right", "wrong", "missed",
              "precision", "recall", "F1", "GT-I", "GT-II", "GT-III");
  for (const auto& [policy, s] : rows) {
    std::printf("%-10s %9lld %9lld %9lld %9.3f %9.3f %9.3f %7.3f %7.3f %7.3f\n", policy.c_str(),
                static_cast<long long>(s.right), static_cast<long long>(s.wrong),
                static_cast<long long>(s.missed), s.precision(), s.recall(), s.f1(), s.golden[0],
                s.golden[1], s.golden[2]);
  }
}

void PrintJson(const HandoffCommand& command, std::size_t dialogues, std::size_t lines,
               const std::vector<Row>& rows) {
  OrderedJson policies = OrderedJson::object();
  for (const auto& [policy, s] : rows) {
    policies[policy] = {{"right", s.right},           {"wrong", s.wrong},     {"missed", s.missed},
                        {"precision", s.precision()}, {"recall", s.recall()}, {"f1", s.f1()},
                        {"gt1", s.golden[0]},         {"gt2", s.golden[1]},   {"gt3", s.golden[2]}};
  }
  std::cout << Dump({{"mode", command.mode},
                     {"part", command.part},
                     {"dialogues", dialogues},
                     {"lines", lines},
                     {"policies", std::move(policies)}})
            << "\n";
}

void PrintIfWrong(const LabelledLine& line, const Decision& decision) {
  if (line.handoff == decision.person) return;
  std::cout << (line.handoff ? "missed " : "wrong  ") << line.where << "  " << line.text;
  if (decision.person) std::cout << "  (" << decision.reason << ")";
  std::cout << "\n";
}

void Run(const HandoffCommand& command) {
  auto dialogues = ReadLabelledDialogues(command.file);
  if (!dialogues.ok()) {
    std::cerr << "xiaoer evaluate handoff: " << dialogues.error().message() << "\n";
    throw CLI::RuntimeError(1);
  }
  const auto pack = PackOrExit(command.shop_dir);
  const Mode mode = command.mode == "auto" ? Mode::kAuto : Mode::kSuggest;
  Player player(*pack, mode, ParseIsoTime("2026-06-01T10:00:00+08:00").value_or(Instant{}));
  std::vector<HandoffDialogue> engine, never, always, keyword;
  std::size_t lines = 0;
  for (std::size_t i = 0; i < dialogues->size(); ++i) {
    if ((command.part == "even" && i % 2 == 1) || (command.part == "odd" && i % 2 == 0)) continue;
    const LabelledDialogue& dialogue = (*dialogues)[i];
    const std::vector<Decision> decisions = player.Play(dialogue);
    HandoffDialogue ours, none, all, words;
    for (const LabelledLine& line : dialogue.lines) {
      if (line.role != LabelledLine::Role::kBuyer) continue;
      const Decision& decision = decisions[ours.decided.size()];
      if (command.wrong) PrintIfWrong(line, decision);
      for (HandoffDialogue* d : {&ours, &none, &all, &words}) d->wanted.push_back(line.handoff);
      ours.decided.push_back(decision.person);
      none.decided.push_back(false);
      all.decided.push_back(true);
      words.decided.push_back(HasKeyword(line.text));
      ++lines;
    }
    engine.push_back(std::move(ours));
    never.push_back(std::move(none));
    always.push_back(std::move(all));
    keyword.push_back(std::move(words));
  }
  const std::vector<Row> rows = {{"xiaoer", ScoreHandoffs(engine)},
                                 {"never", ScoreHandoffs(never)},
                                 {"always", ScoreHandoffs(always)},
                                 {"keywords", ScoreHandoffs(keyword)}};
  if (command.json) return PrintJson(command, engine.size(), lines, rows);
  std::cout << engine.size() << " dialogues, " << lines << " lines of buyers\n" << std::flush;
  PrintTable(rows);
}

}  // namespace

void AddEvaluateHandoff(CLI::App& evaluate) {
  auto options = std::make_shared<HandoffCommand>();
  CLI::App* command = evaluate.add_subcommand(
      "handoff", "when does it call for a person, and when should it have?");
  AddShopOption(*command, options->shop_dir);
  command
      ->add_option("FILE", options->file,
                   "a table with the columns dialogue, role (buyer, seller, system), handoff and\n"
                   "text; - is standard input")
      ->required();
  command
      ->add_option("--mode", options->mode,
                   "suggest: the agents' lines are heard, the machine follows along; auto: it "
                   "answers alone")
      ->check(CLI::IsMember({"suggest", "auto"}))
      ->capture_default_str();
  command->add_option("--part", options->part, "all dialogues, or every other one")
      ->check(CLI::IsMember({"all", "even", "odd"}))
      ->capture_default_str();
  command->add_flag("--wrong", options->wrong, "also list the lines that were decided wrongly");
  command->add_flag("--json", options->json, "the figures as one JSON object");
  command->footer(
      "Plays every dialogue through the engine: the buyer's lines in order, in suggest mode the\n"
      "agents' lines between them as an agent's; cards and notices of the platform are left out.\n"
      "Every buyer has one order, paid and on its way. A line counts as decided when the\n"
      "receipt of its turn hands over to a person. Prints precision, recall and F1 per line, and\n"
      "the golden transfer within a tolerance of 1, 2 and 3 lines as a mean over dialogues,\n"
      "beside three policies for comparison: never, always, and a list of keywords.");
  command->callback([options] {
    if (options->json && options->wrong) {
      std::cerr << "xiaoer evaluate handoff: --wrong and --json exclude each other\n";
      throw CLI::RuntimeError(2);
    }
    Run(*options);
  });
}

}  // namespace xiaoer
