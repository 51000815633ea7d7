// Takes requests off the network: reads them whole, one thread for all connections, before a worker sees them. A peer
// that sends slowly, or not at all, costs a buffer and delays nobody.
//
// Why not httplib's own server: it gives every connection a thread for as long as it is open, so that sixteen idle
// ones are the end of it. Of httplib the routing and the parsing are used, on requests that are whole.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "adapters/http/event_stream.h"
#include "adapters/http/request_framer.h"
#include "adapters/runtime/rate_limiter.h"
#include "engine/base/instant.h"
#include "engine/base/status.h"

namespace xiaoer {

class HttpFront {
 public:
  struct Options {
    std::string host = "127.0.0.1";
    int port = 8080;  // 0: any free one
    int threads = 32;
    std::size_t queue = 1024;  // requests that wait for a thread; more are told 503
    std::size_t connections = 4000;
    std::size_t per_source = 256;  // connections of one address; loopback is not limited
    RequestLimits request;
    // From the first byte of a request to the end of its head, and to its end.
    Millis head_time = std::chrono::seconds(10);
    Millis body_time = std::chrono::seconds(20);
    Millis idle_time = std::chrono::seconds(60);   // between requests
    Millis write_time = std::chrono::seconds(20);  // for the peer to take a response
    // Who waited so long for a thread has stopped waiting for the answer.
    Millis queue_time = std::chrono::seconds(5);
    Millis stop_time = std::chrono::seconds(10);  // to finish what has begun
    // Requests of one address. Those of this machine are limited only if told.
    Rate rate{200, 400};
    bool limit_loopback = false;
    // Requests come through a proxy on this machine: they count for the last address of X-Forwarded-For.
    bool behind_proxy = false;
  };

  struct Request {
    std::string_view bytes;  // whole and canonical
    const RequestHead& head;
    std::string_view source;
    std::string_view id;
    bool last = false;  // the connection will be closed: say so
  };
  struct Response {
    std::string bytes;
    bool close = false;
    std::shared_ptr<EventStream> stream;  // goes on after `bytes`
  };
  // Called on any of the threads.
  using Handler = std::function<void(const Request&, Response&)>;

  // A request that did not reach the handler, for whoever counts or logs. Called on the front's threads.
  struct Refused {
    int status;
    std::string_view code;
    std::string_view source;
    std::string_view id;
  };
  using OnRefused = std::function<void(const Refused&)>;

  HttpFront(Options options, Handler handler, OnRefused on_refused = {});
  ~HttpFront();

  // Unavailable if the address is taken or not ours.
  Status Bind();
  int port() const;
  void Start();
  // Takes nothing more; what has begun is finished, or given up after stop_time.
  void Stop();
  // False once serving has ended.
  bool running() const;
  // Requests that wait for a thread.
  std::size_t queued() const;
  std::size_t connections() const;

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace xiaoer
