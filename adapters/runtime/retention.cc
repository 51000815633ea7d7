#include "adapters/runtime/retention.h"

#include <utility>

namespace xiaoer {
namespace {

using Prunable = Archive::Prunable;

// A clock that moved by so much more than time passed was set; what it says is believed an hour later.
constexpr Millis kClockWasSet = std::chrono::minutes(10);

std::string Days(const std::optional<Millis>& period) {
  if (!period) return "for ever";
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(*period).count();
  if (hours > 0 && hours % 24 == 0) return std::to_string(hours / 24) + "d";
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(*period).count();
  if (minutes > 0 && minutes % 60 == 0) return std::to_string(hours) + "h";
  return minutes > 0 ? std::to_string(minutes) + "m" : std::to_string(period->count() / 1000) + "s";
}

}  // namespace

std::string RetentionPeriods::ToString() const {
  return "transcripts " + Days(transcripts) + ", receipts " + Days(receipts) + ", events " +
         Days(events) + ", delivered " + Days(delivered) + ", backups " + Days(backups);
}

void Retention::Start(Report report) {
  thread_ = std::thread([this, report = std::move(report), wall = clock_.Now(),
                         steady = Steady::now()] { Run(report, wall, steady); });
}

void Retention::Stop() {
  {
    const std::lock_guard guard(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool Retention::WaitFor(Millis time) {
  std::unique_lock lock(mutex_);
  return !changed_.wait_for(lock, time, [&] { return stopping_; });
}

void Retention::Run(const Report& report, Instant wall, Steady::time_point steady) {
  for (Millis pause = options_.first; WaitFor(pause); pause = options_.every) {
    const Instant now = clock_.Now();
    const Steady::time_point passed = Steady::now();
    const Millis jump = (now - wall) - std::chrono::duration_cast<Millis>(passed - steady);
    wall = now;
    steady = passed;
    if (jump > kClockWasSet) continue;
    report(Sweep());
  }
}

Result<Retention::Swept> Retention::Sweep() {
  const Instant now = clock_.Now();
  const RetentionPeriods& keep = options_.periods;
  const struct {
    const char* name;
    Prunable what;
    const std::optional<Millis>& period;
  } kinds[] = {{"receipts", Prunable::kReceipts, keep.receipts},
               {"transcripts", Prunable::kTranscripts, keep.transcripts},
               {"conversations", Prunable::kConversations, keep.transcripts},
               {"dead_letters", Prunable::kDeadLetters, keep.transcripts},
               {"events", Prunable::kEvents, keep.events},
               {"delivered", Prunable::kDelivered, keep.delivered}};
  Swept swept;
  for (const auto& kind : kinds) {
    if (!kind.period) continue;
    std::int64_t rows = 0;
    for (std::int64_t cursor = 0;;) {
      const auto pruned =
          archive_.Prune(kind.what, now - *kind.period, now, cursor, options_.batch);
      if (!pruned.ok()) return pruned.error();
      rows += pruned->rows;
      cursor = pruned->cursor;
      if (!pruned->more || !WaitFor(options_.pause)) break;
    }
    swept.rows.emplace_back(kind.name, rows);
    swept.total += rows;
  }
  if (keep.backups) {
    swept.rows.emplace_back("backups", backups_.Prune(now - *keep.backups));
    swept.total += swept.rows.back().second;
  }
  if (swept.total > 0) {
    // Later is soon enough: the log is emptied with the next sweep that removes something.
    (void)archive_.ClearLog();
  }
  return swept;
}

}  // namespace xiaoer
