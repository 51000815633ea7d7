#include "tests/unit/text/cases.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

namespace xiaoer::testing {
namespace {

const std::filesystem::path& Folder() {
  static const std::filesystem::path folder =
      std::filesystem::path(XIAOER_SOURCE_DIR) / "tests" / "normalizations";
  return folder;
}

std::vector<std::string> SplitTabs(const std::string& line) {
  std::vector<std::string> cells(1);
  for (char c : line) {
    if (c == '\t') {
      cells.emplace_back();
    } else {
      cells.back().push_back(c);
    }
  }
  return cells;
}

void AppendUtf8(std::string& out, unsigned long c) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0 | c >> 6));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | c >> 12));
    out.push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xF0 | c >> 18));
    out.push_back(static_cast<char>(0x80 | (c >> 12 & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

// A file that is missing or empty must not look like a file whose cases all pass.
std::vector<std::string> ReadLines(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  if (lines.empty()) {
    std::cerr << "cannot read " << path << "\n";
    std::abort();
  }
  return lines;
}

void ReadFile(const std::filesystem::path& path, std::vector<NormalizationCase>& cases) {
  const std::vector<std::string> lines = ReadLines(path);
  const std::vector<std::string> columns = SplitTabs(lines[0]);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].empty() || lines[i].starts_with("# ")) continue;
    std::map<std::string, std::string> row;
    const std::vector<std::string> cells = SplitTabs(lines[i]);
    for (std::size_t c = 0; c < std::min(cells.size(), columns.size()); ++c) {
      row[columns[c]] = Unescape(cells[c]);
    }
    cases.push_back({path.filename().string() + ":" + std::to_string(i + 1), row["line"],
                     row["text"], row["cores"], row["script"], row["signals"]});
  }
}

Lexicon ReadLexicon() {
  Lexicon lexicon;
  for (const std::string& line : ReadLines(Folder() / "lexicon.tsv")) {
    const std::vector<std::string> cells = SplitTabs(line);
    for (std::size_t i = 1; i < cells.size(); ++i) {
      if (cells[0] == "variant" && i > 1) lexicon.variants.push_back({cells[1], cells[i]});
      if (cells[0] == "leading") lexicon.leading.push_back(cells[i]);
      if (cells[0] == "trailing") lexicon.trailing.push_back(cells[i]);
      if (cells[0] == "emoji") lexicon.emoji_codes.push_back(cells[i]);
      if (cells[0] == "mask") lexicon.masks.push_back(cells[i]);
    }
  }
  return lexicon;
}

std::string_view NameOf(Signal::Kind kind) {
  constexpr std::array<std::string_view, 9> kNames = {
      "emoji", "code", "mask", "question", "exclaim", "repeat", "invisible", "bad_bytes", "gloss"};
  return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace

std::string Unescape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out.push_back(text[i]);
      continue;
    }
    const char kind = text[++i];
    if ((kind == 'u' || kind == 'x') && text.substr(i + 1).starts_with("{")) {
      const std::size_t end = text.find('}', i);
      const unsigned long number =
          std::stoul(std::string(text.substr(i + 2, end - i - 2)), nullptr, 16);
      if (kind == 'x') {
        out.push_back(static_cast<char>(number));
      } else {
        AppendUtf8(out, number);
      }
      i = end;
    } else {
      out.push_back(kind == 'n' ? '\n' : kind == 't' ? '\t' : kind == 's' ? ' ' : kind);
    }
  }
  return out;
}

std::vector<NormalizationCase> ReadCases() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(Folder())) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() == ".tsv" && name != "lexicon.tsv" && name != "sentences.tsv") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<NormalizationCase> cases;
  for (const auto& file : files) ReadFile(file, cases);
  return cases;
}

std::vector<std::string> ReadSentences() { return ReadLines(Folder() / "sentences.tsv"); }

std::shared_ptr<const FoldTable> SharedFoldTablePtr() {
  static const std::shared_ptr<const FoldTable> table = [] {
    auto built = FoldTable::Build();
    if (!built) {
      std::cerr << built.error().ToString() << "\n";
      std::abort();
    }
    return *built;
  }();
  return table;
}

const FoldTable& SharedFoldTable() { return *SharedFoldTablePtr(); }

const Normalizer& CaseNormalizer() {
  static const Normalizer normalizer(SharedFoldTablePtr(), ReadLexicon());
  return normalizer;
}

std::string CoresOf(const Normalized& normalized) {
  std::string out;
  for (const Clause& clause : normalized.clauses) {
    if (!out.empty()) out += " | ";
    out += normalized.ToUtf8(clause.core);
  }
  return out.empty() ? "-" : out;
}

std::string SignalsOf(const Normalized& normalized) {
  std::string out;
  for (const Signal& signal : normalized.signals) {
    if (!out.empty()) out += " ";
    out += NameOf(signal.kind);
    const bool counted = signal.kind == Signal::Kind::kQuestion ||
                         signal.kind == Signal::Kind::kExclaim ||
                         signal.kind == Signal::Kind::kRepeat;
    if (counted) out += "=" + std::to_string(signal.count);
  }
  return out.empty() ? "-" : out;
}

}  // namespace xiaoer::testing
