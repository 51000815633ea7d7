// How the time for a line grows with the number of templates: the matcher against trying every
// template everywhere. The ratio is what counts, not the machine's nanoseconds.
#include <benchmark/benchmark.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "engine/match/matcher.h"
#include "engine/text/fold_table.h"
#include "engine/text/normalizer.h"

namespace {

using namespace xiaoer;

// One of 3,000 two-character words, so that lines meet the templates' words as often as real lines
// do.
std::string Word(std::mt19937& random) {
  std::mt19937 letters(random() % 3000);
  std::string out;
  for (int i = 0; i < 2; ++i) {
    const std::uint32_t c = 0x4E00 + letters() % 1800;
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
  return out;
}

TemplateSet SyntheticPack(int templates) {
  std::mt19937 random(7);
  TemplateSet set;
  for (int i = 0; i < templates; ++i) {
    if (i % 10 == 0) set.intents.emplace_back().name = "intent" + std::to_string(i / 10);
    std::string text;
    switch (i % 4) {
      case 0:
        text = Word(random);
        break;
      case 1:
        text = Word(random) + "…(" + Word(random) + "|" + Word(random) + ")";
        break;
      case 2:
        text = "!{0,3}(不|没)" + Word(random) + "[" + Word(random) + "]";
        break;
      default:
        text = "(" + Word(random) + "|" + Word(random) + ")…" + Word(random);
    }
    set.intents.back().templates.push_back({text, {}, {"bench.yaml", i + 1, 1}});
  }
  return set;
}

std::vector<Normalized> Lines(const Normalizer& normalizer) {
  std::mt19937 random(8);
  std::vector<Normalized> lines;
  for (int i = 0; i < 1000; ++i) {
    std::string text;
    for (std::uint32_t n = 2 + random() % 8; n > 0; --n) text += Word(random);
    lines.push_back(normalizer.Normalize(text));
  }
  return lines;
}

void Run(benchmark::State& state, bool prefilter) {
  static const auto table = FoldTable::Build().value();
  const Normalizer normalizer(table, {});
  Diagnostics diagnostics;
  const auto matcher =
      Matcher::Build(SyntheticPack(static_cast<int>(state.range(0))), normalizer, diagnostics);
  if (!matcher) {
    state.SkipWithError("the synthetic pack has mistakes");
    return;
  }
  const std::vector<Normalized> lines = Lines(normalizer);
  MatchOptions options;
  options.prefilter = prefilter;
  std::size_t i = 0;
  std::size_t winners = 0;
  for (auto _ : state) {
    winners += matcher->Match(lines[i++ % lines.size()], {}, {}, options).winners.size();
  }
  state.counters["winners/line"] =
      static_cast<double>(winners) / static_cast<double>(state.iterations());
  state.SetItemsProcessed(state.iterations());
}

void Scan(benchmark::State& state) { Run(state, true); }
void TryEverything(benchmark::State& state) { Run(state, false); }

void Build(benchmark::State& state) {
  const Normalizer normalizer(FoldTable::Build().value(), {});
  const TemplateSet set = SyntheticPack(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    Diagnostics diagnostics;
    benchmark::DoNotOptimize(Matcher::Build(set, normalizer, diagnostics));
  }
}

BENCHMARK(Scan)->Arg(1000)->Arg(10000);
BENCHMARK(TryEverything)->Arg(1000)->Arg(10000);
BENCHMARK(Build)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
