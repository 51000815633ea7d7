// What a line tells about a case, by the shop's lists of words (policy.yaml, section `case_words`).
// Lines are canonical text: Simplified, whatever the buyer wrote.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/match/entity.h"
#include "engine/policy/shop.h"

namespace xiaoer {

// One of the list's words stands in the line.
bool Says(const Shop& shop, CaseWord list, std::string_view line);

// … and nothing right before it takes it back: 没有受伤, 不要退.
bool Means(const Shop& shop, CaseWord list, std::string_view line);

// Whether what stands before byte `at` negates what begins there. A negation of several characters
// may leave one character between (不想再退); 不 alone must stand right before it, because of
// 能不能退.
bool NegatedAt(const Shop& shop, std::string_view line, std::size_t at);

// "sent", "promised" or "none"; empty if the line says nothing about a photo. `asked`: it answers
// the question for one, so that 发了 and 没有 are enough.
std::string ReadPhoto(const Shop& shop, std::string_view line, bool asked);

// How long ago the goods came, by the buyer's own word, in whole days: 昨天收到的 = 1, 用了三天 = 3.
std::optional<std::int64_t> ReadDays(std::string_view line, const std::vector<Entity>& entities);

// Whether the line says what is wrong, and not only that something is: what is left of it without
// numbers, goods, and the list `vague`.
bool Describes(const Shop& shop, const Normalized& line, const std::vector<Entity>& entities);

}  // namespace xiaoer
