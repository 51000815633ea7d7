// Delivers the outbox: each conversation in order, again and again until it is taken.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "adapters/channels/callback/callback_client.h"
#include "adapters/outbox.h"
#include "adapters/runtime/channel_table.h"
#include "adapters/runtime/clock.h"
#include "adapters/runtime/watch.h"

namespace xiaoer {

class OutboxSender {
 public:
  struct Options {
    int lanes = 4;  // connections to each receiver
    Millis first_pause = std::chrono::seconds(1);
    Millis longest_pause = std::chrono::minutes(5);
    // A reply that could not be delivered for so long is a dead letter: by then a person has answered.
    Millis give_up_after = std::chrono::hours(24);
    CallbackClient::Options client;
  };

  // All outlive the sender.
  OutboxSender(Outbox& outbox, const ChannelTable& channels, const Clock& clock, Watch& watch,
               Options options);
  ~OutboxSender() { Stop(); }

  void Start();
  // What is being delivered is finished; the rest stays in the outbox.
  void Stop();
  // Something was written: look at once.
  void Wake();

  // The pause before attempt number `failures` + 1: doubled each time, with up to a quarter more so that what
  // failed together does not come back together.
  static Millis Pause(const Options& options, int failures, std::size_t seed);

 private:
  // Of one receiver, shared by its lanes.
  struct Receiver {
    std::string channel;
    const Callback* callback = nullptr;
    std::mutex mutex;
    int failures = 0;  // in a row
    std::chrono::steady_clock::time_point paused_until{};
  };

  void Run(Receiver& receiver, std::size_t lane);
  bool Deliver(Receiver& receiver, CallbackClient& client, const OutboxItem& item);
  void Note(const OutboxItem& item, const Delivery& delivery, DeliveryResult became);
  void Settle(const OutboxItem& item, const Delivery& delivery, std::optional<Millis> pause);
  void WaitFor(Millis time);

  Outbox& outbox_;
  const Clock& clock_;
  Watch& watch_;
  const Options options_;
  std::vector<std::unique_ptr<Receiver>> receivers_;
  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::uint64_t wakes_ = 0;
  std::atomic<bool> stopping_{false};
};

}  // namespace xiaoer
