// What a turn of the talk means for bargaining: which number, how many pieces, where we stand.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/dialog/registry.h"
#include "engine/policy/bargain.h"

namespace xiaoer {

// Where the conversation keeps how many pieces are bargained over.
inline constexpr std::string_view kPiecesSlot = "pieces";

// How many pieces the line speaks of; 0 if it does not say.
std::int64_t PiecesInLine(const Step& step);
// How many pieces are bargained over: what the line says, else what was said before, else one.
std::int64_t PiecesInTalk(const Step& step);

// What was said so far over so many pieces of `product`.
Bargain BargainInTalk(const Step& step, const Product& product);

// The buyer's push with this line. What another shop takes is no number of the buyer's.
BargainPush PushOf(const Step& step, const Product& product, Fen standing);

// What the policy does with this line; nothing while it is not clear which product is meant.
std::optional<BargainMove> MoveInTalk(const Step& step);

}  // namespace xiaoer
