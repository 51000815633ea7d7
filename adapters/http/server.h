// The HTTP side: routes, limits, error bodies. Everything behind it is Service.
#pragma once

#include <memory>
#include <vector>

#include "adapters/channels/channels.h"
#include "adapters/http/access.h"
#include "adapters/http/front.h"
#include "adapters/runtime/admin.h"
#include "adapters/runtime/desk.h"
#include "adapters/runtime/service.h"
#include "adapters/runtime/watch.h"

namespace xiaoer {

class HttpServer {
 public:
  using Options = HttpFront::Options;

  // What is served; all of it outlives the server.
  struct Parts {
    Service& service;
    Desk& desk;
    const std::vector<Endpoint>& endpoints;  // where buyers' messages come in
    const Access& access;
    const PackHolder& packs;
    const Clock& clock;
    Store& store;  // for the stream of events
    Watch& watch;
    Admin* admin = nullptr;  // null: not served
  };
  HttpServer(const Parts& parts, Options options);
  ~HttpServer();

  // Binds; the port is known afterwards. Unavailable if the address is taken or not ours.
  Status Bind();
  int port() const;

  // Serves in threads of its own; returns when connections are being accepted.
  void Start();
  // Requests that have begun are answered; then nothing is served any more. Called by the destructor too.
  void Stop();
  // False once serving has ended, by Stop or because the listening socket failed.
  bool running() const;

  // Something changed that desks are told of. From any thread.
  void WakeDesks();

 private:
  class Impl;
  const Parts parts_;
  std::unique_ptr<Impl> impl_;
};

}  // namespace xiaoer
