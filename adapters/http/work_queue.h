// A bounded queue and the threads that work it off.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace xiaoer {

template <class Job>
class WorkQueue {
 public:
  explicit WorkQueue(std::size_t capacity) : capacity_(capacity) {}
  ~WorkQueue() { Finish(); }

  void Start(int threads, std::function<void(Job)> work) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this, work] { Run(work); });
  }

  // False: it is full, and nothing was changed.
  bool TryPush(Job job) {
    {
      const std::lock_guard guard(mutex_);
      if (jobs_.size() >= capacity_) return false;
      jobs_.push_back(std::move(job));
      if (sleeping_ == 0) return true;  // whoever is at work looks before it sleeps
    }
    ready_.notify_one();
    return true;
  }

  std::size_t size() const {
    const std::lock_guard guard(mutex_);
    return jobs_.size();
  }

  // What is queued is worked off first.
  void Finish() {
    {
      const std::lock_guard guard(mutex_);
      finishing_ = true;
    }
    ready_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

 private:
  void Run(const std::function<void(Job)>& work) {
    std::unique_lock lock(mutex_);
    for (;;) {
      while (jobs_.empty() && !finishing_) {
        ++sleeping_;
        ready_.wait(lock);
        --sleeping_;
      }
      if (jobs_.empty()) return;
      Job job = std::move(jobs_.front());
      jobs_.pop_front();
      lock.unlock();
      work(std::move(job));
      lock.lock();
    }
  }

  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Job> jobs_;
  int sleeping_ = 0;
  bool finishing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace xiaoer
