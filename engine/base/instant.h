// Time is injected: the engine never reads a clock.
#pragma once

#include <chrono>
#include <cstdint>

namespace xiaoer {

using Millis = std::chrono::milliseconds;
// Milliseconds since 1970-01-01T00:00:00Z.
using Instant = std::chrono::sys_time<Millis>;

inline std::int64_t ToMillis(Instant t) { return t.time_since_epoch().count(); }
inline Instant FromMillis(std::int64_t ms) { return Instant(Millis(ms)); }

}  // namespace xiaoer
