// Reads tests/normalizations: the format is in its README.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/text/normalizer.h"

namespace xiaoer::testing {

struct NormalizationCase {
  std::string where;  // file:line
  std::string line;
  std::string text;
  std::string cores;    // empty: not checked; "-": none
  std::string script;   // empty: not checked
  std::string signals;  // empty: not checked; "-": none
};

std::vector<NormalizationCase> ReadCases();  // of all files
std::vector<std::string> ReadSentences();    // sentences.tsv
std::string Unescape(std::string_view text);

const Normalizer& CaseNormalizer();  // with lexicon.tsv
const FoldTable& SharedFoldTable();
std::shared_ptr<const FoldTable> SharedFoldTablePtr();

std::string CoresOf(const Normalized& normalized);    // as in the column
std::string SignalsOf(const Normalized& normalized);  // as in the column

}  // namespace xiaoer::testing
