// The HTTP side: routes, limits, error bodies. Everything behind it is Service.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "adapters/channel.h"
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

  // All outlive the server.
  HttpServer(Service& service, const Channel& webhook, const PackHolder& packs, const Clock& clock,
             Options options);
  ~HttpServer();

  // Binds; the port is known afterwards. Unavailable if the address is taken or not ours.
  Status Bind();
  int port() const { return port_; }

  // Serves until Stop; requests that have begun are answered.
  void Run();
  void Stop();  // from any thread

 private:
  struct Impl;
  void AddRoutes();

  Service& service_;
  const Channel& webhook_;
  const PackHolder& packs_;
  const Clock& clock_;
  const Options options_;
  int port_ = 0;
  std::unique_ptr<Impl> impl_;
};

}  // namespace xiaoer
