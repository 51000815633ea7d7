#include "tools/xiaoer/recorded_lines.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>

#include "adapters/store/transcript_reader.h"

namespace xiaoer {
namespace {

std::vector<std::string> SplitTabs(const std::string& line) {
  std::vector<std::string> cells;
  for (std::size_t begin = 0;;) {
    const std::size_t tab = line.find('\t', begin);
    cells.push_back(line.substr(begin, tab - begin));
    if (tab == std::string::npos) return cells;
    begin = tab + 1;
  }
}

class Table {
 public:
  // Nothing if the line is no header.
  static std::optional<Table> FromHeader(const std::string& line) {
    Table table;
    table.names_ = SplitTabs(line);
    if (table.names_.size() < 2 || table.Find("text") == table.names_.size()) return std::nullopt;
    return table;
  }

  std::string Cell(const std::vector<std::string>& cells, std::string_view name) const {
    const std::size_t i = Find(name);
    return i < cells.size() ? cells[i] : std::string();
  }
  std::size_t width() const { return names_.size(); }

 private:
  std::size_t Find(std::string_view name) const {
    return static_cast<std::size_t>(std::find(names_.begin(), names_.end(), name) - names_.begin());
  }
  std::vector<std::string> names_;
};

}  // namespace

Result<std::vector<RecordedLine>> ParseRecordedLines(std::istream& in, const std::string& name) {
  std::vector<RecordedLine> lines;
  std::optional<Table> table;
  std::string text;
  for (std::size_t number = 1; std::getline(in, text); ++number) {
    if (!text.empty() && text.back() == '\r') text.pop_back();
    if (number == 1 && text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    if (number == 1 && (table = Table::FromHeader(text))) continue;
    if (text.empty()) continue;
    const std::string where = name + ":" + std::to_string(number);
    if (!table) {
      lines.push_back({where, Sender::kBuyer, text, where, {}});
      continue;
    }
    const std::vector<std::string> cells = SplitTabs(text);
    if (cells.size() != table->width()) {
      return InvalidData(where + ": has " + std::to_string(cells.size()) +
                         " tab-separated columns, the header has " +
                         std::to_string(table->width()));
    }
    const std::string role = table->Cell(cells, "role");
    const bool agent = role == "seller" || role == "agent";
    if (!agent && !role.empty() && role != "buyer") continue;
    const std::string dialogue = table->Cell(cells, "dialogue");
    lines.push_back({dialogue.empty() ? where : dialogue,
                     agent ? Sender::kAgent : Sender::kBuyer,
                     table->Cell(cells, "text"),
                     where,
                     {}});
  }
  return lines;
}

Result<std::vector<RecordedLine>> ReadLineFile(const std::string& path) {
  if (path == "-") return ParseRecordedLines(std::cin, "standard input");
  std::ifstream in(path);
  if (!in) return NotFound(path + ": there is no such file, or it cannot be read");
  return ParseRecordedLines(in, path);
}

Result<std::vector<RecordedLine>> ReadStoredLines(const std::string& data_dir) {
  auto transcript = ReadTranscript(data_dir);
  if (!transcript.ok()) return transcript.error();
  std::stable_sort(transcript->begin(), transcript->end(),
                   [](const TranscriptLine& a, const TranscriptLine& b) { return a.key < b.key; });
  std::vector<RecordedLine> lines;
  lines.reserve(transcript->size());
  for (TranscriptLine& line : *transcript) {
    const std::string id = line.key.shop + "/" + line.key.channel + "/" + line.key.conversation;
    lines.push_back({id, line.sender, std::move(line.text), id, line.at});
  }
  return lines;
}

}  // namespace xiaoer
