// The running shop: everything between the HTTP side and the database, started and stopped in order.
#pragma once

#include "adapters/runtime/desk.h"
#include "adapters/runtime/measured_store.h"
#include "adapters/runtime/outbox_sender.h"
#include "adapters/runtime/service.h"
#include "adapters/runtime/turn_scheduler.h"

namespace xiaoer {

class Runtime {
 public:
  struct Options {
    Service::Options service;
    Millis presence_holds = std::chrono::minutes(30);
    int workers = 4;  // that answer on asynchronous channels
    OutboxSender::Options sender;
  };

  // All outlive the runtime.
  Runtime(const PackHolder& packs, Store& store, Outbox& outbox, FactSource& facts,
          const Clock& clock, Watch& watch, Options options);
  ~Runtime();

  // Goes on with what an earlier run accepted. Unavailable if the store cannot be read.
  Status Start();
  // Nothing may come in any more. Turns and deliveries that have begun are finished.
  void Stop();

  // Called after every change, on whatever thread made it; set before Start.
  void OnChange(std::function<void()> on_change) { on_change_ = std::move(on_change); }

  Service& service() { return service_; }
  Desk& desk() { return desk_; }
  // One turn at a time of each conversation: for who changes conversations beside them.
  ConversationLocks& locks() { return locks_; }

 private:
  void Changed(bool outbox);

  void Look(Gauges& gauges);

  Watch& watch_;
  const Clock& clock_;
  MeasuredStore store_;
  MeasuredOutbox outbox_;
  const Options options_;
  ConversationLocks locks_;
  Service service_;
  Desk desk_;
  TurnScheduler scheduler_;
  OutboxSender sender_;
  std::function<void()> on_change_;
};

}  // namespace xiaoer
