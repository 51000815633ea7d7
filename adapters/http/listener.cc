#include "adapters/http/listener.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

namespace xiaoer {
namespace {

// The kernel caps it at net.core.somaxconn. A burst of connections waits here, not in the peers' retries of a second.
constexpr int kBacklog = 4096;

Descriptor BindTo(const addrinfo& address) {
  Descriptor fd(::socket(address.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!fd) return fd;
  const int yes = 1;
  // Not SO_REUSEPORT: a second server on the same port must fail, not share it.
  ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (address.ai_family == AF_INET6) {
    const int no = 0;
    ::setsockopt(fd.get(), IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof no);
  }
  if (::bind(fd.get(), address.ai_addr, address.ai_addrlen) != 0 ||
      ::listen(fd.get(), kBacklog) != 0) {
    fd.Close();
  }
  return fd;
}

int PortOf(int fd) {
  sockaddr_storage bound{};
  socklen_t size = sizeof bound;
  if (::getsockname(fd, reinterpret_cast<sockaddr*>(&bound), &size) != 0) return 0;
  return ntohs(bound.ss_family == AF_INET6 ? reinterpret_cast<sockaddr_in6&>(bound).sin6_port
                                           : reinterpret_cast<sockaddr_in&>(bound).sin_port);
}

std::string TextOf(int family, const void* address) {
  char text[INET6_ADDRSTRLEN] = "";
  return ::inet_ntop(family, address, text, sizeof text) == nullptr ? "?" : text;
}

void NameSource(const sockaddr_storage& address, Peer& peer) {
  if (address.ss_family == AF_INET) {
    const in_addr ip = reinterpret_cast<const sockaddr_in&>(address).sin_addr;
    peer.loopback = (ntohl(ip.s_addr) >> 24) == 127;
    peer.source = TextOf(AF_INET, &ip);
    return;
  }
  if (address.ss_family != AF_INET6) return;
  in6_addr ip = reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
  if (IN6_IS_ADDR_V4MAPPED(&ip)) {
    peer.loopback = ip.s6_addr[12] == 127;
    peer.source = TextOf(AF_INET, &ip.s6_addr[12]);
    return;
  }
  peer.loopback = IN6_IS_ADDR_LOOPBACK(&ip);
  if (!peer.loopback) std::memset(&ip.s6_addr[8], 0, 8);
  peer.source = TextOf(AF_INET6, &ip);
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    Close();
    fd_ = other.Release();
  }
  return *this;
}

void Descriptor::Close() {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

int Descriptor::Release() { return std::exchange(fd_, -1); }

Result<Listener> Listen(const std::string& host, int port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found) == 0) {
    const std::unique_ptr<addrinfo, void (*)(addrinfo*)> list(found, &::freeaddrinfo);
    for (const addrinfo* a = list.get(); a != nullptr; a = a->ai_next) {
      Listener listener{BindTo(*a), 0};
      if (!listener.socket) continue;
      listener.port = PortOf(listener.socket.get());
      return listener;
    }
  }
  return Unavailable("cannot listen on " + host + ":" + std::to_string(port) +
                     ": the address is in use or not one of this machine");
}

Peer AcceptPeer(int listener, bool& out_of_descriptors) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  Peer peer;
  peer.socket = Descriptor(::accept4(listener, reinterpret_cast<sockaddr*>(&address), &size,
                                     SOCK_CLOEXEC | SOCK_NONBLOCK));
  out_of_descriptors = !peer.socket && (errno == EMFILE || errno == ENFILE || errno == ENOBUFS);
  if (!peer.socket) return peer;
  // Without it every answer waits for the peer's delayed acknowledgement (some 40 ms).
  const int yes = 1;
  ::setsockopt(peer.socket.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  NameSource(address, peer);
  return peer;
}

}  // namespace xiaoer
