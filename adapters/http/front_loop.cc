#include "adapters/http/front_loop.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "adapters/runtime/ids.h"

namespace xiaoer {
namespace {

constexpr Millis kSweep = std::chrono::milliseconds(100);
constexpr Millis kLinger = std::chrono::seconds(2);
constexpr Millis kLingerAtStop = std::chrono::milliseconds(200);
constexpr int kEventsAtOnce = 256;
constexpr int kAcceptsAtOnce = 64;
constexpr std::size_t kReadSize = 64 * 1024;
// A connection's buffer that has become larger than this is given back between requests.
constexpr std::size_t kKeptBuffer = 16 * 1024;
constexpr std::size_t kIdPrefix =
    11;  // "rm_" and eight digits of a random id: this run of the server

void ShrinkIfLarge(std::string& buffer) {
  buffer.clear();
  if (buffer.capacity() > kKeptBuffer) buffer.shrink_to_fit();
}

// How much the socket took; -1: the peer is gone.
ssize_t SendSome(int fd, std::string_view bytes) {
  const ssize_t n = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (n >= 0) return n;
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? 0 : -1;
}

}  // namespace

HttpFront::Loop::Loop(Options options, Handler handler, OnRefused on_refused)
    : options_(std::move(options)),
      handler_(std::move(handler)),
      on_refused_(std::move(on_refused)),
      sources_(options_.rate),
      queue_(options_.queue),
      id_prefix_("rq_" + RandomMessageId().substr(3, kIdPrefix - 3) + "_"),
      buffer_(kReadSize) {}

Status HttpFront::Loop::Bind() {
  Result<Listener> listener = Listen(options_.host, options_.port);
  if (!listener.ok()) return listener.error();
  listener_ = std::move(listener).value();
  epoll_ = Descriptor(::epoll_create1(EPOLL_CLOEXEC));
  wake_ = Descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!epoll_ || !wake_) return Unavailable("the system gives no more descriptors (ulimit -n)");
  for (const int fd : {listener_.socket.get(), wake_.get()}) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr =
        fd == wake_.get() ? static_cast<void*>(&wake_) : static_cast<void*>(&listener_);
    if (::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, fd, &event) != 0) {
      return Unavailable("the system cannot watch the listening socket");
    }
  }
  return {};
}

void HttpFront::Loop::Start() {
  running_ = true;
  queue_.Start(options_.threads, [this](Connection* c) { Work(c); });
  thread_ = std::thread([this] {
    Run();
    running_ = false;
  });
}

void HttpFront::Loop::Stop() {
  if (!thread_.joinable()) return;
  stop_ = true;
  Post({-1, 0, false});
  thread_.join();
  queue_.Finish();
  closed_.clear();
  by_fd_.clear();
}

void HttpFront::Loop::Run() {
  std::array<epoll_event, kEventsAtOnce> events{};
  now_ = std::chrono::steady_clock::now();
  for (;;) {
    const int n =
        ::epoll_wait(epoll_.get(), events.data(), kEventsAtOnce, static_cast<int>(kSweep.count()));
    if (n < 0 && errno != EINTR) return;
    now_ = std::chrono::steady_clock::now();
    for (int i = 0; i < n; ++i) {
      void* const whose = events[static_cast<std::size_t>(i)].data.ptr;
      if (whose == &listener_) {
        AcceptAll();
      } else if (whose == &wake_) {
        ReadMail();
      } else {
        OnEvent(*static_cast<Connection*>(whose), events[static_cast<std::size_t>(i)].events);
      }
    }
    ReadAgain();
    closed_.clear();
    if (now_ >= next_sweep_) Sweep();
    if (stop_ && !stopping_) BeginStopping();
    if (stopping_ && StoppedCleanly()) return;
  }
}

// ---- who connects

