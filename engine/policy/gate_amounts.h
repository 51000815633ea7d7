// The gate's hardest question: does this text name a price below a floor?
#pragma once

#include <string>
#include <vector>

#include "engine/conversation.h"
#include "engine/match/entity.h"
#include "engine/policy/gate_words.h"
#include "engine/policy/shop.h"
#include "engine/text/normalized.h"
#include "engine/turn.h"

namespace xiaoer {

// A product that the text names, by where the name ends.
struct NamedProduct {
  std::uint32_t end = 0;  // unit of Normalized::text
  const Product* product = nullptr;
};

// The text that is about to be sent, as it is understood.
struct ReadText {
  const Normalized& line;
  const std::vector<Entity>& entities;
  std::vector<NamedProduct> products;  // in the order of the text
};

// Empty if every amount is accounted for (see gate.h), else what is not, for the receipt. The text
// that is returned never holds the floor.
std::string FindBadAmount(const Shop& shop, const PolicyAmounts& amounts,
                          const Conversation& conversation, const Facts& facts,
                          const ReadText& text);

}  // namespace xiaoer
