#include "adapters/metrics/metrics.h"

#include "adapters/metrics/prometheus_text.h"

namespace xiaoer {
namespace {

// The second label of a family, a name for each column.
void SampleTable(PrometheusText& text, const CountersByName& table, std::string_view row,
                 std::string_view column, std::span<const std::string_view> columns) {
  table.ForEach([&](const std::string& name, const std::vector<Counter>& counters) {
    for (std::size_t i = 0; i < counters.size(); ++i) {
      text.Sample({{row, name}, {column, columns[i]}}, counters[i].value());
    }
  });
}

void SampleTimes(PrometheusText& text, std::string_view label,
                 std::span<const std::string_view> names,
                 std::span<const std::unique_ptr<Histogram>> times) {
  for (std::size_t i = 0; i < names.size(); ++i) text.Sample({{label, names[i]}}, *times[i]);
}

void SampleCounter(PrometheusText& text, std::string_view name, std::string_view help,
                   const Counter& counter) {
  text.Begin(name, "counter", help);
  text.Sample({}, counter.value());
}

template <class Number>
void SampleGauge(PrometheusText& text, std::string_view name, std::string_view help,
                 const std::optional<Number>& value) {
  if (!value) return;
  text.Begin(name, "gauge", help);
  text.Sample({}, static_cast<double>(*value));
}

void RenderGauges(PrometheusText& text, const Gauges& gauges) {
  SampleGauge(text, "xiaoer_waiting_messages",
              "Messages that were accepted and wait for their turn.", gauges.waiting_messages);
  SampleGauge(text, "xiaoer_queue_conversations",
              "Conversations that a person has or was called for.", gauges.open_handoffs);
  SampleGauge(text, "xiaoer_outbox_entries", "Replies that wait to be delivered.",
              gauges.outbox_entries);
  SampleGauge(text, "xiaoer_outbox_oldest_seconds",
              "Age of the oldest of them; 0 if there is none.", gauges.outbox_oldest_seconds);
  SampleGauge(text, "xiaoer_dead_letters", "Replies that were given up.", gauges.dead_letters);
  text.Begin("xiaoer_pack_info", "gauge", "The pack in use, by its hash.");
  text.Sample({{"hash", gauges.pack_hash}}, std::uint64_t{1});
  text.Begin("xiaoer_log_dropped_total", "counter", "Lines that the log could not keep up with.");
  text.Sample({}, gauges.log_dropped);
  text.Begin("process_start_time_seconds", "gauge", "When the process started, since 1970.");
  text.Sample({}, gauges.process_start);
  text.Begin("process_resident_memory_bytes", "gauge", "Memory in use.");
  text.Sample({}, static_cast<std::uint64_t>(gauges.resident_bytes));
}

}  // namespace

Metrics::Metrics(const std::vector<std::string>& channels) : http_requests(kHttpStatuses.size()) {
  messages.Know(channels);
  deliveries.Know(channels);
  for (auto& stage : stages) stage = MakeTimes();
  for (auto& call : store_calls) call = MakeTimes();
}

std::string Metrics::Render(const Gauges& gauges) const {
  PrometheusText text;
  text.Begin("xiaoer_messages_total", "counter", "Messages that came in, by what became of them.");
  SampleTable(text, messages, "channel", "result", kMessageResultNames);
  text.Begin("xiaoer_turns_total", "counter", "Turns that were decided and kept.");
  for (std::size_t i = 0; i < turns.size(); ++i) {
    text.Sample({{"mode", kModeNames[i]}}, turns[i].value());
  }
  SampleCounter(text, "xiaoer_understood_total", "Buyers' thoughts in which an intent was found.",
                understood);
  SampleCounter(text, "xiaoer_not_understood_total", "Buyers' thoughts in which none was.",
                not_understood);
  text.Begin("xiaoer_handoffs_total", "counter", "Times that a person was called, by the reason.");
  SampleTable(text, handoffs, "reason", "kind", kCalledNames);
  text.Begin("xiaoer_stage_seconds", "histogram", "Where the time of a message goes.");
  SampleTimes(text, "stage", kStageNames, stages);
  text.Begin("xiaoer_store_seconds", "histogram", "Times of the store's operations.");
  SampleTimes(text, "operation", kStoreCallNames, store_calls);
  SampleCounter(text, "xiaoer_store_errors_total", "Operations that the store could not do.",
                store_errors);
  text.Begin("xiaoer_store_batch_size", "histogram", "Writes that shared one flush to the disk.");
  text.Sample({}, *store_batch);
  text.Begin("xiaoer_deliveries_total", "counter", "Attempts to deliver a reply.");
  SampleTable(text, deliveries, "channel", "result", kDeliveryResultNames);
  text.Begin("xiaoer_http_requests_total", "counter", "Requests, by route and status.");
  http_requests.ForEach([&](const std::string& route, const std::vector<Counter>& counters) {
    for (std::size_t i = 0; i < counters.size(); ++i) {
      // A route answers with few of the statuses there are.
      if (counters[i].value() == 0) continue;
      text.Sample({{"route", route}, {"status", kHttpStatuses[i]}}, counters[i].value());
    }
  });
  text.Begin("xiaoer_pack_reloads_total", "counter", "Reloads of the shop's files.");
  text.Sample({{"result", "ok"}}, reloads.value());
  text.Sample({{"result", "failed"}}, failed_reloads.value());
  RenderGauges(text, gauges);
  return text.text();
}

void Metrics::CountRequest(std::string_view route, int status) {
  const std::string name = std::to_string(status);
  std::size_t column = 0;
  while (column + 1 < kHttpStatuses.size() && kHttpStatuses[column] != name) ++column;
  http_requests.Add(route, column);
}

}  // namespace xiaoer
