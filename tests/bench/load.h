// Clients that send buyers' messages as fast as they are answered, or at a steady rate, and time every answer.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace xiaoer::bench {

struct Load {
  int port = 0;
  int clients = 8;
  double seconds = 3;
  double per_second = 0;  // 0: each client sends again as soon as it is answered
  std::function<std::string(std::int64_t number)> body;
};

struct Outcome {
  std::int64_t answered = 0;  // with a 2xx
  std::int64_t failed = 0;
  double seconds = 0;
  // Microseconds from when a message was due (not from when it could be sent: a server that stalls is charged for all
  // that waited) to its answer; in the order of their sending.
  std::vector<std::uint32_t> micros;

  double PerSecond() const { return seconds > 0 ? static_cast<double>(answered) / seconds : 0; }
};

Outcome Run(const Load& load);

// 0.99: what all but one in a hundred stay below. 0 of nothing.
std::uint32_t Percentile(std::vector<std::uint32_t> micros, double share);

}  // namespace xiaoer::bench
