// The matcher against the oracle on real lines: every template of intents/ over every line of the
// file that XIAOER_CORPUS names (one line each). Skipped without it; the lines themselves stay out
// of the project.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <unordered_set>
#include <vector>

#include "engine/load/intent_loader.h"
#include "engine/load/lexicon_loader.h"
#include "engine/match/candidate_finder.h"
#include "engine/match/entity_reader.h"
#include "engine/text/fold_table.h"
#include "engine/text/normalizer.h"
#include "tests/unit/match/oracle.h"

namespace xiaoer::match {
namespace {

std::vector<std::string> Described(const std::vector<Candidate>& candidates) {
  std::vector<std::string> out;
  for (const Candidate& c : candidates) out.push_back(Describe(c));
  return out;
}

TEST(Differential, PackOverCorpus) {
  const char* path = std::getenv("XIAOER_CORPUS");
  if (path == nullptr) GTEST_SKIP() << "XIAOER_CORPUS names no file of lines";
  std::ifstream file(path);
  ASSERT_TRUE(file) << path;

  Diagnostics diagnostics;
  const TemplateSet set = LoadIntents(XIAOER_SOURCE_DIR "/intents", diagnostics);
  const LoadedLexicon lexicon = LoadLexicon(XIAOER_SOURCE_DIR "/intents/lexicon", diagnostics);
  ASSERT_FALSE(diagnostics.has_errors()) << diagnostics.ToString();
  const Normalizer normalizer(FoldTable::Build().value(), lexicon.words);
  const EntityReader reader(lexicon.entities, normalizer);
  const LiteralFolder fold = [&](std::string_view text) { return normalizer.FoldLiteral(text); };
  Diagnostics compiled;
  const CandidateFinder finder(set, fold, compiled);
  ASSERT_FALSE(compiled.has_errors()) << compiled.ToString();
  Oracle oracle(set, fold);

  std::unordered_set<std::string> seen;
  std::size_t lines = 0;
  std::size_t candidates = 0;
  int wrong = 0;
  for (std::string text; std::getline(file, text) && wrong < 10;) {
    if (!seen.insert(text).second) continue;
    const Normalized line = normalizer.Normalize(text);
    const LineView view(line, reader.Read(line));
    CandidateFinder::Search search(finder, view, true);
    std::vector<Candidate> found;
    for (const std::uint32_t id : search.possible()) search.FindAll(id, found);
    const auto expected = Described(oracle.FindAll(view));
    const auto actual = Described(found);
    ++lines;
    candidates += expected.size();
    if (actual == expected) continue;
    ++wrong;
    ADD_FAILURE() << "line " << lines << ": " << line.ToUtf8();
    EXPECT_EQ(actual, expected);
  }
  RecordProperty("lines", static_cast<int>(lines));
  RecordProperty("candidates", static_cast<int>(candidates));
  std::printf("%zu lines, %zu templates, %zu candidates\n", lines, finder.templates().size(),
              candidates);
  EXPECT_GT(candidates, 0U);
}

}  // namespace
}  // namespace xiaoer::match
