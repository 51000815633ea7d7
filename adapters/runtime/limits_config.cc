#include "adapters/runtime/limits_config.h"

#include <algorithm>

namespace xiaoer {
namespace {

// {per_second, burst}; 0 a second: no limit.
void ReadRate(yaml::MapReader& map, Rate& rate) {
  rate.per_second = static_cast<int>(map.Int("per_second", rate.per_second, 0, 1'000'000));
  const int burst = std::max(rate.burst, 2 * rate.per_second);
  rate.burst = static_cast<int>(map.Int("burst", burst, 0, 1'000'000));
}

std::size_t ReadSize(yaml::MapReader& map, std::string_view key, std::size_t fallback,
                     std::int64_t min, std::int64_t max) {
  return static_cast<std::size_t>(map.Int(key, static_cast<std::int64_t>(fallback), min, max));
}

}  // namespace

void ReadLimits(const yaml::Node& node, HttpFront::Options& http, Rate& buyer,
                Diagnostics& diagnostics) {
  yaml::MapReader map(node, "limits", diagnostics);
  http.threads = static_cast<int>(map.Int("threads", http.threads, 1, 1000));
  http.queue = ReadSize(map, "queue", http.queue, 1, 1'000'000);
  http.connections = ReadSize(map, "connections", http.connections, 10, 1'000'000);
  http.request.body = ReadSize(map, "body", http.request.body, 1024, 16 << 20);
  http.behind_proxy = map.Bool("behind_proxy", http.behind_proxy);
  if (const yaml::Node* source = map.Find("source")) {
    yaml::MapReader rate(*source, "limits of a source", diagnostics);
    http.limit_loopback = true;
    ReadRate(rate, http.rate);
    http.per_source = ReadSize(rate, "connections", http.per_source, 1, 1'000'000);
  }
  if (const yaml::Node* of_buyer = map.Find("buyer")) {
    yaml::MapReader rate(*of_buyer, "limits of a buyer", diagnostics);
    ReadRate(rate, buyer);
  }
}

}  // namespace xiaoer
