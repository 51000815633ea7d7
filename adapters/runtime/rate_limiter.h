// How much one peer may ask for: so many in a second, and a burst on top of it.
#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/base/instant.h"

namespace xiaoer {

struct Rate {
  int per_second = 0;  // 0: no limit
  int burst = 0;       // so many at once, after silence; at least per_second
  bool limited() const { return per_second > 0; }
};

// Thread-safe. Keeps one number for each peer (the "generic cell rate algorithm"): the time at which it will have
// used up nothing. A peer that has been silent long enough is forgotten.
class RateLimiter {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit RateLimiter(Rate rate) : rate_(rate) {}

  // Nothing: take it. Else how long the peer has to wait; a refused try costs nothing.
  std::optional<Millis> Refuse(std::string_view peer, Time now);

 private:
  using Span = std::chrono::steady_clock::duration;

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };

  const Rate rate_;
  std::mutex mutex_;
  std::unordered_map<std::string, Time, Hash, std::equal_to<>> rested_at_;
};

}  // namespace xiaoer
