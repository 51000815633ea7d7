// The last look at a text before it goes out, whatever file or action it came from. The gate never
// edits: a veto becomes a hand-off.
//
// Amounts. Every amount in the text is read in all notations that buyers' texts are read in
// (digits, Hanzi, lots, discounts, money off). It passes if it is
//   - at or above the floor of the product in talk (discounts and money off are applied to its list
//   price,
//     lots divided by their pieces),
//   - at or above the floor of a product whose name the text says,
//   - what an order of this buyer cost, or a refund promised to this buyer, or
//   - an amount of the shop's own policy that is no price of goods (postage, surcharges, coupon
//   values and
//     thresholds), said in a clause that says so (运费, 满…减, 券, …).
// Everything else is a veto, and so is an amount that is said as a bound (260元以下不卖). The text is
// read a second time with look-alike and scattered figures as figures (2O0元, 2 4 0元). With no product named or in talk, an amount passes only if it is no
// less than any floor or is some product's list price.
#pragma once

#include <string_view>
#include <vector>

#include "engine/conversation.h"
#include "engine/pack.h"
#include "engine/turn.h"

namespace xiaoer {

// All checks on one text, each with its result: placeholder, floor, floor_hint, absolute,
// superlative, forbidden_word, contact, length, repetition. `conversation` is the state the text
// would be sent in; recent_texts must not hold the text itself yet.
std::vector<GateCheck> CheckOutgoing(const Pack& pack, const Conversation& conversation,
                                     const Facts& facts, std::string_view text);

bool Passed(const std::vector<GateCheck>& checks);

// The voice rules alone, for replies when they are loaded: nothing if the text keeps them, else
// what is wrong in the author's words. `text` may hold placeholders.
struct VoiceFault {
  bool error = false;  // false: only a warning (length)
  std::string message;
};
std::vector<VoiceFault> CheckVoice(const WordPolicy& words, std::string_view text);

}  // namespace xiaoer
