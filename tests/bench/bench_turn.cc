// What a message costs inside the server, part by part, without threads, HTTP or disk. The shares count, not the
// machine's nanoseconds. Conversations go on from turn to turn, as buyers' do.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "adapters/channels/webhook/webhook_channel.h"
#include "adapters/codec/conversation_codec.h"
#include "adapters/runtime/turn_change.h"
#include "engine/engine.h"
#include "tests/bench/lines.h"

namespace {

using namespace xiaoer;

const Instant kStart = FromMillis(1'795'400'000'000);
// Far enough apart to be thoughts of their own.
constexpr Millis kBetween = std::chrono::seconds(30);

const Pack& DemoPack() {
  static const std::shared_ptr<const Pack> pack = [] {
    Diagnostics diagnostics;
    auto loaded = LoadPack(std::string(XIAOER_SOURCE_DIR) + "/dialogs/shop.example",
                           FoldTable::Build().value(), diagnostics);
    if (loaded == nullptr) {
      std::fputs(diagnostics.ToString().c_str(), stderr);
      std::exit(1);
    }
    return loaded;
  }();
  return *pack;
}

Inbound Read(const std::string& body) {
  static const WebhookChannel channel({});
  RawRequest request;
  request.body = body;
  return channel.Decode(request).value();
}

// One message with the conversation before it and the turn that it got.
struct Sample {
  Instant at{};
  std::string body;
  Inbound inbound;
  Conversation before;
  Turn turn;
  std::string stored;
};

Turn Answer(const Sample& s) {
  return Respond(DemoPack(), s.before, s.inbound, {}, s.at, {.explain = true});
}

Change Write(const Sample& s) {
  return ChangeOfTurn(s.turn, {{s.inbound, s.at}}, s.before.owner, {s.at, Mode::kAuto, {}, false});
}

// Each conversation hears all the lines, so later samples have something to remember.
const std::vector<Sample>& Samples() {
  static const std::vector<Sample> samples = [] {
    std::vector<Sample> made;
    const auto lines = static_cast<std::int64_t>(std::size(bench::kLines));
    for (std::int64_t start = 0; start < lines; ++start) {
      Conversation conversation;
      for (std::int64_t i = 0; i < lines; ++i) {
        Sample s;
        s.at = kStart + i * kBetween;
        s.body = bench::BodyOf("t", start + i);
        s.inbound = Read(s.body);
        s.inbound.key.conversation = "c" + std::to_string(start);
        conversation.key = s.inbound.key;
        s.before = conversation;
        s.turn = Answer(s);
        s.stored = EncodeConversation(s.turn.next);
        conversation = s.turn.next;
        made.push_back(std::move(s));
      }
    }
    return made;
  }();
  return samples;
}

template <class Work>
void ForEachSample(benchmark::State& state, Work work) {
  const std::vector<Sample>& samples = Samples();
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(work(samples[i++ % samples.size()]));
  state.SetItemsProcessed(state.iterations());
}

void ReadRequest(benchmark::State& state) {
  ForEachSample(state, [](const Sample& s) { return Read(s.body); });
}
void UnderstandLine(benchmark::State& state) {
  ForEachSample(state, [](const Sample& s) { return Understand(DemoPack(), s.inbound.text); });
}
void RespondToLine(benchmark::State& state) {
  ForEachSample(state, [](const Sample& s) { return Answer(s); });
}
void WriteAnswerAndReceipt(benchmark::State& state) {
  ForEachSample(state, [](const Sample& s) { return Write(s); });
}
void WriteConversation(benchmark::State& state) {
  ForEachSample(state, [](const Sample& s) { return EncodeConversation(s.turn.next); });
}
void ReadConversation(benchmark::State& state) {
  ForEachSample(state, [](const Sample& s) { return DecodeConversation(s.stored).ok(); });
}

BENCHMARK(ReadRequest);
BENCHMARK(UnderstandLine);
BENCHMARK(RespondToLine);
BENCHMARK(WriteAnswerAndReceipt);
BENCHMARK(WriteConversation);
BENCHMARK(ReadConversation);

}  // namespace

BENCHMARK_MAIN();
