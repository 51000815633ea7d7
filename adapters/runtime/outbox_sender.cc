#include "adapters/runtime/outbox_sender.h"

#include <algorithm>
#include <functional>

namespace xiaoer {
namespace {

constexpr std::size_t kBatch = 256;
// How long a lane without work sleeps if nobody wakes it: retries come due without a wake.
constexpr Millis kIdle = std::chrono::milliseconds(200);

}  // namespace

OutboxSender::OutboxSender(Outbox& outbox, const ChannelTable& channels, const Clock& clock,
                           Watch& watch, Options options)
    : outbox_(outbox), clock_(clock), watch_(watch), options_(std::move(options)) {
  for (const auto& [name, callback] : channels) {
    receivers_.push_back(std::make_unique<Receiver>());
    receivers_.back()->channel = name;
    receivers_.back()->callback = &callback;
  }
}

void OutboxSender::Start() {
  for (const auto& receiver : receivers_) {
    for (int lane = 0; lane < options_.lanes; ++lane) {
      threads_.emplace_back(
          [this, r = receiver.get(), lane] { Run(*r, static_cast<std::size_t>(lane)); });
    }
  }
}

void OutboxSender::Stop() {
  stopping_ = true;
  Wake();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void OutboxSender::Wake() {
  {
    const std::lock_guard guard(mutex_);
    ++wakes_;
  }
  wake_.notify_all();
}

void OutboxSender::WaitFor(Millis time) {
  std::unique_lock lock(mutex_);
  const std::uint64_t seen = wakes_;
  wake_.wait_for(lock, time, [&] { return stopping_ || wakes_ != seen; });
}

Millis OutboxSender::Pause(const Options& options, int failures, std::size_t seed) {
  Millis pause = options.first_pause;
  for (int i = 1; i < failures && pause < options.longest_pause; ++i) pause *= 2;
  pause = std::min(pause, options.longest_pause);
  return pause + pause * static_cast<std::int64_t>(seed % 256) / 1024;
}

void OutboxSender::Run(Receiver& receiver, std::size_t lane) {
  CallbackClient client(*receiver.callback, options_.client);
  const auto mine = [&](const OutboxItem& item) {
    const std::hash<std::string> hash;
    return hash(item.key.shop + '\0' + item.key.conversation) %
               static_cast<std::size_t>(options_.lanes) ==
           lane;
  };
  while (!stopping_) {
    auto items = outbox_.Due(receiver.channel, clock_.Now(), kBatch);
    bool any = false;
    if (items.ok()) {
      for (const OutboxItem& item : *items) {
        if (stopping_ || !mine(item)) continue;
        any = true;
        if (!Deliver(receiver, client, item)) break;
      }
    }
    if (!any) WaitFor(kIdle);
  }
}

// False if the receiver is not to be bothered for a while.
bool OutboxSender::Deliver(Receiver& receiver, CallbackClient& client, const OutboxItem& item) {
  using Steady = std::chrono::steady_clock;
  {
    std::unique_lock lock(receiver.mutex);
    const auto until = receiver.paused_until;
    lock.unlock();
    if (until > Steady::now()) {
      // In short steps: whoever stops us does not wait for the receiver.
      WaitFor(std::min(kIdle, std::chrono::ceil<Millis>(until - Steady::now())));
      return false;
    }
  }
  const Delivery delivery = [&] {
    const Stopwatch time(watch_.metrics().stage(Stage::kDeliver));
    return client.Post(item.id, item.body, clock_.Now());
  }();
  const std::size_t seed = std::hash<std::string>()(item.id);
  if (delivery.outcome != Delivery::Outcome::kUnreachable) {
    {
      const std::lock_guard guard(receiver.mutex);
      receiver.failures = 0;
    }
    Settle(item, delivery, Pause(options_, item.attempts + 1, seed));
    return true;
  }
  {
    const std::lock_guard guard(receiver.mutex);
    // The lanes fail together: that is one failure.
    if (receiver.paused_until <= Steady::now()) {
      ++receiver.failures;
      receiver.paused_until =
          Steady::now() + std::max(delivery.retry_after, Pause(options_, receiver.failures, seed));
    }
  }
  Settle(item, delivery, std::nullopt);
  return false;
}

void OutboxSender::Note(const OutboxItem& item, const Delivery& delivery, DeliveryResult became) {
  watch_.metrics().deliveries.Add(item.key.channel, static_cast<std::size_t>(became));
  const bool delivered = became == DeliveryResult::kDelivered;
  const bool dead = became == DeliveryResult::kDead;
  const LogLevel level = delivered ? LogLevel::kInfo : dead ? LogLevel::kError : LogLevel::kWarning;
  if (!watch_.log().enabled(level)) return;
  const char* event = delivered ? "delivered" : dead ? "dead_letter" : "delivery_failed";
  LogLine line = watch_.Begin(level, event, item.key);
  line.Word("reply", item.id).Number("attempt", item.attempts + 1);
  if (!delivered) line.Said("why", delivery.error);
  watch_.log().Write(level, std::move(line));
}

// Without a `pause` the receiver's own governs, on a clock that nobody sets: due at any time.
// What cannot be written now is found undelivered at the next look and sent again, under the same id.
void OutboxSender::Settle(const OutboxItem& item, const Delivery& delivery,
                          std::optional<Millis> pause) {
  const Instant now = clock_.Now();
  using Outcome = Delivery::Outcome;
  if (delivery.outcome == Outcome::kDelivered) {
    Note(item, delivery, DeliveryResult::kDelivered);
    (void)outbox_.Delivered(item.seq, now);
  } else if (delivery.outcome == Outcome::kGone || now - item.created >= options_.give_up_after) {
    Note(item, delivery, DeliveryResult::kDead);
    (void)outbox_.Dead(item.seq, now, delivery.error);
  } else {
    Note(item, delivery, DeliveryResult::kFailed);
    const Instant due = pause ? now + std::max(*pause, delivery.retry_after) : Instant{};
    (void)outbox_.Failed(item.seq, due, delivery.error);
  }
}

}  // namespace xiaoer
