#include "adapters/http/server.h"

#include <httplib.h>

#include <charconv>
#include <utility>

#include "adapters/http/admin_routes.h"
#include "adapters/http/buyer_routes.h"
#include "adapters/http/desk_routes.h"
#include "adapters/http/event_feed.h"
#include "adapters/http/front_replies.h"
#include "adapters/http/memory_stream.h"
#include "adapters/http/reply.h"
#include "adapters/http/watch_routes.h"

namespace xiaoer {
namespace {

constexpr const char* kRequestId = "X-Request-Id";
constexpr std::string_view kEventsHead =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"
    "X-Accel-Buffering: no\r\nConnection: close\r\n";

// httplib's parsing and routing, on requests that are whole already.
class Router : public httplib::Server {
 public:
  void Answer(const HttpFront::Request& request, HttpFront::Response& response) {
    MemoryStream stream(request.bytes, request.source, response.bytes);
    bool closed = false;
    const bool ok = process_request(stream, request.last, closed, [&](httplib::Request& parsed) {
      parsed.headers.erase(kRequestId);
      parsed.headers.emplace(kRequestId, request.id);
      // Every body is taken as it is: httplib would read a form as parameters of the address, and refuse a long one.
      parsed.headers.erase("Content-Type");
    });
    response.close = !ok || closed;
  }
};

// Nothing if it is no number.
std::optional<std::int64_t> NumberOf(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

class HttpServer::Impl {
 public:
  Impl(const Parts& parts, Options options)
      : parts_(parts),
        feed_(parts.store),
        front_(
            std::move(options),
            [this](const HttpFront::Request& q, HttpFront::Response& r) { Answer(q, r); },
            [this](const HttpFront::Refused& refused) {
              // Before its path counted for anything.
              parts_.watch.metrics().CountRequest(CountersByName::kOther, refused.status);
              parts_.watch.NoteRefused(CountersByName::kOther, refused.status, refused.id,
                                       refused.code);
            }) {
    router_.set_error_handler(ExplainBareStatus);
    router_.set_exception_handler(
        [](const httplib::Request&, httplib::Response& response, const std::exception_ptr&) {
          SendError(response, Internal("an exception reached the HTTP server"));
        });
    router_.set_post_routing_handler([](const httplib::Request& q, httplib::Response& r) {
      r.set_header(kRequestId, q.get_header_value(kRequestId));
    });
    AddBuyerRoutes(router_, parts_);
    AddDeskRoutes(router_, parts_.desk, parts_.access);
    if (parts_.admin != nullptr) AddAdminRoutes(router_, *parts_.admin, parts_.access);
    AddWatchRoutes(router_, parts_);
  }

  HttpFront& front() { return front_; }
  EventFeed& feed() { return feed_; }

 private:
  void Answer(const HttpFront::Request& request, HttpFront::Response& response) {
    // httplib would hold a thread for as long as a desk listens.
    if (request.head.method == "GET" && request.head.path() == "/v1/events") {
      return ListenToEvents(request, response);
    }
    router_.Answer(request, response);
  }

  void ListenToEvents(const HttpFront::Request& request, HttpFront::Response& response) {
    const auto refuse = [&](const Status& why) {
      const bool access = why.code() == StatusCode::kUnauthorized;
      response.bytes = Write({access ? 401 : 503, access ? "unauthorized" : "unavailable",
                              why.message(), request.id, access ? 0 : 1, request.last});
      response.close = request.last;
    };
    const auto agent = parts_.access.Agent(request.head.Find("authorization"));
    if (!agent.ok()) return refuse(agent.error());
    auto stream = feed_.Subscribe(NumberOf(request.head.Find("last-event-id")));
    if (!stream.ok()) return refuse(stream.error());
    response.bytes.append(kEventsHead).append(kRequestId).append(": ").append(request.id);
    response.bytes.append("\r\n\r\nretry: 2000\n\n");
    response.stream = std::move(stream).value();
  }

  const Parts& parts_;
  Router router_;
  EventFeed feed_;
  HttpFront front_;
};

HttpServer::HttpServer(const Parts& parts, Options options)
    : parts_(parts), impl_(std::make_unique<Impl>(parts_, std::move(options))) {}

HttpServer::~HttpServer() { Stop(); }

Status HttpServer::Bind() { return impl_->front().Bind(); }
int HttpServer::port() const { return impl_->front().port(); }

void HttpServer::Start() {
  impl_->feed().Start();
  impl_->front().Start();
}

void HttpServer::Stop() {
  impl_->front().Stop();
  impl_->feed().Stop();
}

bool HttpServer::running() const { return impl_->front().running(); }
void HttpServer::WakeDesks() { impl_->feed().Wake(); }

}  // namespace xiaoer
