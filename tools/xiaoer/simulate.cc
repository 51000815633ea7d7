// xiaoer simulate bargain: seeded buyers against the shop's bargaining, beside reference sellers.
#include <algorithm>
#include <chrono>
#include <iomanip>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "adapters/codec/json.h"
#include "tools/xiaoer/commands.h"
#include "tools/xiaoer/shop.h"
#include "tools/xiaoer/simulation/tournament.h"

namespace xiaoer {
namespace {

using simulation::Result;
using simulation::Tally;

struct SimulateCommand {
  std::string shop_dir;
  std::string product = "p-300";
  std::int64_t count = 10'000;
  std::uint64_t seed = 1;
  std::int64_t show = 0;
  std::int64_t buy_anyway = 50;
  int threads = 0;
  bool json = false;
};

// 2026-11-11 14:00 in Shanghai: a working day, with the demo shop open.
constexpr std::int64_t kBegin = 1'794'376'800'000;

Json ToJson(const Tally& t) {
  return {{"negotiations", t.talks},
          {"deals", t.deals},
          {"deal_rate", t.DealRate()},
          {"surplus_kept", t.Kept()},
          {"product", t.Product()},
          {"affordable", t.affordable},
          {"affordable_deals", t.affordable_deals},
          {"affordable_staying", t.staying},
          {"affordable_staying_deals", t.staying_deals},
          {"deals_with_buyers_below_floor", t.broke_deals},
          {"deals_below_floor", t.below_floor},
          {"mean_pushes",
           t.talks == 0 ? 0.0 : static_cast<double>(t.pushes) / static_cast<double>(t.talks)}};
}

// A reference that has both more deals and more surplus.
std::vector<std::string> Dominating(const Result& result) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < result.references.size(); ++i) {
    const Tally& r = result.references[i];
    if (r.DealRate() > result.ours.DealRate() && r.Kept() > result.ours.Kept()) {
      names.emplace_back(simulation::kReferences[i]);
    }
  }
  return names;
}
bool HighestProduct(const Result& result) {
  return std::all_of(result.references.begin(), result.references.end(),
                     [&](const Tally& r) { return r.Product() < result.ours.Product(); });
}

Json ToJson(const SimulateCommand& command, const Result& result) {
  Json sellers = Json::array();
  Json ours = ToJson(result.ours);
  ours["name"] = "xiaoer";
  sellers.push_back(std::move(ours));
  for (std::size_t i = 0; i < result.references.size(); ++i) {
    Json other = ToJson(result.references[i]);
    other["name"] = simulation::kReferences[i];
    sellers.push_back(std::move(other));
  }
  Json tactics = Json::object();
  for (std::size_t i = 0; i < result.by_tactic.size(); ++i) {
    tactics[std::string(ToString(static_cast<simulation::Tactic>(i)))] =
        ToJson(result.by_tactic[i]);
  }
  Json budgets = Json::object();
  for (std::size_t i = 0; i < result.by_budget.size(); ++i) {
    budgets[std::string(ToString(static_cast<simulation::Budget>(i)))] =
        ToJson(result.by_budget[i]);
  }
  const Tally& t = result.ours;
  return {{"count", command.count},
          {"seed", command.seed},
          {"product", command.product},
          {"buy_anyway", command.buy_anyway},
          {"sellers", std::move(sellers)},
          {"xiaoer",
           {{"floor_breaches", result.faults.breaches},
            {"floor_leaks", result.faults.leaks},
            {"rising_offers", result.faults.rises},
            {"growing_concessions", result.faults.growing},
            {"deals_below_floor", t.below_floor},
            {"deals_with_buyers_below_floor", t.broke_deals},
            {"staying_deal_rate", t.staying == 0 ? 0.0
                                                 : static_cast<double>(t.staying_deals) /
                                                       static_cast<double>(t.staying)},
            {"dominated_by", Dominating(result)},
            {"highest_product", HighestProduct(result)},
            {"messages", result.turns},
            {"by_tactic", std::move(tactics)},
            {"by_budget", std::move(budgets)}}}};
}

void PrintRow(std::string_view name, const Tally& t) {
  const auto share = [](std::int64_t part, std::int64_t whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
  };
  std::cout << "  " << std::left << std::setw(14) << name << std::right << std::fixed
            << std::setprecision(3) << std::setw(8) << t.DealRate() << std::setw(10) << t.Kept()
            << std::setw(10) << std::setprecision(4) << t.Product() << std::setprecision(3)
            << std::setw(12) << share(t.affordable_deals, t.affordable) << std::setw(10)
            << share(t.staying_deals, t.staying) << std::setw(9) << std::setprecision(1)
            << share(t.pushes, t.talks) << "\n";
}

