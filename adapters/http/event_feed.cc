#include "adapters/http/event_feed.h"

#include <algorithm>
#include <utility>

#include "adapters/codec/iso_time.h"
#include "adapters/codec/json_writer.h"

namespace xiaoer {
namespace {

constexpr std::size_t kMaxDesks = 200;
constexpr std::size_t kAtOnce = 500;
// A comment keeps proxies from closing a stream on which nothing happens, and finds out who is gone.
constexpr Millis kHeartbeat = std::chrono::seconds(15);
constexpr std::string_view kPing = ": still here\n\n";
// What was missed is not kept any more: the desk has to load everything anew.
constexpr std::string_view kGap = "event: gap\ndata: {}\n\n";

}  // namespace

std::string EncodeEvent(const StoredEvent& event) {
  JsonWriter w;
  w.BeginObject()
      .Field("at", FormatIsoTime(event.at))
      .Field("shop", event.key.shop)
      .Field("channel", event.key.channel)
      .Field("conversation", event.key.conversation)
      .Key(event.kind)
      .Raw(event.body)
      .EndObject();
  return "id: " + std::to_string(event.id) + "\nevent: " + event.kind + "\ndata: " + w.Take() +
         "\n\n";
}

void EventFeed::Start() {
  thread_ = std::thread([this] { Run(); });
}

void EventFeed::Stop() {
  {
    const std::lock_guard guard(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void EventFeed::Wake() {
  {
    const std::lock_guard guard(mutex_);
    news_ = true;
    if (count_ == 0) return;
  }
  changed_.notify_one();
}

Result<std::shared_ptr<EventStream>> EventFeed::Subscribe(std::optional<std::int64_t> last_seen) {
  const auto kept = store_.KeptEvents();
  if (!kept.ok()) return kept.error();
  Desk desk{std::make_shared<EventStream>(), kept->last};
  if (last_seen && *last_seen >= 0 && *last_seen <= kept->last) {
    desk.seen = *last_seen;
    if (*last_seen + 1 < kept->first) (void)desk.stream->Push(kGap);
  } else if (last_seen) {
    (void)desk.stream->Push(kGap);  // of another database than this one
  }
  const std::lock_guard guard(mutex_);
  if (count_ >= kMaxDesks) return Unavailable("too many desks are listening");
  ++count_;
  added_.push_back(desk);
  news_ = true;
  changed_.notify_one();
  return desk.stream;
}

void EventFeed::Run() {
  std::vector<Desk> desks;
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    const bool news = changed_.wait_for(lock, kHeartbeat, [&] { return stopping_ || news_; });
    news_ = false;
    desks.insert(desks.end(), std::make_move_iterator(added_.begin()),
                 std::make_move_iterator(added_.end()));
    added_.clear();
    lock.unlock();
    if (news) {
      Tell(desks);
    } else {
      for (Desk& desk : desks) (void)desk.stream->Push(kPing);
    }
    std::erase_if(desks, [](const Desk& desk) { return desk.stream->closed(); });
    lock.lock();
    count_ = desks.size() + added_.size();
  }
}

// Those that are furthest behind first, until all have seen the same: one look at the table serves everybody.
void EventFeed::Tell(std::vector<Desk>& desks) {
  while (!desks.empty()) {
    const std::int64_t seen =
        std::min_element(desks.begin(), desks.end(), [](const Desk& a, const Desk& b) {
          return a.seen < b.seen;
        })->seen;
    const auto events = store_.EventsAfter(seen, kAtOnce);
    // A store that cannot answer now is asked again with the next change.
    if (!events.ok() || events->empty()) return;
    for (const StoredEvent& event : *events) {
      const std::string bytes = EncodeEvent(event);
      for (Desk& desk : desks) {
        if (desk.seen < event.id && desk.stream->Push(bytes)) desk.seen = event.id;
      }
    }
    std::erase_if(desks, [](const Desk& desk) { return desk.stream->closed(); });
  }
}

}  // namespace xiaoer
