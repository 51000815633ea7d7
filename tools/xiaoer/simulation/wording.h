// How simulated buyers put it: Chinese lines for what they say, in several notations.
#pragma once

#include <cstdint>
#include <string>

#include "tools/xiaoer/simulation/random.h"
#include "tools/xiaoer/simulation/table.h"

namespace xiaoer::simulation {

// `standing`: the shop's price per piece now, for notations relative to it (再少20). `opening`: nothing
// was said of the price yet, so a bare number would mean nothing.
std::string Word(const BuyerSays& said, const Goods& goods, Fen standing, bool opening,
                 Random& random);

// 260 → 二百六十, for whole yuan below ten thousand.
std::string InHanzi(std::int64_t yuan);

}  // namespace xiaoer::simulation
