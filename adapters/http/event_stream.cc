#include "adapters/http/event_stream.h"

#include <utility>

namespace xiaoer {

bool EventStream::Push(std::string_view bytes) {
  const std::lock_guard guard(mutex_);
  if (closed_) return false;
  if (pending_.size() + unsent_ + bytes.size() > kMaxPending) {
    closed_ = true;
  } else {
    pending_.append(bytes);
  }
  if (wake_) wake_();
  return !closed_;
}

void EventStream::Attach(std::function<void()> wake) {
  const std::lock_guard guard(mutex_);
  wake_ = std::move(wake);
}

std::string EventStream::Take() {
  const std::lock_guard guard(mutex_);
  return std::exchange(pending_, {});
}

void EventStream::Close() {
  const std::lock_guard guard(mutex_);
  closed_ = true;
  wake_ = nullptr;
}

}  // namespace xiaoer
