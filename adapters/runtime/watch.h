// What an operator sees of the running server: its figures and its log, in one value that is handed around.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/metrics/metrics.h"
#include "adapters/runtime/log.h"
#include "engine/base/diagnostics.h"
#include "engine/base/status.h"
#include "engine/message.h"
#include "engine/pack.h"

namespace xiaoer {

// Lets so many through in a second of a clock that nobody sets: whoever sends nonsense does not fill the disk.
class SecondLimit {
 public:
  explicit SecondLimit(std::uint32_t most) : most_(most) {}
  bool Take();

 private:
  const std::uint32_t most_;
  std::atomic<std::uint64_t> state_{0};  // the second, and how many were taken in it
};

class Watch {
 public:
  // Longer than that is worth a line of its own.
  static constexpr Millis kSlow{500};

  struct Options {
    std::vector<std::string> channels;  // with a series of their own
    Log::Options log;
  };
  // `clock` outlives it. Without a sink the log goes to stderr.
  Watch(const Clock& clock, Options options, Log::Sink sink = nullptr);

  Metrics& metrics() { return metrics_; }
  Log& log() { return log_; }
  const Clock& clock() const { return clock_; }

  // Called when the figures are read, for those that nobody counts. An empty function: there is nobody any more.
  using Look = std::function<void(Gauges&)>;
  void OnRead(Look look);
  // In Prometheus's text format.
  std::string Read();

  // A pack came into use: its hash is shown, its reasons of hand-offs are counted.
  void UsePack(const Pack& pack);
  // What came of a reload; `pack` is the one in use afterwards.
  void NoteReload(bool reloaded, const Pack& pack, const Diagnostics& diagnostics);

  // A request was refused or failed: `why` is told to its sender, and may hold words of theirs.
  void NoteRefused(std::string_view route, int status, std::string_view request,
                   std::string_view why);
  // "started" and the like, with the pack in use.
  void NoteEvent(std::string_view event);
  void NoteAccepted(const ConversationKey& key, std::string_view request);
  void NoteSlow(const ConversationKey& key, std::string_view request, std::int64_t micros);
  void NoteStoreError(std::string_view operation, const Status& status);

  // A request's id for the log: our own and those that a proxy makes up at random as they are; any other may be
  // somebody's number, and a digest stands for it.
  std::string RequestWord(std::string_view request) const;

  // A line of the log that begins with whose conversation it is: shop, channel and a digest.
  LogLine Begin(LogLevel level, std::string_view event, const ConversationKey& key) const;

 private:
  const Clock& clock_;
  const Instant started_;
  Metrics metrics_;
  Log log_;
  SecondLimit refusals_{20};
  SecondLimit store_errors_{20};
  Counter suppressed_;
  std::mutex mutex_;
  Look look_;
  std::string pack_hash_;
};

}  // namespace xiaoer
