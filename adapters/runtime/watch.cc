#include "adapters/runtime/watch.h"

#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <utility>

#include "engine/policy/handoff_reasons.h"

namespace xiaoer {
namespace {

// Of the diagnostics of one reload; the rest is one command away (xiaoer lint).
constexpr std::size_t kMostDiagnostics = 10;

std::int64_t ResidentBytes() {
  std::ifstream file("/proc/self/statm");
  std::int64_t size = 0;
  std::int64_t resident = 0;
  file >> size >> resident;
  return resident * ::sysconf(_SC_PAGESIZE);
}

}  // namespace

bool SecondLimit::Take() {
  using Steady = std::chrono::steady_clock;
  const auto now = static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::seconds>(Steady::now().time_since_epoch()).count());
  std::uint64_t state = state_.load(std::memory_order_relaxed);
  for (;;) {
    const std::uint64_t taken = state >> 32 == now ? state & 0xFFFFFFFFU : 0;
    if (taken >= most_) return false;
    if (state_.compare_exchange_weak(state, now << 32 | (taken + 1))) return true;
  }
}

Watch::Watch(const Clock& clock, Options options, Log::Sink sink)
    : clock_(clock),
      started_(clock.Now()),
      metrics_(options.channels),
      log_(clock, std::move(options.log), std::move(sink)) {}

std::string Watch::RequestWord(std::string_view request) const {
  constexpr std::size_t kRandomId = 32;
  const bool random =
      request.size() >= kRandomId &&
      request.find_first_not_of("0123456789abcdefABCDEF-") == std::string_view::npos;
  if (request.empty() || random || request.starts_with("rq_")) return std::string(request);
  return log_.Digest("rq_", request);
}

void Watch::OnRead(Look look) {
  const std::lock_guard guard(mutex_);
  look_ = std::move(look);
}

std::string Watch::Read() {
  Gauges gauges;
  gauges.process_start = static_cast<double>(ToMillis(started_)) / 1000;
  gauges.resident_bytes = ResidentBytes();
  gauges.log_dropped = log_.dropped() + suppressed_.value();
  {
    // Readers one after the other: each look costs the store something.
    const std::lock_guard guard(mutex_);
    gauges.pack_hash = pack_hash_;
    if (look_) look_(gauges);
  }
  return metrics_.Render(gauges);
}

void Watch::UsePack(const Pack& pack) {
  metrics_.handoffs.Know(HandoffKinds(pack));
  const std::lock_guard guard(mutex_);
  pack_hash_ = pack.hash;
}

void Watch::NoteReload(bool reloaded, const Pack& pack, const Diagnostics& diagnostics) {
  (reloaded ? metrics_.reloads : metrics_.failed_reloads).Add();
  if (reloaded) UsePack(pack);
  const LogLevel level = reloaded ? LogLevel::kInfo : LogLevel::kError;
  if (!log_.enabled(level)) return;
  std::vector<std::string> mistakes;
  for (const Diagnostic& d : diagnostics.all()) {
    if (mistakes.size() == kMostDiagnostics) break;
    mistakes.push_back(d.ToString());
  }
  log_.Write(level, log_.Begin(level, reloaded ? "reloaded" : "reload_failed")
                        .Word("pack", pack.hash)
                        .Number("found", static_cast<std::int64_t>(diagnostics.all().size()))
                        .Words("diagnostics", mistakes));
}

void Watch::NoteRefused(std::string_view route, int status, std::string_view request,
                        std::string_view why) {
  const LogLevel level = status >= 500 ? LogLevel::kError : LogLevel::kWarning;
  if (!log_.enabled(level)) return;
  if (!refusals_.Take()) return suppressed_.Add();
  log_.Write(level, log_.Begin(level, "refused")
                        .Word("request", RequestWord(request))
                        .Word("route", route)
                        .Number("status", status)
                        .Said("why", why));
}

void Watch::NoteEvent(std::string_view event) {
  if (!log_.enabled(LogLevel::kInfo)) return;
  LogLine line = log_.Begin(LogLevel::kInfo, event);
  {
    const std::lock_guard guard(mutex_);
    line.Word("pack", pack_hash_);
  }
  log_.Write(LogLevel::kInfo, std::move(line));
}

void Watch::NoteAccepted(const ConversationKey& key, std::string_view request) {
  if (!log_.enabled(LogLevel::kInfo)) return;
  log_.Write(LogLevel::kInfo,
             Begin(LogLevel::kInfo, "accepted", key).Word("request", RequestWord(request)));
}

void Watch::NoteSlow(const ConversationKey& key, std::string_view request, std::int64_t micros) {
  if (!log_.enabled(LogLevel::kWarning)) return;
  log_.Write(LogLevel::kWarning, Begin(LogLevel::kWarning, "slow", key)
                                     .Word("request", RequestWord(request))
                                     .Number("micros", micros));
}

void Watch::NoteStoreError(std::string_view operation, const Status& status) {
  metrics_.store_errors.Add();
  if (!log_.enabled(LogLevel::kError)) return;
  if (!store_errors_.Take()) return suppressed_.Add();
  log_.Write(LogLevel::kError, log_.Begin(LogLevel::kError, "store_error")
                                   .Word("operation", operation)
                                   .Said("why", status.ToString()));
}

LogLine Watch::Begin(LogLevel level, std::string_view event, const ConversationKey& key) const {
  LogLine line = log_.Begin(level, event);
  line.Said("shop", key.shop).Said("channel", key.channel);
  line.Word("conversation", log_.Digest("c_", key.conversation));
  return line;
}

}  // namespace xiaoer
