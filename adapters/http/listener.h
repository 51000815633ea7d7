// The listening socket, and who it is that connects.
#pragma once

#include <string>

#include "engine/base/status.h"

namespace xiaoer {

// A file descriptor that is closed when it goes.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(other.Release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { Close(); }

  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }
  void Close();

 private:
  int Release();
  int fd_ = -1;
};

struct Listener {
  Descriptor socket;
  int port = 0;  // the one that was taken, if any was asked for
};

// Unavailable if the address is in use, or not one of this machine.
Result<Listener> Listen(const std::string& host, int port);

struct Peer {
  Descriptor socket;
  // The address; of IPv6 the network (/64), since whoever has one address there has all of its network.
  std::string source;
  bool loopback = false;
};

// The next one that waits. Its socket is empty if there is none; `out_of_descriptors` is set if it could not be taken.
Peer AcceptPeer(int listener, bool& out_of_descriptors);

}  // namespace xiaoer
