// The part of the shop's day that a greeting names.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/dialog/registry.h"

namespace xiaoer {

enum class TimeOfDay : std::uint8_t { kMorning, kNoon, kAfternoon, kEvening, kNight };

// By the shop's own clock. Morning 5–11, noon 11–13, afternoon 13–18, evening 18–23, else night.
TimeOfDay TimeOfDayOf(const Step& step);
std::string_view GreetingWord(TimeOfDay time);  // 早上好

}  // namespace xiaoer
