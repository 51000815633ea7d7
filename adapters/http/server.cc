#include "adapters/http/server.h"

#include <httplib.h>
#include <sys/socket.h>

#include "adapters/http/buyer_routes.h"
#include "adapters/http/desk_routes.h"
#include "adapters/http/reply.h"

namespace xiaoer {
struct HttpServer::Impl {
  httplib::Server server;
};

HttpServer::HttpServer(const Parts& parts, Options options)
    : parts_(parts), options_(std::move(options)), impl_(std::make_unique<Impl>()) {
  httplib::Server& server = impl_->server;
  const auto seconds = [](Millis t) { return static_cast<time_t>(t.count() / 1000); };
  const auto micros = [](Millis t) { return static_cast<time_t>(t.count() % 1000 * 1000); };
  // Without it every answer waits for the peer's delayed acknowledgement (some 40 ms).
  server.set_tcp_nodelay(true);
  server.set_keep_alive_timeout(seconds(options_.keep_alive));
  server.set_read_timeout(seconds(options_.read_timeout), micros(options_.read_timeout));
  server.set_write_timeout(seconds(options_.read_timeout), micros(options_.read_timeout));
  server.set_payload_max_length(options_.max_body);
  // A second server on the same port must fail, not share it (httplib's own choice is
  // SO_REUSEPORT).
  server.set_socket_options([](socket_t socket) {
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  const int threads = options_.threads;
  server.new_task_queue = [threads] { return new httplib::ThreadPool(threads); };
  server.set_error_handler(ExplainBareStatus);
  server.set_exception_handler(
      [](const httplib::Request&, httplib::Response& response, const std::exception_ptr&) {
        SendError(response, Internal("an exception reached the HTTP server"));
      });
  AddRoutes();
}

HttpServer::~HttpServer() { Stop(); }

void HttpServer::AddRoutes() {
  AddBuyerRoutes(impl_->server, parts_);
  AddDeskRoutes(impl_->server, parts_.desk, parts_.access);
}

Status HttpServer::Bind() {
  httplib::Server& server = impl_->server;
  port_ = options_.port;
  if (options_.port == 0) {
    port_ = server.bind_to_any_port(options_.host.c_str());
    if (port_ > 0) return {};
  } else if (server.bind_to_port(options_.host.c_str(), options_.port)) {
    return {};
  }
  return Unavailable("cannot listen on " + options_.host + ":" + std::to_string(options_.port) +
                     ": the address is in use or not one of this machine");
}

void HttpServer::Start() {
  running_ = true;
  thread_ = std::thread([this] {
    impl_->server.listen_after_bind();
    running_ = false;
  });
  // httplib's stop() does nothing before its loop has begun: whoever stops us early would wait for ever.
  while (running_ && !impl_->server.is_running()) std::this_thread::sleep_for(Millis(1));
}

void HttpServer::Stop() {
  if (!thread_.joinable()) return;
  impl_->server.stop();
  thread_.join();
}

}  // namespace xiaoer
