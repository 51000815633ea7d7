#include "tools/xiaoer/labelled_dialogues.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <set>

namespace xiaoer {
namespace {

constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

std::vector<std::string> SplitTabs(const std::string& line) {
  std::vector<std::string> cells;
  for (std::size_t begin = 0;;) {
    const std::size_t tab = line.find('\t', begin);
    cells.push_back(line.substr(begin, tab - begin));
    if (tab == std::string::npos) return cells;
    begin = tab + 1;
  }
}

struct Columns {
  std::size_t width = 0;
  std::size_t dialogue = kNoColumn, role = kNoColumn, handoff = kNoColumn, text = kNoColumn;
};

Result<Columns> ReadHeader(const std::string& line, const std::string& name) {
  const std::vector<std::string> names = SplitTabs(line);
  Columns columns;
  columns.width = names.size();
  const std::pair<const char*, std::size_t*> wanted[] = {{"dialogue", &columns.dialogue},
                                                         {"role", &columns.role},
                                                         {"handoff", &columns.handoff},
                                                         {"text", &columns.text}};
  for (const auto& [column, at] : wanted) {
    const auto found = std::find(names.begin(), names.end(), column);
    if (found == names.end()) {
      return InvalidData(name + ":1: the header has no column \"" + column +
                         "\"; it needs dialogue, role, handoff and text, separated by tabs");
    }
    *at = static_cast<std::size_t>(found - names.begin());
  }
  return columns;
}

Result<LabelledLine> ReadRow(const std::vector<std::string>& cells, const Columns& columns,
                             std::string where) {
  if (cells.size() != columns.width) {
    return InvalidData(where + ": has " + std::to_string(cells.size()) +
                       " tab-separated columns, the header has " + std::to_string(columns.width));
  }
  LabelledLine line;
  const std::string& role = cells[columns.role];
  const std::string& handoff = cells[columns.handoff];
  if (role == "seller") {
    line.role = LabelledLine::Role::kSeller;
  } else if (role == "system") {
    line.role = LabelledLine::Role::kSystem;
  } else if (role != "buyer") {
    return InvalidData(where + ": role \"" + role + "\" is none of buyer, seller, system");
  } else if (handoff != "0" && handoff != "1") {
    return InvalidData(where + ": handoff of a buyer's line is 0 or 1, not \"" + handoff + "\"");
  } else {
    line.handoff = handoff == "1";
  }
  line.text = cells[columns.text];
  line.where = std::move(where);
  return line;
}

}  // namespace

Result<std::vector<LabelledDialogue>> ParseLabelledDialogues(std::istream& in,
                                                             const std::string& name) {
  std::vector<LabelledDialogue> dialogues;
  std::set<std::string> ids;
  Columns columns;
  std::string text;
  for (std::size_t number = 1; std::getline(in, text); ++number) {
    if (!text.empty() && text.back() == '\r') text.pop_back();
    if (number == 1) {
      if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
      auto header = ReadHeader(text, name);
      if (!header.ok()) return header.error();
      columns = *header;
      continue;
    }
    if (text.empty()) continue;
    const std::vector<std::string> cells = SplitTabs(text);
    const std::string where = name + ":" + std::to_string(number);
    auto line = ReadRow(cells, columns, where);
    if (!line.ok()) return line.error();
    const std::string& id = cells[columns.dialogue];
    if (dialogues.empty() || dialogues.back().id != id) {
      if (!ids.insert(id).second) {
        return InvalidData(where + ": dialogue \"" + id +
                           "\" was left before; its rows must follow each other");
      }
      dialogues.push_back({id, {}});
    }
    dialogues.back().lines.push_back(std::move(line).value());
  }
  if (dialogues.empty()) return InvalidData(name + ": there is no dialogue in it");
  return dialogues;
}

Result<std::vector<LabelledDialogue>> ReadLabelledDialogues(const std::string& path) {
  if (path == "-") return ParseLabelledDialogues(std::cin, "standard input");
  std::ifstream in(path);
  if (!in) return NotFound(path + ": there is no such file, or it cannot be read");
  return ParseLabelledDialogues(in, path);
}

}  // namespace xiaoer
