// Why a person may be called, as a list: for whoever counts hand-offs by their reason.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/pack.h"

namespace xiaoer {

// A reason without what varies in it, numbers (as N) and what follows a colon: 同样的话说了N遍.
std::string HandoffKind(std::string_view reason);

// The kinds of all reasons that the shop's files and the engine itself know, each once.
std::vector<std::string> HandoffKinds(const Pack& pack);

}  // namespace xiaoer
