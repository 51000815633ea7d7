// What the bot may do with an answer.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace xiaoer {

// auto: replies are sent. suggest: nothing is sent, the agent sees suggestions. off: nothing at all.
enum class Mode : std::uint8_t { kAuto, kSuggest, kOff };

std::string_view ToString(Mode mode);
// Nothing if there is none of this name.
std::optional<Mode> ModeOf(std::string_view name);

}  // namespace xiaoer
