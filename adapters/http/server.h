// The HTTP side: routes, limits, error bodies. Everything behind it is Service.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <thread>

#include "adapters/channel.h"
#include "adapters/channels/rasa_channel.h"
#include "adapters/http/access.h"
#include "adapters/runtime/desk.h"
#include "adapters/runtime/service.h"

namespace xiaoer {

class HttpServer {
 public:
  struct Options {
    std::string host = "127.0.0.1";
    int port = 8080;                    // 0: any free one
    std::size_t max_body = 256 * 1024;  // bytes; more is 413
    Millis read_timeout = std::chrono::seconds(5);
    Millis keep_alive = std::chrono::seconds(5);
    int threads = 16;
  };

  // What is served; all of it outlives the server.
  struct Parts {
    Service& service;
    Desk& desk;
    const Channel& webhook;
    const RasaChannel* rasa;  // null: not served
    const Access& access;
    const PackHolder& packs;
    const Clock& clock;
  };
  HttpServer(const Parts& parts, Options options);
  ~HttpServer();

  // Binds; the port is known afterwards. Unavailable if the address is taken or not ours.
  Status Bind();
  int port() const { return port_; }

  // Serves in a thread of its own; returns when connections are being accepted.
  void Start();
  // Requests that have begun are answered; then nothing is served any more. Called by the destructor too.
  void Stop();
  // False once serving has ended, by Stop or because the listening socket failed.
  bool running() const { return running_; }

 private:
  struct Impl;
  void AddRoutes();

  const Parts parts_;
  const Options options_;
  int port_ = 0;
  std::unique_ptr<Impl> impl_;
  std::atomic<bool> running_{false};
  std::thread thread_;
};

}  // namespace xiaoer