void HttpFront::Loop::AcceptAll() {
  for (int i = 0; i < kAcceptsAtOnce; ++i) {
    bool out_of_descriptors = false;
    Peer peer = AcceptPeer(listener_.socket.get(), out_of_descriptors);
    if (peer.socket) {
      Admit(std::move(peer));
    } else if (!out_of_descriptors) {
      return;
    } else if (!MakeRoom()) {
      // Those that wait stay in the kernel's queue; being told of them again and again would help nobody.
      return WatchListener(false);
    }
  }
}

void HttpFront::Loop::WatchListener(bool watched) {
  if (!listener_.socket || watched == listener_watched_) return;
  listener_watched_ = watched;
  epoll_event event{};
  if (watched) event.events = EPOLLIN;
  event.data.ptr = &listener_;
  (void)::epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, listener_.socket.get(), &event);
}

void HttpFront::Loop::Admit(Peer peer) {
  if (open_ >= options_.connections && !MakeRoom()) return;
  const auto known = of_source_.find(peer.source);
  if (known != of_source_.end() && known->second >= options_.per_source && !peer.loopback) {
    const std::string reply = Write({429,
                                     "too_many_connections",
                                     "there are too many connections from this address",
                                     {},
                                     1,
                                     true});
    (void)SendSome(peer.socket.get(), reply);
    if (on_refused_) on_refused_({429, "too_many_connections", peer.source, {}});
    return;
  }
  ++of_source_[peer.source];
  const auto fd = static_cast<std::size_t>(peer.socket.get());
  if (by_fd_.size() <= fd) by_fd_.resize(fd + 1);
  auto connection = std::make_unique<Connection>(std::move(peer), options_.request, ++serial_);
  connection->deadline = now_ + options_.idle_time;
  epoll_event event{};
  event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
  event.data.ptr = connection.get();
  ++open_;
  by_fd_[fd] = std::move(connection);
  if (::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, static_cast<int>(fd), &event) != 0) {
    Close(*by_fd_[fd]);
  }
}

// The one that has been silent longest goes: most likely nobody is behind it.
bool HttpFront::Loop::MakeRoom() {
  Connection* oldest = nullptr;
  for (const auto& c : by_fd_) {
    if (c == nullptr || c->owner != Owner::kLoop || c->phase != Phase::kReading) continue;
    if (oldest == nullptr || c->in.empty() > oldest->in.empty() ||
        (c->in.empty() == oldest->in.empty() && c->deadline < oldest->deadline)) {
      oldest = c.get();
    }
  }
  if (oldest != nullptr) Close(*oldest);
  return oldest != nullptr;
}

void HttpFront::Loop::Close(Connection& c) {
  const auto fd = static_cast<std::size_t>(c.fd());
  if (c.stream != nullptr) c.stream->Close();
  const auto of_source = of_source_.find(c.peer.source);
  if (of_source != of_source_.end() && --of_source->second == 0) of_source_.erase(of_source);
  c.peer.socket.Close();
  closed_.push_back(std::move(by_fd_[fd]));
  --open_;
}

// ---- whose turn it is

bool HttpFront::Loop::IsOurs(Connection& c) {
  Owner owner = c.owner.load(std::memory_order_acquire);
  while (owner == Owner::kWorker) {
    if (c.owner.compare_exchange_weak(owner, Owner::kWorkerWithNews, std::memory_order_acq_rel)) {
      return false;
    }
  }
  return owner == Owner::kLoop;
}

