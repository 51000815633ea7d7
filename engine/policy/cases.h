// After-sale cases: their numbers, the one that is talked about, and what an agent reads of them.
#pragma once

#include <string>

#include "engine/conversation.h"
#include "engine/pack.h"

namespace xiaoer {

// More problems than that in one conversation are for a person to sort.
inline constexpr std::size_t kMaxCases = 8;

// "AS" + month and day of the shop + five letters or digits that depend on the conversation, the
// time and how many cases it had before: the same for the same input, and nothing that reads like a
// price, a phone or an order number.
std::string CaseNumber(const Conversation& conversation, const TimeZone& zone, Instant now);

// The case that is talked about; null if there is none.
const Case* CurrentCase(const Conversation& conversation);
Case* CurrentCase(Conversation& conversation);

// The last one that waits for an answer of the shop; null if there is none.
const Case* WaitingCase(const Conversation& conversation);

// The kind in the agents' words: 商品有问题.
std::string_view KindInWords(const Case& c);

// "售后单AS1111-7K3QM（商品破损）：杯子碎了；照片已发；登记换货。" for agents; empty without a case.
std::string CaseSummary(const Pack& pack, const Case& c);

// What an agent sees of it as facts: case, case.kind, problem, photo …
void AddCaseFacts(const Pack& pack, const Case& c, std::map<std::string, std::string>& facts);

}  // namespace xiaoer
