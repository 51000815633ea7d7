// The front's one thread for all connections, and its workers.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "adapters/http/connection.h"
#include "adapters/http/front.h"
#include "adapters/http/front_replies.h"
#include "adapters/http/work_queue.h"

namespace xiaoer {

class HttpFront::Loop {
 public:
  Loop(Options options, Handler handler, OnRefused on_refused);
  ~Loop() { Stop(); }

  Status Bind();
  int port() const { return listener_.port; }
  void Start();
  void Stop();
  bool running() const { return running_; }
  std::size_t queued() const { return queue_.size(); }
  std::size_t connections() const { return open_; }

 private:
  using Time = Connection::Time;
  using Phase = Connection::Phase;
  using Owner = Connection::Owner;

  // Sent to the loop by other threads.
  struct Mail {
    int fd;
    std::uint64_t serial;
    bool done;  // by a worker; else a stream has something to say
  };

  // On the loop's thread.
  void Run();
  void AcceptAll();
  void Admit(Peer peer);
  void WatchListener(bool watched);
  bool MakeRoom();
  void ReadMail();
  void OnEvent(Connection& c, std::uint32_t events);
  void ReadAgain();
  void Read(Connection& c);
  // True if nothing more is to be read now: a request was found, or refused.
  bool TakeRequest(Connection& c);
  void Dispatch(Connection& c);
  void Reply(Connection& c, const FrontReply& reply);
  void Flush(Connection& c);
  void AfterResponse(Connection& c);
  void BeginStream(Connection& c);
  void FillFromStream(Connection& c);
  void Linger(Connection& c);
  void Drain(Connection& c);
  void Close(Connection& c);
  void Sweep();
  void Expire(Connection& c);
  void BeginStopping();
  bool StoppedCleanly();
  bool IsOurs(Connection& c);

  // On a worker's.
  void Work(Connection* connection);
  void Post(const Mail& mail);

  const Options options_;
  const Handler handler_;
  const OnRefused on_refused_;
  RateLimiter sources_;
  Listener listener_;
  Descriptor epoll_;
  Descriptor wake_;
  WorkQueue<Connection*> queue_;

  Time now_{};
  Time next_sweep_{};
  bool listener_watched_ = true;
  std::vector<Mail> again_;  // connections that hold a further request
  std::vector<std::unique_ptr<Connection>> by_fd_;
  std::vector<std::unique_ptr<Connection>> closed_;  // until no event can name them any more
  std::unordered_map<std::string, std::size_t> of_source_;
  std::uint64_t serial_ = 0;
  std::uint64_t request_ = 0;
  std::string id_prefix_;
  std::vector<char> buffer_;

  std::mutex mail_mutex_;
  std::vector<Mail> mail_;
  std::atomic<std::size_t> open_{0};
  std::atomic<bool> running_{false};
  std::atomic<bool> stop_{false};
  bool stopping_ = false;
  Time stop_at_{};
  std::thread thread_;
};

}  // namespace xiaoer
