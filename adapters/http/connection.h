// One peer's connection, as the front keeps it.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "adapters/http/event_stream.h"
#include "adapters/http/listener.h"
#include "adapters/http/request_framer.h"

namespace xiaoer {

struct Connection {
  using Time = std::chrono::steady_clock::time_point;

  enum class Phase : std::uint8_t {
    kReading,    // a request, or its absence
    kBusy,       // a worker makes the response
    kWriting,    // the response, to a peer that reads slowly
    kStreaming,  // a response without an end
    kLingering,  // all is said; what the peer still sends is read away, or our last words would be lost with it
  };

  // Whose it is: only the owner touches anything else in here. The loop notes news for a worker's connection and
  // gets it back afterwards; without news the worker gives it back without a word.
  enum class Owner : std::uint8_t { kLoop, kWorker, kWorkerWithNews };

  Connection(Peer peer_, const RequestLimits& limits, std::uint64_t serial_)
      : peer(std::move(peer_)), serial(serial_), framer(limits) {}

  int fd() const { return peer.socket.get(); }

  Peer peer;
  const std::uint64_t serial;
  std::atomic<Owner> owner{Owner::kLoop};
  Phase phase = Phase::kReading;

  std::string in;  // from the beginning of a request
  RequestFramer framer;
  bool more = false;  // the socket may hold bytes that nobody will be told of again
  bool told_to_continue = false;
  Time begun{};     // the request: its first byte
  Time deadline{};  // of what the phase waits for

  RequestHead head;
  std::string source;  // whom the request counts for
  std::string id;      // of the request

  std::string out;
  std::size_t sent = 0;
  bool close_after = false;  // the response
  std::shared_ptr<EventStream> stream;
};

}  // namespace xiaoer
