// Answers what waits on asynchronous channels when its time has come.
#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "adapters/runtime/clock.h"
#include "adapters/runtime/service.h"

namespace xiaoer {

class TurnScheduler {
 public:
  // Both outlive the scheduler.
  TurnScheduler(Service& service, const Clock& clock) : service_(service), clock_(clock) {}
  ~TurnScheduler() { Stop(); }

  // `waiting`: what an earlier run accepted and had not answered.
  void Start(const std::vector<ConversationKey>& waiting, int workers);
  // Turns that have begun are finished; what waits stays in the store.
  void Stop();

  void Add(const ConversationKey& key, Instant due);

  std::size_t waiting() const;

 private:
  // Counted on a clock that nobody sets: a jump of the other one delays nobody.
  using Steady = std::chrono::steady_clock;

  void Work();
  void AddAt(const ConversationKey& key, Steady::time_point at);

  Service& service_;
  const Clock& clock_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::map<ConversationKey, Steady::time_point> due_;
  std::multimap<Steady::time_point, ConversationKey> queue_;
  bool stopping_ = false;
  std::vector<std::thread> workers_;
};

}  // namespace xiaoer
