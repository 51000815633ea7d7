#include "tests/bench/load.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include "tests/contract/raw_peer.h"

namespace xiaoer::bench {
namespace {

using Steady = std::chrono::steady_clock;

std::string RequestOf(const std::string& body) {
  return "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
         "Content-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

// One whole response; false if the connection is of no use any more.
bool ReadResponse(RawPeer& peer, bool& ok) {
  std::string text = peer.ReadUntil("\r\n\r\n", std::chrono::seconds(30));
  const std::size_t head = text.find("\r\n\r\n");
  if (head == std::string::npos) return false;
  ok = text.compare(9, 1, "2") == 0;
  const std::size_t at = text.find("Content-Length: ");
  if (at == std::string::npos || at > head) return false;
  const std::size_t whole = head + 4 + std::stoul(text.substr(at + 16));
  while (text.size() < whole) {
    const std::string more = peer.ReadSome();
    if (more.empty()) return false;
    text += more;
  }
  return true;
}

}  // namespace

Outcome Run(const Load& load) {
  std::atomic<std::int64_t> next{0};
  std::vector<Outcome> parts(static_cast<std::size_t>(load.clients));
  const auto start = Steady::now();
  const auto end = start + std::chrono::duration_cast<Steady::duration>(
                               std::chrono::duration<double>(load.seconds));
  std::vector<std::thread> clients;
  for (Outcome& part : parts) {
    clients.emplace_back([&] {
      RawPeer peer(load.port);
      for (;;) {
        const std::int64_t number = next++;
        auto due = Steady::now();
        if (load.per_second > 0) {
          due = start + std::chrono::duration_cast<Steady::duration>(std::chrono::duration<double>(
                            static_cast<double>(number) / load.per_second));
          std::this_thread::sleep_until(due);
        }
        if (due >= end) return;
        bool ok = false;
        if (!peer.Send(RequestOf(load.body(number))) || !ReadResponse(peer, ok)) {
          ++part.failed;
          return;
        }
        (ok ? part.answered : part.failed) += 1;
        part.micros.push_back(static_cast<std::uint32_t>(
            std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - due).count()));
      }
    });
  }
  for (std::thread& client : clients) client.join();
  Outcome all;
  all.seconds = std::chrono::duration<double>(Steady::now() - start).count();
  for (Outcome& part : parts) {
    all.answered += part.answered;
    all.failed += part.failed;
    all.micros.insert(all.micros.end(), part.micros.begin(), part.micros.end());
  }
  return all;
}

std::uint32_t Percentile(std::vector<std::uint32_t> micros, double share) {
  if (micros.empty()) return 0;
  const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(micros.size() - 1));
  std::nth_element(micros.begin(), micros.begin() + at, micros.end());
  return micros[static_cast<std::size_t>(at)];
}

}  // namespace xiaoer::bench
