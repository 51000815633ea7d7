// The text that Prometheus reads: exposition format 0.0.4.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "adapters/metrics/instruments.h"

namespace xiaoer {

class PrometheusText {
 public:
  static constexpr const char* kContentType = "text/plain; version=0.0.4; charset=utf-8";

  using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  // Begins a metric: "counter", "gauge" or "histogram"; its samples follow.
  void Begin(std::string_view name, std::string_view type, std::string_view help);
  void Sample(Labels labels, std::uint64_t value);
  void Sample(Labels labels, double value);
  // Cumulative buckets, sum and count.
  void Sample(Labels labels, const Histogram& histogram);

  const std::string& text() const { return text_; }

 private:
  void Line(std::string_view suffix, Labels labels, std::string_view bound, std::string_view value);

  std::string name_;
  std::string text_;
};

}  // namespace xiaoer
