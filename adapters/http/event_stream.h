// One response that does not end: what is pushed into it goes out as the peer reads.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace xiaoer {

// Shared by whoever pushes and by the connection it goes out on. Thread-safe.
class EventStream {
 public:
  // What may wait for a peer that does not read. It comes back later and says what it has seen.
  static constexpr std::size_t kMaxPending = 1 << 20;  // bytes

  // False: the peer is gone, or reads so slowly that it is given up.
  bool Push(std::string_view bytes);
  bool closed() const { return closed_; }

  // The connection's side. `wake` is called after every push; from whatever thread pushes.
  void Attach(std::function<void()> wake);
  // What was pushed since the last call.
  std::string Take();
  // Of what was taken, so much is still to be sent.
  void SetUnsent(std::size_t bytes) { unsent_ = bytes; }
  void Close();

 private:
  std::mutex mutex_;
  std::string pending_;
  std::function<void()> wake_;
  std::atomic<std::size_t> unsent_{0};
  std::atomic<bool> closed_{false};
};

}  // namespace xiaoer