void Print(const SimulateCommand& command, const Result& result, double seconds) {
  std::cout << command.count << " negotiations over " << command.product << ", seed "
            << command.seed
            << "\n  seller           deals   surplus   product  affordable   staying   pushes\n";
  PrintRow("xiaoer", result.ours);
  for (std::size_t i = 0; i < result.references.size(); ++i) {
    PrintRow(simulation::kReferences[i], result.references[i]);
  }
  std::cout << "xiaoer by tactic\n";
  for (std::size_t i = 0; i < result.by_tactic.size(); ++i) {
    PrintRow(ToString(static_cast<simulation::Tactic>(i)), result.by_tactic[i]);
  }
  std::cout << "xiaoer by budget\n";
  for (std::size_t i = 0; i < result.by_budget.size(); ++i) {
    PrintRow(ToString(static_cast<simulation::Budget>(i)), result.by_budget[i]);
  }
  std::cout << "floor breaches " << result.faults.breaches << ", floor leaks "
            << result.faults.leaks << ", rising offers " << result.faults.rises
            << ", growing concessions " << result.faults.growing << ", deals below the floor "
            << result.ours.below_floor << ", deals with buyers who cannot pay the floor "
            << result.ours.broke_deals << "\n";
  const auto dominating = Dominating(result);
  std::cout << (dominating.empty() ? "no reference seller has both more deals and more surplus"
                                   : dominating.front() + " has both more deals and more surplus")
            << "; "
            << (HighestProduct(result) ? "the highest product of the two"
                                       : "not the highest product of the two")
            << "\n"
            << result.turns << " messages through the engine in " << std::setprecision(1) << seconds
            << " s\n";
}

void Show(const simulation::Setting& setting, std::int64_t count) {
  for (std::int64_t i = 0; i < count; ++i) {
    Result one;
    std::vector<std::string> transcript;
    simulation::Play(setting, i, one, &transcript);
    std::cout << "negotiation " << i;
    for (std::size_t k = 0; k < one.by_tactic.size(); ++k) {
      if (one.by_tactic[k].talks > 0)
        std::cout << ", " << ToString(static_cast<simulation::Tactic>(k));
    }
    for (std::size_t k = 0; k < one.by_budget.size(); ++k) {
      if (one.by_budget[k].talks > 0)
        std::cout << ", budget " << ToString(static_cast<simulation::Budget>(k));
    }
    std::cout << (one.ours.deals > 0 ? ", deal" : ", no deal");
    const auto& f = one.faults;
    if (f.breaches + f.leaks + f.rises + f.growing > 0) std::cout << ", FAULT";
    std::cout << "\n";
    for (const std::string& line : transcript) std::cout << "  " << line << "\n";
  }
}

void RunBargain(const SimulateCommand& command) {
  const auto pack = PackOrExit(command.shop_dir);
  const Product* product = pack->shop.FindProduct(command.product);
  if (product == nullptr) {
    std::cerr << "xiaoer: there is no product " << command.product << " in the catalogue of "
              << command.shop_dir << "; name one with --product ID\n";
    throw CLI::RuntimeError(1);
  }
  if (product->floor >= product->list || !product->bargain || !pack->shop.bargain.enabled) {
    std::cerr << "xiaoer: " << command.product
              << " is not bargained over: it needs a floor below its list price\n";
    throw CLI::RuntimeError(1);
  }
  const simulation::Setting setting{
      *pack, *product, FromMillis(kBegin), {command.buy_anyway}, command.seed};
  if (command.show > 0) return Show(setting, std::min(command.show, command.count));
  const int threads = command.threads > 0
                          ? command.threads
                          : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  const auto begin = std::chrono::steady_clock::now();
  const Result result = simulation::PlayAll(setting, command.count, threads);
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  if (command.json) {
    std::cout << ToJson(command, result).dump(2) << "\n";
  } else {
    Print(command, result, seconds);
  }
  const auto& f = result.faults;
  if (f.breaches + f.leaks + f.rises + result.ours.below_floor > 0) throw CLI::RuntimeError(1);
}

}  // namespace

void AddSimulate(CLI::App& app) {
  CLI::App* simulate = app.add_subcommand("simulate", "play many made-up buyers against the shop");
  simulate->require_subcommand(1);
  auto command = std::make_shared<SimulateCommand>();
  CLI::App* bargain = simulate->add_subcommand(
      "bargain",
      "seeded hagglers through the whole engine, text in and text out, beside reference sellers; "
      "exit code 1 if a price below the floor, a hint at it or a rising offer went out");
  AddShopOption(*bargain, command->shop_dir);
  bargain->add_option("--count", command->count, "negotiations")
      ->check(CLI::Range(1L, 100'000'000L));
  bargain->add_option("--seed", command->seed, "the same seed plays the same negotiations");
  bargain->add_option("--product", command->product, "catalogue id of what is bargained over");
  bargain
      ->add_option("--buy-anyway", command->buy_anyway,
                   "per cent of the buyers who buy although they won nothing, if they can")
      ->check(CLI::Range(0, 100));
  bargain->add_option("--show", command->show, "print the first N negotiations instead");
  bargain->add_option("--threads", command->threads, "0 = as many as there are cores");
  bargain->add_flag("--json", command->json, "print JSON");
  bargain->callback([command] { RunBargain(*command); });
}

}  // namespace xiaoer
