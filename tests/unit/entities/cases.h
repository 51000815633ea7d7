// Reads tests/entities: the format is in its README.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/match/entity_reader.h"
#include "engine/text/normalizer.h"

namespace xiaoer::testing {

struct EntityCase {
  std::string where;  // file:line
  std::string line;
  std::string values;
  std::string words;  // empty: not checked
};

std::vector<EntityCase> ReadEntityCases();  // of all files

// With lexicon.tsv.
const Normalizer& EntityNormalizer();
const EntityReader& CaseReader();

std::vector<Entity> ReadLine(std::string_view line);

// As in the columns `values` and `words`.
std::string ValuesOf(const std::vector<Entity>& entities);
std::string WordsOf(const Normalized& line, const std::vector<Entity>& entities);

}  // namespace xiaoer::testing
