// The other side of an asynchronous channel: takes what is delivered, or refuses it.
#pragma once

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace xiaoer {

class Receiver {
 public:
  struct Delivered {
    std::string id;
    std::string timestamp;
    std::string signature;
    std::string body;
  };

  Receiver() {
    server_.Post("/in", [this](const httplib::Request& request, httplib::Response& response) {
      const std::lock_guard guard(mutex_);
      ++attempts_;
      response.status = status_;
      if (status_ / 100 == 2) {
        all_.push_back({request.get_header_value("webhook-id"),
                        request.get_header_value("webhook-timestamp"),
                        request.get_header_value("webhook-signature"), request.body});
      }
      changed_.notify_all();
    });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  ~Receiver() {
    server_.stop();
    thread_.join();
  }

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/in"; }

  void Answer(int status) {
    const std::lock_guard guard(mutex_);
    status_ = status;
  }

  // Waits until so many were taken, or for five seconds.
  std::vector<Delivered> WaitFor(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(5), [&] { return all_.size() >= count; });
    return all_;
  }
  void WaitForAttempts(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(5), [&] { return attempts_ >= count; });
  }

 private:
  httplib::Server server_;
  std::thread thread_;
  int port_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  int status_ = 200;
  int attempts_ = 0;
  std::vector<Delivered> all_;
};

}  // namespace xiaoer
