#include "adapters/runtime/rate_limiter.h"

#include <algorithm>

namespace xiaoer {
namespace {

// About 10 MB. Who invents more peers than this is not stopped here but by the limit on all of them together: the
// bounded queue.
constexpr std::size_t kMaxPeers = 100'000;

}  // namespace

std::optional<Millis> RateLimiter::Refuse(std::string_view peer, Time now) {
  if (!rate_.limited()) return std::nullopt;
  const Span each = std::chrono::duration_cast<Span>(std::chrono::seconds(1)) / rate_.per_second;
  const Span burst = each * (std::max(rate_.burst, rate_.per_second) - 1);
  const std::lock_guard guard(mutex_);
  auto it = rested_at_.find(peer);
  if (it == rested_at_.end()) {
    if (rested_at_.size() >= kMaxPeers) {
      std::erase_if(rested_at_, [now](const auto& entry) { return entry.second <= now; });
      if (rested_at_.size() >= kMaxPeers) return std::nullopt;
    }
    it = rested_at_.emplace(peer, now).first;
  }
  const Time rested = std::max(it->second, now);
  if (rested - now > burst) {
    const auto wait = std::chrono::duration_cast<Millis>(rested - now - burst);
    return std::max(wait, Millis(1));
  }
  it->second = rested + each;
  return std::nullopt;
}

}  // namespace xiaoer
