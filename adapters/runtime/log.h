// The server's log: one JSON object a line, written by a thread of its own. Nobody who answers a buyer waits for
// the disk, the terminal or whoever reads the log.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/runtime/clock.h"

namespace xiaoer {

enum class LogLevel : std::uint8_t { kDebug, kInfo, kWarning, kError, kOff };

// "debug", "info", "warning", "error", "off"
std::optional<LogLevel> ParseLogLevel(std::string_view name);

// One line while it is written. What a stranger said goes through Said or Id, never through Word.
class LogLine {
 public:
  // Our own words: names of events, rules, intents, reasons of hand-offs.
  LogLine& Word(std::string_view name, std::string_view word);
  LogLine& Words(std::string_view name, const std::vector<std::string>& words);
  LogLine& Number(std::string_view name, std::int64_t number);
  LogLine& Flag(std::string_view name, bool flag);
  // A stranger's: masked and shortened; see MaskForLog.
  LogLine& Said(std::string_view name, std::string_view text);

  const std::string& text() const { return text_; }

 private:
  friend class Log;
  void Name(std::string_view name);

  std::string text_;
};

class Log {
 public:
  struct Options {
    LogLevel level = LogLevel::kInfo;
    // Of the digests that stand for ids; empty: a random one, so that no two runs have the same.
    std::string id_key;
  };
  // Takes one line without its end, on the log's own thread.
  using Sink = std::function<void(std::string_view line)>;

  // Writes to stderr. `clock` outlives the log.
  Log(const Clock& clock, Options options);
  Log(const Clock& clock, Options options, Sink sink);
  // Everything that was written before is on its way when it returns.
  ~Log();

  bool enabled(LogLevel level) const { return level >= options_.level; }

  // {"time":"2026-11-11T20:00:00.123+08:00","level":…,"event":…; the rest is the caller's.
  LogLine Begin(LogLevel level, std::string_view event) const;
  void Write(LogLevel level, LogLine line);

  // Stands for an id of a buyer or a conversation, which may hold a phone number: the same for the same id, and
  // nobody without the key can tell which. "c_" + 12 hex digits for the prefix "c_".
  std::string Digest(std::string_view prefix, std::string_view id) const;

  // Lines that were given up because the reader of the log was too slow.
  std::uint64_t dropped() const;

 private:
  struct Impl;

  const Clock& clock_;
  Options options_;
  std::unique_ptr<Impl> impl_;
};

}  // namespace xiaoer
