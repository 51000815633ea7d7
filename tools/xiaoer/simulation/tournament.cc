#include "tools/xiaoer/simulation/tournament.h"

#include <optional>
#include <thread>

namespace xiaoer::simulation {
namespace {

constexpr std::int64_t kMillion = 1'000'000;
constexpr int kMaxTurns = 60;  // no buyer talks that long; a guard against a mistake here

double Ratio(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

// One talk to its end: the price per piece, or nothing.
std::optional<Fen> Talk(Buyer& buyer, Seller& seller, const Goods& goods, EngineSeller* engine,
                        std::int64_t& pushes) {
  SellerSays stands;
  stands.price = goods.list;
  for (int i = 0; i < kMaxTurns; ++i) {
    const auto said = buyer.Next(stands);
    if (!said) return std::nullopt;
    // Who comes back comes back after the shop has put the talk aside.
    if (said->kind == BuyerSays::Kind::kStill && engine != nullptr) {
      engine->PassTime(std::chrono::hours(3));
    }
    const bool ended = stands.last_word;
    stands = seller.Hear(*said);
    if (stands.deal) return stands.price;
    stands.last_word = stands.last_word || ended;
    ++pushes;
  }
  return std::nullopt;
}

void Count(const Buyer& buyer, const Goods& goods, std::optional<Fen> price, std::int64_t pushes,
           Tally& tally) {
  ++tally.talks;
  tally.pushes += pushes;
  const bool deal = price.has_value();
  if (buyer.can_afford()) {
    ++tally.affordable;
    tally.affordable_deals += deal ? 1 : 0;
    tally.staying += buyer.stays() ? 1 : 0;
    tally.staying_deals += buyer.stays() && deal ? 1 : 0;
  } else if (deal) {
    ++tally.broke_deals;
  }
  if (!deal) return;
  ++tally.deals;
  if (*price < goods.floor) ++tally.below_floor;
  tally.kept_ppm += (*price - goods.floor).value * kMillion / (goods.list - goods.floor).value;
}

}  // namespace

void Tally::Add(const Tally& other) {
  talks += other.talks;
  deals += other.deals;
  pushes += other.pushes;
  kept_ppm += other.kept_ppm;
  affordable += other.affordable;
  affordable_deals += other.affordable_deals;
  staying += other.staying;
  staying_deals += other.staying_deals;
  broke_deals += other.broke_deals;
  below_floor += other.below_floor;
}

double Tally::DealRate() const { return Ratio(deals, talks); }
double Tally::Kept() const { return Ratio(kept_ppm, deals) / kMillion; }
double Tally::Product() const { return DealRate() * Kept(); }

void Result::Add(const Result& other) {
  ours.Add(other.ours);
  for (std::size_t i = 0; i < references.size(); ++i) references[i].Add(other.references[i]);
  for (std::size_t i = 0; i < by_tactic.size(); ++i) by_tactic[i].Add(other.by_tactic[i]);
  for (std::size_t i = 0; i < by_budget.size(); ++i) by_budget[i].Add(other.by_budget[i]);
  faults.breaches += other.faults.breaches;
  faults.leaks += other.faults.leaks;
  faults.rises += other.faults.rises;
  faults.growing += other.faults.growing;
  turns += other.turns;
}

void Play(const Setting& setting, std::int64_t index, Result& result,
          std::vector<std::string>* transcript) {
  const std::uint64_t seed =
      setting.seed * 0x9E3779B97F4A7C15ULL + static_cast<std::uint64_t>(index);
  Random fate(seed);
  const auto tactic =
      static_cast<Tactic>(fate.Between(0, static_cast<std::int64_t>(Tactic::kCount) - 1));
  const auto budget =
      static_cast<Budget>(fate.Between(0, static_cast<std::int64_t>(Budget::kCount) - 1));
  Goods goods;
  goods.pieces = tactic == Tactic::kLot ? fate.Between(2, 5) : 1;
  goods.list = setting.product.list;
  goods.floor = setting.product.FloorFor(goods.pieces);
  const std::uint64_t character = fate.Next();

  {
    Random luck(character);
    Buyer buyer(goods, tactic, budget, setting.buyers, luck);
    EngineSeller shop(setting.pack, setting.product, goods, setting.now, seed ^ 0x5EEDULL,
                      transcript);
    std::int64_t pushes = 0;
    const auto price = Talk(buyer, shop, goods, &shop, pushes);
    Count(buyer, goods, price, pushes, result.ours);
    Count(buyer, goods, price, pushes, result.by_tactic[static_cast<std::size_t>(tactic)]);
    Count(buyer, goods, price, pushes, result.by_budget[static_cast<std::size_t>(budget)]);
    result.faults.breaches += shop.faults().breaches;
    result.faults.leaks += shop.faults().leaks;
    result.faults.rises += shop.faults().rises;
    result.faults.growing += shop.faults().growing;
    result.turns += shop.turns();
  }
  for (std::size_t i = 0; i < kReferences.size(); ++i) {
    Random luck(character);
    Buyer buyer(goods, tactic, budget, setting.buyers, luck);
    const auto seller = MakeReference(kReferences[i], goods);
    std::int64_t pushes = 0;
    const auto price = Talk(buyer, *seller, goods, nullptr, pushes);
    Count(buyer, goods, price, pushes, result.references[i]);
  }
}

Result PlayAll(const Setting& setting, std::int64_t count, int threads) {
  std::vector<Result> parts(static_cast<std::size_t>(threads));
  std::vector<std::thread> workers;
  for (int t = 0; t < threads; ++t) {
    workers.emplace_back([&, t] {
      for (std::int64_t i = t; i < count; i += threads) {
        Play(setting, i, parts[static_cast<std::size_t>(t)]);
      }
    });
  }
  for (std::thread& worker : workers) worker.join();
  Result all;
  for (const Result& part : parts) all.Add(part);
  return all;
}

}  // namespace xiaoer::simulation
