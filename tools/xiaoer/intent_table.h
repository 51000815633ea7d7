// Tables of lines and what must be understood of them: tests/intents/*.tsv. The format is described
// in tests/intents/README.md.
#pragma once

#include <string>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/pack.h"

namespace xiaoer {

struct IntentCase {
  std::string text;
  std::vector<std::string> exactly;  // names in order; meaningful if `exact`
  std::vector<std::string> never;    // names that must not be among what is understood
  bool exact = false;
  int handoff = -1;  // 1: a person must be suggested, 0: must not, -1: not checked
  SourceLocation where;
};

// Tab-separated columns intents, text and, where wanted, handoff. All mistakes go to `diagnostics`;
// names are checked against the pack.
std::vector<IntentCase> LoadIntentTable(const std::string& path, const Pack& pack,
                                        Diagnostics& diagnostics);

// What is wrong, in one sentence with the place; empty if nothing is.
std::string CheckIntentCase(const Pack& pack, const IntentCase& test);

}  // namespace xiaoer
