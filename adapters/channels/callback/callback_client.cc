#include "adapters/channels/callback/callback_client.h"

#include <httplib.h>

#include <charconv>

namespace xiaoer {
namespace {

// "http://host:port" and "/path?query"
struct Address {
  std::string origin;
  std::string path;
};

Address Split(const std::string& url) {
  const std::size_t scheme = url.find("://");
  const std::size_t slash = scheme == std::string::npos ? scheme : url.find('/', scheme + 3);
  if (slash == std::string::npos) return {url, "/"};
  return {url.substr(0, slash), url.substr(slash)};
}

Millis RetryAfter(const httplib::Response& response) {
  const std::string value = response.get_header_value("Retry-After");
  int seconds = 0;
  std::from_chars(value.data(), value.data() + value.size(), seconds);
  return std::chrono::seconds(std::clamp(seconds, 0, 3600));
}

}  // namespace

struct CallbackClient::Impl {
  explicit Impl(const std::string& origin) : client(origin) {}
  httplib::Client client;
};

CallbackClient::CallbackClient(const Callback& callback, Options options) : callback_(callback) {
  const Address address = Split(callback.url);
  path_ = address.path;
  impl_ = std::make_unique<Impl>(address.origin);
  httplib::Client& client = impl_->client;
  client.set_keep_alive(true);
  client.set_tcp_nodelay(true);
  client.set_connection_timeout(std::chrono::seconds(5));
  client.set_read_timeout(options.timeout);
  client.set_write_timeout(options.timeout);
}

CallbackClient::~CallbackClient() = default;

Delivery CallbackClient::Post(const std::string& id, const std::string& body, Instant now) {
  httplib::Headers headers;
  headers.emplace("webhook-id", id);
  headers.emplace("webhook-timestamp", std::to_string(ToMillis(now) / 1000));
  if (callback_.signature) {
    headers.emplace("webhook-signature", callback_.signature->Sign(id, now, body));
  }
  const httplib::Result result =
      impl_->client.Post(path_, headers, body, "application/json; charset=utf-8");
  Delivery delivery;
  if (!result) {
    delivery.error = "no answer: " + httplib::to_string(result.error());
    return delivery;
  }
  const int status = result->status;
  delivery.error = "HTTP " + std::to_string(status);
  delivery.retry_after = RetryAfter(*result);
  using Outcome = Delivery::Outcome;
  if (status / 100 == 2 || status == 409) {  // 409: it has this id already
    delivery.outcome = Outcome::kDelivered;
  } else if (status == 410) {
    delivery.outcome = Outcome::kGone;
  } else if (status == 429 || status / 100 == 5) {
    delivery.outcome = Outcome::kUnreachable;
  } else {
    delivery.outcome = Outcome::kRefused;
  }
  return delivery;
}

Status CallbackClient::CheckUrl(const std::string& url) {
  const bool known = url.starts_with("http://") || url.starts_with("https://");
  if (!known || Split(url).origin.size() <= url.find("://") + 3) {
    return InvalidData("a callback's address looks like https://bridge.example/xiaoer, not \"" +
                       url + "\"");
  }
  return {};
}

}  // namespace xiaoer
