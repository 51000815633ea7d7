// What is counted while messages are answered: no locks, no memory asked for, from any thread.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace xiaoer {

// Only rises.
class Counter {
 public:
  void Add(std::uint64_t n = 1) { value_.fetch_add(n, std::memory_order_relaxed); }
  std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  // A line of the cache for each: two threads that count different things do not wait for each other.
  alignas(64) std::atomic<std::uint64_t> value_{0};
};

// How values are spread. They are whole numbers of a unit, so that counting is one addition and sums are exact.
class Histogram {
 public:
  // `bounds` rise; they outlive the histogram. `units`: how many make one of what is shown (1e6 for microseconds
  // shown as seconds).
  Histogram(std::span<const std::int64_t> bounds, double units)
      : bounds_(bounds), units_(units), counts_(bounds.size() + 1) {}

  void Observe(std::int64_t value);

  std::span<const std::int64_t> bounds() const { return bounds_; }
  double units() const { return units_; }
  // Of the values up to bound number `i` and above the one before; i = bounds().size(): above all.
  std::uint64_t count(std::size_t i) const { return counts_[i].load(std::memory_order_relaxed); }
  std::int64_t sum() const { return sum_.load(std::memory_order_relaxed); }

 private:
  std::span<const std::int64_t> bounds_;
  double units_;
  std::vector<std::atomic<std::uint64_t>> counts_;
  std::atomic<std::int64_t> sum_{0};
};

// Times in microseconds, from a tenth of a millisecond to ten seconds, shown in seconds.
std::unique_ptr<Histogram> MakeTimes();
// Sizes from 1 to 256.
std::unique_ptr<Histogram> MakeSizes();

// How long ago it was made, in microseconds, on a clock that nobody sets.
class Lap {
 public:
  std::int64_t micros() const {
    return std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - begin_).count();
  }

 private:
  using Steady = std::chrono::steady_clock;
  Steady::time_point begin_ = Steady::now();
};

// Observes how long it lived.
class Stopwatch {
 public:
  explicit Stopwatch(Histogram& histogram) : histogram_(histogram) {}
  ~Stopwatch() { histogram_.Observe(lap_.micros()); }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

  std::int64_t micros() const { return lap_.micros(); }

 private:
  Histogram& histogram_;
  const Lap lap_;
};

// Counters by the value of one label. Values that are not known count as kOther: what strangers send makes no
// series.
class CountersByName {
 public:
  static constexpr std::string_view kOther = "other";

  // `columns`: how many counters each name has (a second label).
  explicit CountersByName(std::size_t columns = 1) : columns_(columns) {
    Know({std::string(kOther)});
  }

  // Adds names; those that are known keep their counts. Names above kMost are not taken.
  void Know(const std::vector<std::string>& names);
  void Add(std::string_view name, std::size_t column = 0);

  // Calls for each name in order, `counters` being one for each column.
  using Visit = std::function<void(const std::string& name, const std::vector<Counter>& counters)>;
  void ForEach(const Visit& visit) const;

 private:
  static constexpr std::size_t kMost = 256;

  const std::size_t columns_;
  // Names come with a pack and stay; whoever counts only reads.
  mutable std::shared_mutex mutex_;
  std::map<std::string, std::vector<Counter>, std::less<>> counters_;
};

}  // namespace xiaoer
