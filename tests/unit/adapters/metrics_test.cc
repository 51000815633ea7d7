// The text that Prometheus reads, byte for byte.
#include "adapters/metrics/metrics.h"

#include <gtest/gtest.h>

#include <array>
#include <sstream>
#include <thread>

#include "adapters/metrics/prometheus_text.h"

namespace xiaoer {
namespace {

TEST(PrometheusText, ShowsCountersWithTheirLabels) {
  PrometheusText text;
  text.Begin("x_total", "counter", "What x is.");
  text.Sample({}, std::uint64_t{18'446'744'073'709'551'615U});
  text.Sample({{"a", "1"}, {"b", "二"}}, std::uint64_t{3});
  EXPECT_EQ(text.text(),
            "# HELP x_total What x is.\n"
            "# TYPE x_total counter\n"
            "x_total 18446744073709551615\n"
            "x_total{a=\"1\",b=\"二\"} 3\n");
}

TEST(PrometheusText, EscapesWhatWouldEndALabelOrALine) {
  PrometheusText text;
  text.Begin("x", "gauge", "a \"quote\", a \\ and\na line");
  text.Sample({{"l", "\"} 1\nx 2\\"}}, 0.5);
  EXPECT_EQ(text.text(),
            "# HELP x a \"quote\", a \\\\ and\\na line\n"
            "# TYPE x gauge\n"
            "x{l=\"\\\"} 1\\nx 2\\\\\"} 0.5\n");
}

TEST(PrometheusText, BucketsAreCumulativeAndABoundIsInItsBucket) {
  constexpr std::array<std::int64_t, 3> kBounds = {100, 250, 1'000'000};
  Histogram times(kBounds, 1e6);
  for (const std::int64_t micros : {0, 100, 101, 1'000'000, 1'000'001}) times.Observe(micros);
  PrometheusText text;
  text.Begin("x_seconds", "histogram", "Times.");
  text.Sample({{"s", "a"}}, times);
  EXPECT_EQ(text.text(),
            "# HELP x_seconds Times.\n"
            "# TYPE x_seconds histogram\n"
            "x_seconds_bucket{s=\"a\",le=\"0.0001\"} 2\n"
            "x_seconds_bucket{s=\"a\",le=\"0.00025\"} 3\n"
            "x_seconds_bucket{s=\"a\",le=\"1\"} 4\n"
            "x_seconds_bucket{s=\"a\",le=\"+Inf\"} 5\n"
            "x_seconds_sum{s=\"a\"} 2.000202\n"
            "x_seconds_count{s=\"a\"} 5\n");
}

std::size_t CountOf(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

TEST(Metrics, StrangersMakeNoSeries) {
  Metrics metrics({"web"});
  const std::size_t before = CountOf(metrics.Render({}), "\n");
  metrics.messages.Add("web");
  metrics.messages.Add("made up\"} 1\nevil 2");
  metrics.messages.Add("another");
  metrics.handoffs.Add("a reason that no file has");
  const std::string text = metrics.Render({});
  EXPECT_EQ(CountOf(text, "\n"), before);
  EXPECT_NE(text.find("xiaoer_messages_total{channel=\"web\",result=\"answered\"} 1\n"),
            std::string::npos);
  EXPECT_NE(text.find("xiaoer_messages_total{channel=\"other\",result=\"answered\"} 2\n"),
            std::string::npos);
  EXPECT_NE(text.find("xiaoer_handoffs_total{reason=\"other\",kind=\"given\"} 1\n"),
            std::string::npos);
}

TEST(Metrics, NamesAreBoundedAndKeepTheirCountsWhenMoreAreKnown) {
  CountersByName counters;
  counters.Know({"a"});
  counters.Add("a");
  for (int i = 0; i < 10'000; ++i) counters.Know({"a", "name " + std::to_string(i)});
  counters.Add("a");
  std::size_t names = 0;
  std::uint64_t of_a = 0;
  counters.ForEach([&](const std::string& name, const std::vector<Counter>& columns) {
    ++names;
    if (name == "a") of_a = columns[0].value();
  });
  EXPECT_LT(names, 300u);
  EXPECT_EQ(of_a, 2u);
}

TEST(Metrics, UnusualStatusesShareOneSeries) {
  Metrics metrics;
  metrics.http_requests.Know({"/v1/messages"});
  metrics.CountRequest("/v1/messages", 200);
  metrics.CountRequest("/v1/messages", 418);
  metrics.CountRequest("/v1/messages", 599);
  const std::string text = metrics.Render({});
  EXPECT_NE(text.find("xiaoer_http_requests_total{route=\"/v1/messages\",status=\"200\"} 1\n"),
            std::string::npos);
  EXPECT_NE(text.find("xiaoer_http_requests_total{route=\"/v1/messages\",status=\"other\"} 2\n"),
            std::string::npos);
}

TEST(Metrics, WhatTheStoreDidNotTellIsLeftAway) {
  const Metrics metrics;
  EXPECT_EQ(metrics.Render({}).find("xiaoer_outbox_entries"), std::string::npos);
  Gauges gauges;
  gauges.outbox_entries = 7;
  gauges.outbox_oldest_seconds = 1.5;
  const std::string text = metrics.Render(gauges);
  EXPECT_NE(text.find("\nxiaoer_outbox_entries 7\n"), std::string::npos);
  EXPECT_NE(text.find("\nxiaoer_outbox_oldest_seconds 1.5\n"), std::string::npos);
}

// A scraper refuses the whole page for one line that is not of the format.
TEST(Metrics, EveryLineIsOfTheFormatAndEveryMetricIsToldOnce) {
  Metrics metrics({"web"});
  metrics.store_batch->Observe(3);
  metrics.CountRequest("other", 404);
  std::istringstream lines(metrics.Render({}));
  std::string current;
  std::vector<std::string> seen;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("# HELP ")) {
      current = line.substr(7, line.find(' ', 7) - 7);
      EXPECT_EQ(std::count(seen.begin(), seen.end(), current), 0) << line;
      seen.push_back(current);
    } else if (line.starts_with("# TYPE ")) {
      EXPECT_TRUE(line.starts_with("# TYPE " + current + " ")) << line;
    } else {
      EXPECT_TRUE(line.starts_with(current)) << line;
      const std::string number = line.substr(line.rfind(' ') + 1);
      std::size_t read = 0;
      EXPECT_NO_THROW((void)std::stod(number, &read)) << line;
      EXPECT_EQ(read, number.size()) << line;
    }
  }
  EXPECT_GT(seen.size(), 15u);
}

TEST(Metrics, NothingIsLostBetweenThreads) {
  Metrics metrics({"web"});
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&metrics] {
      for (int i = 0; i < 10'000; ++i) {
        metrics.messages.Add("web");
        metrics.stage(Stage::kRequest).Observe(i);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const std::string text = metrics.Render({});
  EXPECT_NE(text.find("{channel=\"web\",result=\"answered\"} 40000\n"), std::string::npos);
  EXPECT_NE(text.find("xiaoer_stage_seconds_count{stage=\"request\"} 40000\n"), std::string::npos);
  EXPECT_NE(text.find("xiaoer_stage_seconds_sum{stage=\"request\"} 199.98\n"), std::string::npos);
}

}  // namespace
}  // namespace xiaoer
