// Writes of many threads in one transaction, so that they share one flush to the disk.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <vector>

#include "adapters/store/sqlite_connection.h"
#include "engine/base/status.h"

namespace xiaoer {

class GroupCommit {
 public:
  // Runs inside a transaction that other threads' work may share; an error undoes this work alone. It may run
  // on another caller's thread, while its own caller waits.
  using Work = std::function<Status(SqliteConnection&)>;

  // More would make the first of a batch wait for too long.
  static constexpr std::size_t kMaxBatch = 256;

  explicit GroupCommit(SqliteConnection connection) : connection_(std::move(connection)) {}

  // Called with the size of each batch, by whoever leads it. To be set before the first Run.
  void OnBatch(std::function<void(std::size_t)> notice) { notice_ = std::move(notice); }

  // Returns when the work is durable, or with the reason why nothing of it is. Whoever comes while the disk is
  // busy waits, and the first of them then leads all who waited.
  Status Run(const Work& work);

 private:
  struct Waiting {
    const Work* work;
    Status result;
    bool done = false;
    // Each is woken for its own sake alone: everybody at the end of every batch would cost more than the disk.
    std::condition_variable called;
  };

  void Lead(std::unique_lock<std::mutex>& lock);

  void RunBatch(const std::vector<Waiting*>& batch);
  Status RunOne(const Work& work, bool alone);

  std::function<void(std::size_t)> notice_;
  std::mutex mutex_;
  std::vector<Waiting*> queue_;
  bool busy_ = false;
  SqliteConnection connection_;  // of whoever leads
};

}  // namespace xiaoer
