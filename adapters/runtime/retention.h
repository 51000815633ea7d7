// Forgets what is older than the shop wants to keep, slowly, beside the answering.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "adapters/archive.h"
#include "adapters/runtime/backups.h"
#include "adapters/runtime/clock.h"

namespace xiaoer {

// How long things are kept; nothing: for ever.
struct RetentionPeriods {
  // Lines with their messages' answers, dead letters, and conversations in which nothing happened any more. Not
  // less than kMinTranscripts: a message that is sent again after its answer was forgotten is answered again.
  std::optional<Millis> transcripts = std::chrono::hours(180 * 24);
  // And suggestions. Receipts go with their transcript at the latest.
  std::optional<Millis> receipts = std::chrono::hours(90 * 24);
  std::optional<Millis> events = std::chrono::hours(7 * 24);
  std::optional<Millis> delivered = std::chrono::hours(7 * 24);  // replies, in the outbox
  std::optional<Millis> backups = std::chrono::hours(30 * 24);  // those without a name of their own

  static constexpr Millis kMinTranscripts = std::chrono::hours(7 * 24);

  // "transcripts 180d, receipts 90d, events 7d, delivered 7d, backups 30d"
  std::string ToString() const;
};

class Retention {
 public:
  struct Options {
    RetentionPeriods periods;
    Millis every = std::chrono::hours(1);
    Millis first = std::chrono::minutes(1);        // after the start
    Millis pause = std::chrono::milliseconds(50);  // between two batches: buyers go first
    std::size_t batch = 200;                       // rows
  };
  struct Swept {
    RowCounts rows;  // what was removed, of each kind
    std::int64_t total = 0;
  };
  using Report = std::function<void(const Result<Swept>&)>;

  // All outlive it.
  Retention(Archive& archive, Backups& backups, const Clock& clock, Options options)
      : archive_(archive), backups_(backups), clock_(clock), options_(std::move(options)) {}
  ~Retention() { Stop(); }

  // Sweeps in a thread of its own; `report` hears of every sweep. After the clock was set forward one is left out:
  // a wrong time, even for a moment, would cost the shop its records.
  void Start(Report report);
  // A batch that has begun is finished.
  void Stop();

  // Once, with the pauses; ends early when stopped.
  Result<Swept> Sweep();

 private:
  using Steady = std::chrono::steady_clock;

  // `wall` and `steady`: what the two clocks said when it began.
  void Run(const Report& report, Instant wall, Steady::time_point steady);
  // False if it was stopped meanwhile.
  bool WaitFor(Millis time);

  Archive& archive_;
  Backups& backups_;
  const Clock& clock_;
  const Options options_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace xiaoer
