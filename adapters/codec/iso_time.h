// ISO 8601 instants as JSON carries them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/instant.h"

namespace xiaoer {

// "2026-11-11T20:00:00+08:00", "2026-11-11T12:00:00Z", with or without a fraction of the second.
// Nothing if the text is not that or names a day that does not exist. Years 1970 to 9999.
std::optional<Instant> ParseIsoTime(std::string_view text);

// "2026-11-11T12:00:00.000Z"
std::string FormatIsoTime(Instant t);

}  // namespace xiaoer
