// What a buyer reads in the shop's texts, and what an inspector looks for in them: on purpose not the
// engine's own reader, so that a mistake there is not hidden here.
#pragma once

#include <string_view>
#include <vector>

#include "engine/base/money.h"

namespace xiaoer::simulation {

struct ReadAmount {
  Fen amount;
  bool total = false;  // 一共885元: for all pieces together
  friend bool operator==(const ReadAmount&, const ReadAmount&) = default;
};

// Every amount that has 元, 块 or ￥ beside it, in digits (ASCII or full width) or in Hanzi (二百五,
// 两百六十元), in the order of the text. Amounts of postage and the like are read as well.
std::vector<ReadAmount> ReadAmounts(std::string_view text);

// True if the text speaks of a bound below which the shop does not go: 底价, 最低, 成本, 不能低于 …
bool HintsAtFloor(std::string_view text);

}  // namespace xiaoer::simulation
