// Labelled dialogues: who said what, and which lines of the buyer call for a person.
#pragma once

#include <istream>
#include <string>
#include <vector>

#include "engine/base/status.h"

namespace xiaoer {

struct LabelledLine {
  enum class Role { kBuyer, kSeller, kSystem };
  Role role = Role::kBuyer;
  bool handoff = false;  // buyers' lines only
  std::string text;
  std::string where;  // "dev.tsv:12"
};

struct LabelledDialogue {
  std::string id;
  std::vector<LabelledLine> lines;
};

// A tab-separated table with a header and the columns dialogue, role (buyer, seller, system),
// handoff (1 or 0 in buyers' rows) and text; rows of a dialogue follow each other, other columns
// are not looked at. `name` stands for the file in errors, which name the line.
Result<std::vector<LabelledDialogue>> ParseLabelledDialogues(std::istream& in,
                                                             const std::string& name);

// From the file at `path`, or standard input for "-".
Result<std::vector<LabelledDialogue>> ReadLabelledDialogues(const std::string& path);

}  // namespace xiaoer
