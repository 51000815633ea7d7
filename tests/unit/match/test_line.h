// Canonical lines written down by hand, so that these tests need neither normalizer nor entity
// reader.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/match/entity.h"
#include "engine/match/template_ast.h"
#include "engine/text/normalized.h"

namespace xiaoer::match {

std::u16string ToUnits(std::string_view utf8);

// `canonical` cut into clauses at , . ! ? outside numbers. Fillers 亲 and 请问 in front and 吗, 呢
// and 啊 at the end are not part of a clause's core.
Normalized LineOf(std::string_view canonical);

// Every run of ASCII digits as a bare kNumber; a following 元 makes it a kMoney too.
std::vector<Entity> NumbersIn(const Normalized& line);

// Takes literals as they are.
LiteralFolder PlainFolder();

}  // namespace xiaoer::match
