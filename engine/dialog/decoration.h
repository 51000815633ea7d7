// Texts for channels that cannot show emoji.
#pragma once

#include <string>
#include <string_view>

#include "engine/text/normalizer.h"

namespace xiaoer {

// `text` without emoji and without the wave that only decorates (好的～). Between two words there is a
// comma instead, so that nothing runs together. A wave between figures (3～5天) becomes 到.
std::string WithoutDecoration(const Normalizer& normalizer, std::string_view text);

}  // namespace xiaoer
