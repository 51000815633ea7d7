// Many buyers at the tables of several sellers: each buyer meets the shop and every reference seller,
// with the same character and the same luck.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/pack.h"
#include "tools/xiaoer/simulation/buyer.h"
#include "tools/xiaoer/simulation/engine_seller.h"
#include "tools/xiaoer/simulation/reference_sellers.h"

namespace xiaoer::simulation {

struct Setting {
  const Pack& pack;
  const Product& product;
  Instant now;  // when every talk begins
  BuyerModel buyers;
  std::uint64_t seed = 1;
};

// Sums over negotiations; whole numbers, so that the order of adding does not matter.
struct Tally {
  std::int64_t talks = 0;
  std::int64_t deals = 0;
  std::int64_t pushes = 0;
  std::int64_t kept_ppm = 0;  // sum of (price − floor) / (list − floor) over deals, in millionths
  std::int64_t affordable = 0;  // buyers who can pay the floor
  std::int64_t affordable_deals = 0;
  std::int64_t staying = 0;  // of these, those who do not leave whatever is offered
  std::int64_t staying_deals = 0;
  std::int64_t broke_deals = 0;  // deals with buyers who cannot pay the floor
  std::int64_t below_floor = 0;  // deals below it

  void Add(const Tally& other);
  double DealRate() const;
  double Kept() const;     // mean over deals
  double Product() const;  // of the two: surplus kept per talk
};

struct Result {
  Tally ours;
  std::array<Tally, kReferences.size()> references;
  std::array<Tally, static_cast<std::size_t>(Tactic::kCount)> by_tactic;  // ours
  std::array<Tally, static_cast<std::size_t>(Budget::kCount)> by_budget;  // ours
  Faults faults;
  std::int64_t turns = 0;  // messages that went through the engine

  void Add(const Result& other);
};

// Negotiation number `index` of the setting. The shop's side is written to `transcript` if not null.
void Play(const Setting& setting, std::int64_t index, Result& result,
          std::vector<std::string>* transcript = nullptr);

// Negotiations 0 … count − 1 on so many threads; the result does not depend on how many.
Result PlayAll(const Setting& setting, std::int64_t count, int threads);

}  // namespace xiaoer::simulation
