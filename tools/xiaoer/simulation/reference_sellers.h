// Sellers to compare with, told nothing but numbers. They never sell below the floor either.
//
// fixed      never moves.
// floor      goes to the floor at once.
// half_way   half-way between its own price and the buyer's number, as the rule-based seller of
//            CraigslistBargain (He et al. 2018) does; without a number it stays.
// boulware   price = list - room * (t / 10)^(1 / 0.2), one t for each push: gives late.
// conceder   the same with 1 / 5: gives early. Both are the time-dependent tactics of Faratin, Sierra
//            and Jennings (1998), with the exponents that are usual since; a bid at or above what
//            they would say next is taken.
#pragma once

#include <array>
#include <memory>
#include <string_view>

#include "tools/xiaoer/simulation/table.h"

namespace xiaoer::simulation {

inline constexpr std::array<std::string_view, 5> kReferences = {"fixed", "floor", "half_way",
                                                                "boulware", "conceder"};

// `name` is one of kReferences.
std::unique_ptr<Seller> MakeReference(std::string_view name, const Goods& goods);

}  // namespace xiaoer::simulation
