#include "adapters/metrics/instruments.h"

#include <algorithm>
#include <mutex>

namespace xiaoer {
namespace {

constexpr std::array<std::int64_t, 16> kTimes = {
    100,    250,     500,     1'000,   2'500,     5'000,     10'000,    25'000,
    50'000, 100'000, 250'000, 500'000, 1'000'000, 2'500'000, 5'000'000, 10'000'000};
constexpr std::array<std::int64_t, 9> kSizes = {1, 2, 4, 8, 16, 32, 64, 128, 256};
constexpr double kMicrosInSecond = 1e6;

}  // namespace

void Histogram::Observe(std::int64_t value) {
  const auto at = std::lower_bound(bounds_.begin(), bounds_.end(), value);
  counts_[static_cast<std::size_t>(at - bounds_.begin())].fetch_add(1, std::memory_order_relaxed);
  sum_.fetch_add(value, std::memory_order_relaxed);
}

std::unique_ptr<Histogram> MakeTimes() {
  return std::make_unique<Histogram>(kTimes, kMicrosInSecond);
}

std::unique_ptr<Histogram> MakeSizes() { return std::make_unique<Histogram>(kSizes, 1); }

void CountersByName::Know(const std::vector<std::string>& names) {
  const std::unique_lock guard(mutex_);
  for (const std::string& name : names) {
    if (counters_.size() > kMost) return;
    counters_.try_emplace(name, columns_);
  }
}

void CountersByName::Add(std::string_view name, std::size_t column) {
  const std::shared_lock guard(mutex_);
  auto found = counters_.find(name);
  if (found == counters_.end()) found = counters_.find(kOther);
  found->second[column].Add();
}

void CountersByName::ForEach(const Visit& visit) const {
  const std::shared_lock guard(mutex_);
  for (const auto& [name, counters] : counters_) visit(name, counters);
}

}  // namespace xiaoer