void HttpFront::Loop::OnEvent(Connection& c, std::uint32_t events) {
  if (!c.peer.socket) return;  // closed by an earlier event of the same batch
  if (!IsOurs(c)) return;
  const bool over = (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
  switch (c.phase) {
    case Phase::kReading:
      if ((events & ~static_cast<std::uint32_t>(EPOLLOUT)) == 0) return;
      c.more = c.more || over;
      return Read(c);
    case Phase::kBusy:
      return;  // cannot be: it would be a worker's
    case Phase::kWriting:
      return Flush(c);
    case Phase::kStreaming:
      return over ? Close(c) : Flush(c);
    case Phase::kLingering:
      return Drain(c);
  }
}

void HttpFront::Loop::Post(const Mail& mail) {
  bool first = false;
  {
    const std::lock_guard guard(mail_mutex_);
    first = mail_.empty();
    mail_.push_back(mail);
  }
  if (!first) return;  // the loop has been told and has not looked yet
  const std::uint64_t one = 1;
  (void)!::write(wake_.get(), &one, sizeof one);
}

void HttpFront::Loop::ReadMail() {
  std::uint64_t count = 0;
  (void)!::read(wake_.get(), &count, sizeof count);
  std::vector<Mail> mail;
  {
    const std::lock_guard guard(mail_mutex_);
    mail.swap(mail_);
  }
  for (const Mail& m : mail) {
    if (m.fd < 0 || static_cast<std::size_t>(m.fd) >= by_fd_.size()) continue;
    Connection* const c = by_fd_[static_cast<std::size_t>(m.fd)].get();
    if (c == nullptr || c->serial != m.serial) continue;
    if (!m.done) {
      if (c->owner == Owner::kLoop && c->phase == Phase::kStreaming) Flush(*c);
      continue;
    }
    if (c->owner.exchange(Owner::kLoop, std::memory_order_acq_rel) == Owner::kWorkerWithNews) {
      c->more = true;
    }
    if (c->stream != nullptr) {
      BeginStream(*c);
    } else {
      c->phase = Phase::kWriting;
      c->deadline = now_ + options_.write_time;
      Flush(*c);
    }
  }
}

// ---- reading

void HttpFront::Loop::ReadAgain() {
  while (!again_.empty()) {
    std::vector<Mail> again;
    again.swap(again_);
    for (const Mail& m : again) {
      Connection* const c = by_fd_[static_cast<std::size_t>(m.fd)].get();
      if (c == nullptr || c->serial != m.serial || !IsOurs(*c)) continue;
      if (c->phase == Phase::kReading) Read(*c);
    }
  }
}

void HttpFront::Loop::Read(Connection& c) {
  for (;;) {
    if (TakeRequest(c)) return;
    const ssize_t n = ::recv(c.fd(), buffer_.data(), buffer_.size(), MSG_DONTWAIT);
    if (n == 0) return Close(c);  // nothing whole is left unanswered
    if (n < 0) {
      if (errno == EINTR) continue;
      if (errno != EAGAIN && errno != EWOULDBLOCK) return Close(c);
      c.more = false;
      return;
    }
    if (c.in.empty()) {
      c.begun = now_;
      c.deadline = now_ + options_.head_time;
    }
    c.in.append(buffer_.data(), static_cast<std::size_t>(n));
    // Edge-triggered: after a short read we are told of whatever comes next.
    if (static_cast<std::size_t>(n) == buffer_.size()) c.more = true;
    if (!c.more) {
      TakeRequest(c);
      return;
    }
  }
}

bool HttpFront::Loop::TakeRequest(Connection& c) {
  // Some peers end a body with a line break too many: RFC 9112, 2.2.
  if (c.in.starts_with("\r\n")) {
    c.in.erase(0, std::min(c.in.find_first_not_of("\r\n"), c.in.size()));
  }
  if (c.in.empty() || c.in == "\r") return false;
  switch (c.framer.Feed(c.in)) {
    case RequestFramer::State::kHead:
      return false;
    case RequestFramer::State::kBody:
      c.deadline = c.begun + options_.body_time;
      if (c.framer.expects_continue() && !c.told_to_continue) {
        c.told_to_continue = true;
        (void)SendSome(c.fd(), "HTTP/1.1 100 Continue\r\n\r\n");
      }
      return false;
    case RequestFramer::State::kComplete:
      Dispatch(c);
      return true;
    case RequestFramer::State::kRefused: {
      const Refusal& why = c.framer.refusal();
      Reply(c, {why.status, why.code, why.message, {}, 0, true});
      return true;
    }
  }
  return false;
}

void HttpFront::Loop::Dispatch(Connection& c) {
  c.head = c.framer.Head(c.in);
  c.id = HarmlessId(c.head.Find("x-request-id"));
  if (c.id.empty()) c.id = id_prefix_ + std::to_string(++request_);
  bool here = c.peer.loopback;
  c.source = c.peer.source;
  if (options_.behind_proxy && here) {
    const std::string_view forwarded = ForwardedFor(c.head.Find("x-forwarded-for"));
    if (!forwarded.empty()) {
      c.source = forwarded;
      here = false;
    }
  }
  if (!here || options_.limit_loopback) {
    if (const auto wait = sources_.Refuse(c.source, now_)) {
      const int seconds = static_cast<int>(wait->count() / 1000) + 1;
      return Reply(c, {429, "too_many_requests", "too many requests from this address", c.id,
                       seconds, false});
    }
  }
  c.begun = now_;
  c.phase = Phase::kBusy;
  c.owner.store(Owner::kWorker, std::memory_order_release);
  if (queue_.TryPush(&c)) return;
  c.owner.store(Owner::kLoop, std::memory_order_relaxed);
  Reply(c, {503, "busy", "too many requests are waiting; nothing was changed", c.id, 1, false});
}

// ---- a worker's part

void HttpFront::Loop::Work(Connection* connection) {
  Connection& c = *connection;
  Response response;
  response.bytes = std::move(c.out);  // for its room
  response.bytes.clear();
  const Time now = std::chrono::steady_clock::now();
  if (now - c.begun > options_.queue_time) {
    response.bytes =
        Write({503, "busy", "the request waited too long; nothing was changed", c.id, 1});
    if (on_refused_) on_refused_({503, "busy", c.source, c.id});
  } else {
    std::string scratch;
    const std::string_view bytes = c.framer.Canonical(c.in, scratch);
    handler_({bytes, c.head, c.source, c.id, stop_}, response);
  }
  c.out = std::move(response.bytes);
  c.close_after = response.close || stop_;
  c.stream = std::move(response.stream);
  c.head = {};
  const std::size_t size = c.framer.size();
  c.framer.Reset();
  c.told_to_continue = false;
  if (c.in.size() == size) {
    ShrinkIfLarge(c.in);
  } else {
    c.in.erase(0, size);
  }
  const ssize_t n = SendSome(c.fd(), c.out);
  c.close_after = c.close_after || n < 0;
  c.sent = n < 0 ? c.out.size() : static_cast<std::size_t>(n);
  const Mail done{c.fd(), c.serial, true};
  if (c.sent == c.out.size() && !c.close_after && c.stream == nullptr && c.in.empty() && !c.more) {
    ShrinkIfLarge(c.out);
    c.sent = 0;
    c.phase = Phase::kReading;
    c.deadline = now + options_.idle_time;
    Owner expected = Owner::kWorker;
    if (c.owner.compare_exchange_strong(expected, Owner::kLoop, std::memory_order_acq_rel)) return;
  }
  Post(done);
}

// ---- writing

void HttpFront::Loop::Reply(Connection& c, const FrontReply& reply) {
  if (on_refused_) on_refused_({reply.status, reply.code, c.peer.source, reply.request_id});
  c.out = Write(reply);
  c.sent = 0;
  c.close_after = reply.close || stop_;
  c.phase = Phase::kWriting;
  c.deadline = now_ + options_.write_time;
  if (!reply.close) c.in.erase(0, c.framer.size());
  c.framer.Reset();
  c.told_to_continue = false;
  Flush(c);
}

void HttpFront::Loop::Flush(Connection& c) {
  if (c.phase == Phase::kStreaming) FillFromStream(c);
  while (c.sent < c.out.size()) {
    const ssize_t n = SendSome(c.fd(), std::string_view(c.out).substr(c.sent));
    if (n < 0) return Close(c);
    if (n == 0) {
      if (c.stream != nullptr) c.stream->SetUnsent(c.out.size() - c.sent);
      return;  // we are told when there is room
    }
    c.sent += static_cast<std::size_t>(n);
    c.deadline = now_ + options_.write_time;
  }
  ShrinkIfLarge(c.out);
  c.sent = 0;
  if (c.phase != Phase::kStreaming) return AfterResponse(c);
  c.stream->SetUnsent(0);
  if (c.stream->closed()) Close(c);
}

void HttpFront::Loop::AfterResponse(Connection& c) {
  if (c.close_after || stopping_) return Linger(c);
  c.phase = Phase::kReading;
  c.begun = now_;
  c.deadline = now_ + (c.in.empty() ? options_.idle_time : options_.head_time);
  // Not at once: who sends a hundred requests together takes turns with the others.
  if (c.more || !c.in.empty()) again_.push_back({c.fd(), c.serial, false});
}

void HttpFront::Loop::BeginStream(Connection& c) {
  c.phase = Phase::kStreaming;
  c.deadline = now_ + options_.write_time;
  const Mail news{c.fd(), c.serial, false};
  c.stream->Attach([this, news] { Post(news); });
  if (stopping_) return Close(c);
  Flush(c);
}

void HttpFront::Loop::FillFromStream(Connection& c) {
  const std::string more = c.stream->Take();
  if (more.empty()) return;
  c.out.erase(0, c.sent);
  c.sent = 0;
  c.out += more;
}

void HttpFront::Loop::Linger(Connection& c) {
  ::shutdown(c.fd(), SHUT_WR);
  c.phase = Phase::kLingering;
  c.deadline = now_ + (stopping_ ? kLingerAtStop : kLinger);
  c.in.clear();
  Drain(c);
}

void HttpFront::Loop::Drain(Connection& c) {
  for (;;) {
    const ssize_t n = ::recv(c.fd(), buffer_.data(), buffer_.size(), MSG_DONTWAIT);
    if (n > 0) continue;
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
    return Close(c);
  }
}

// ---- time

void HttpFront::Loop::Sweep() {
  next_sweep_ = now_ + kSweep;
  WatchListener(true);
  for (std::size_t fd = 0; fd < by_fd_.size(); ++fd) {
    Connection* const c = by_fd_[fd].get();
    if (c == nullptr || c->owner.load(std::memory_order_acquire) != Owner::kLoop) continue;
    if (now_ >= c->deadline) Expire(*c);
  }
}

void HttpFront::Loop::Expire(Connection& c) {
  if (c.phase == Phase::kStreaming) {
    // Nothing to send is no fault of the peer's.
    if (c.sent < c.out.size()) return Close(c);
    c.deadline = now_ + options_.write_time;
    return;
  }
  if (c.phase != Phase::kReading || c.in.empty()) return Close(c);
  Reply(c, {408, "too_slow", "the request did not arrive in time", {}, 0, true});
}

void HttpFront::Loop::BeginStopping() {
  AcceptAll();  // who has connected already is heard
  listener_.socket.Close();
  stopping_ = true;
  stop_at_ = now_ + options_.stop_time;
  for (std::size_t fd = 0; fd < by_fd_.size(); ++fd) {
    Connection* const c = by_fd_[fd].get();
    if (c == nullptr || !IsOurs(*c)) continue;
    if (c->phase == Phase::kStreaming || c->phase == Phase::kLingering) {
      Close(*c);
    } else if (c->phase == Phase::kReading) {
      c->more = true;
      Read(*c);
      // Still here, still nothing: it was idle.
      if (by_fd_[fd] != nullptr && c->owner == Owner::kLoop && c->phase == Phase::kReading) {
        Close(*c);
      }
    }
  }
}

bool HttpFront::Loop::StoppedCleanly() { return open_ == 0 || now_ >= stop_at_; }

}  // namespace xiaoer
