#include "adapters/http/server.h"

#include <httplib.h>
#include <sys/socket.h>

#include <algorithm>
#include <cctype>

#include "adapters/codec/json.h"

namespace xiaoer {
namespace {

constexpr const char* kJsonType = "application/json; charset=utf-8";

void SendError(httplib::Response& response, int status, std::string_view code,
               std::string_view message) {
  response.status = status;
  response.set_content(Dump({{"error", {{"code", code}, {"message", message}}}}) + "\n", kJsonType);
}

void SendError(httplib::Response& response, const Status& status) {
  switch (status.code()) {
    case StatusCode::kBadRequest:
    case StatusCode::kInvalidData:
      return SendError(response, 400, "bad_request", status.message());
    case StatusCode::kUnauthorized:
      return SendError(response, 401, "unauthorized", status.message());
    case StatusCode::kNotFound:
      return SendError(response, 404, "not_found", status.message());
    case StatusCode::kConflict:
      return SendError(response, 409, "conflict", status.message());
    case StatusCode::kUnavailable:
      response.set_header("Retry-After", "1");
      return SendError(response, 503, "unavailable", status.message());
    case StatusCode::kOk:
    case StatusCode::kInternal:
      break;
  }
  // What broke inside is for the log, not for a stranger.
  SendError(response, 500, "internal", "something went wrong on our side; nothing was changed");
}

// httplib ends some requests itself (too large, no such route) with a bare status: give it our
// error body.
void ExplainBareStatus(const httplib::Request&, httplib::Response& response) {
  if (!response.body.empty()) return;
  switch (response.status) {
    case 400:
      return SendError(response, 400, "bad_request", "the request cannot be read as HTTP");
    case 404:
      return SendError(response, 404, "not_found", "there is nothing at this path");
    case 413:
      return SendError(response, 413, "too_large", "the body is too large");
    case 414:
      return SendError(response, 414, "too_large", "the address is too long");
    default:
      return SendError(response, response.status, "error", "the request was not served");
  }
}

RawRequest ToRaw(const httplib::Request& request) {
  RawRequest raw;
  raw.body = request.body;
  for (const auto& [name, value] : request.headers) {
    std::string lower = name;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    raw.headers.emplace(std::move(lower), value);
  }
  return raw;
}

}  // namespace

struct HttpServer::Impl {
  httplib::Server server;
};

HttpServer::HttpServer(Service& service, const Channel& webhook, const PackHolder& packs,
                       const Clock& clock, Options options)
    : service_(service),
      webhook_(webhook),
      packs_(packs),
      clock_(clock),
      options_(std::move(options)),
      impl_(std::make_unique<Impl>()) {
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
  httplib::Server& server = impl_->server;

  server.Post("/v1/messages", [this](const httplib::Request& request, httplib::Response& response) {
    const RawRequest raw = ToRaw(request);
    if (const Status s = webhook_.Verify(raw, clock_.Now()); !s.ok()) {
      return SendError(response, s);
    }
    const Result<Inbound> inbound = webhook_.Decode(raw);
    if (!inbound.ok()) return SendError(response, inbound.error());
    Result<std::string> answer = service_.Answer(*inbound);
    if (!answer.ok()) return SendError(response, answer.error());
    response.set_content(std::move(answer).value() + "\n", kJsonType);
  });

  server.Get(R"(/v1/receipts/([A-Za-z0-9_]{1,64}))",
             [this](const httplib::Request& request, httplib::Response& response) {
               const Result<std::string> receipt = service_.Explain(request.matches[1].str());
               if (!receipt.ok()) return SendError(response, receipt.error());
               response.set_content(*receipt + "\n", kJsonType);
             });

  server.Get("/healthz", [this](const httplib::Request&, httplib::Response& response) {
    const std::shared_ptr<const Pack> pack = packs_.Get();
    if (pack == nullptr) return SendError(response, Unavailable("no pack is loaded"));
    if (const Status s = service_.Check(); !s.ok()) return SendError(response, s);
    response.set_content(Dump({{"status", "ok"}, {"pack", pack->hash}}) + "\n", kJsonType);
  });

  // The right path with the wrong method deserves better than "not found".
  const auto only_post = [](const httplib::Request&, httplib::Response& response) {
    response.set_header("Allow", "POST");
    SendError(response, 405, "method_not_allowed", "use POST here");
  };
  server.Get("/v1/messages", only_post);
  server.Put("/v1/messages", only_post);
  server.Delete("/v1/messages", only_post);
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
