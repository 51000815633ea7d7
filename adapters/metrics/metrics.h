// All that the server counts and measures about itself. The README's section "Watching it" explains each name.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/metrics/instruments.h"

namespace xiaoer {

// Where the time of a message goes.
enum class Stage : std::uint8_t { kAccept, kRespond, kFacts, kCommit, kDeliver, kRequest };
inline constexpr std::array<std::string_view, 6> kStageNames = {"accept", "respond", "facts",
                                                                "commit", "deliver", "request"};

// What became of a message that came in.
enum class MessageResult : std::uint8_t { kAnswered, kAccepted, kDuplicate, kEcho, kFailed };
inline constexpr std::array<std::string_view, 5> kMessageResultNames = {
    "answered", "accepted", "duplicate", "echo", "failed"};

// What became of an attempt to deliver a reply.
enum class DeliveryResult : std::uint8_t { kDelivered, kFailed, kDead };
inline constexpr std::array<std::string_view, 3> kDeliveryResultNames = {"delivered", "failed",
                                                                         "dead"};

// Whether a person was given the talk or told to have a look.
enum class Called : std::uint8_t { kGiven, kAdvised };
inline constexpr std::array<std::string_view, 2> kCalledNames = {"given", "advised"};

inline constexpr std::array<std::string_view, 3> kModeNames = {"auto", "suggest", "off"};

// Statuses that have a series of their own; the last one stands for all others.
inline constexpr std::array<std::string_view, 15> kHttpStatuses = {
    "200", "202", "400", "401", "403", "404", "405",  "408",
    "409", "413", "414", "429", "500", "503", "other"};

// Calls of the store, as the `operation` label names them.
enum class StoreCall : std::uint8_t {
  kAccept,
  kEnqueue,
  kCommit,
  kWaiting,
  kPromises,
  kPresence,
  kDesk,
  kReceipt,
  kOutbox,
};
inline constexpr std::array<std::string_view, 9> kStoreCallNames = {
    "accept", "enqueue", "commit", "waiting", "promises", "presence", "desk", "receipt", "outbox"};

// What is looked up when the metrics are read; nothing where the store did not tell.
struct Gauges {
  std::optional<std::int64_t> waiting_messages;
  std::optional<std::int64_t> open_handoffs;
  std::optional<std::int64_t> outbox_entries;
  std::optional<std::int64_t> dead_letters;
  std::optional<double> outbox_oldest_seconds;
  std::string pack_hash;
  double process_start = 0;  // seconds since 1970
  std::int64_t resident_bytes = 0;
  std::uint64_t log_dropped = 0;
};

struct Metrics {
  // `channels`: those with a series of their own.
  explicit Metrics(const std::vector<std::string>& channels = {});

  Histogram& stage(Stage s) { return *stages[static_cast<std::size_t>(s)]; }
  Histogram& store(StoreCall c) { return *store_calls[static_cast<std::size_t>(c)]; }

  CountersByName messages{kMessageResultNames.size()};     // by channel
  CountersByName deliveries{kDeliveryResultNames.size()};  // by channel
  CountersByName handoffs{kCalledNames.size()};            // by reason
  std::array<Counter, kModeNames.size()> turns;            // by mode
  Counter understood;
  Counter not_understood;
  std::array<std::unique_ptr<Histogram>, kStageNames.size()> stages;
  std::array<std::unique_ptr<Histogram>, kStoreCallNames.size()> store_calls;
  Counter store_errors;
  std::unique_ptr<Histogram> store_batch = MakeSizes();
  CountersByName http_requests;  // by route; its columns are statuses
  Counter reloads;
  Counter failed_reloads;

  void CountRequest(std::string_view route, int status);

  // In Prometheus's text format.
  std::string Render(const Gauges& gauges) const;
};

}  // namespace xiaoer
