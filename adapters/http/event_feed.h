// Tells desks what changes, as it changes: server-sent events, from the table that the changes themselves wrote.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "adapters/http/event_stream.h"
#include "adapters/store.h"

namespace xiaoer {

class EventFeed {
 public:
  // Outlives the feed.
  explicit EventFeed(Store& store) : store_(store) {}
  ~EventFeed() { Stop(); }

  void Start();
  // All streams end.
  void Stop();
  // Something was written: look at once. From any thread.
  void Wake();

  // A desk that has seen everything up to `last_seen`, or that begins now. Unavailable if the store cannot tell, or
  // if there are more desks than a shop has.
  Result<std::shared_ptr<EventStream>> Subscribe(std::optional<std::int64_t> last_seen);

 private:
  struct Desk {
    std::shared_ptr<EventStream> stream;
    std::int64_t seen = 0;
  };

  void Run();
  void Tell(std::vector<Desk>& desks);

  Store& store_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool news_ = false;
  bool stopping_ = false;
  std::vector<Desk> added_;  // since the thread last looked
  std::size_t count_ = 0;
  std::thread thread_;
};

// One event as the stream carries it: "id: 7\nevent: message\ndata: {…}\n\n".
std::string EncodeEvent(const StoredEvent& event);

}  // namespace xiaoer
