#include "tests/unit/entities/cases.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace xiaoer::testing {
namespace {

std::filesystem::path Folder() {
  return std::filesystem::path(XIAOER_SOURCE_DIR) / "tests" / "entities";
}

// A file that is missing or empty must not look like a file whose cases all
// pass.
std::vector<std::vector<std::string>> ReadRows(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with("# ")) {
      rows.emplace_back();
      continue;
    }
    std::vector<std::string>& cells = rows.emplace_back(1);
    for (const char c : line) {
      if (c == '\t') {
        cells.emplace_back();
      } else {
        cells.back().push_back(c);
      }
    }
  }
  if (rows.empty()) {
    std::cerr << "cannot read " << path << "\n";
    std::abort();
  }
  return rows;
}

struct Words {
  Lexicon text;
  EntityLexicon entities;
};

Words ReadLexicon() {
  Words words;
  for (const std::vector<std::string>& row : ReadRows(Folder() / "lexicon.tsv")) {
    if (row.empty()) continue;
    if (row[0] == "product") {
      words.entities.products.push_back({row.at(1), {row.begin() + 2, row.end()}});
      continue;
    }
    for (std::size_t i = 1; i < row.size(); ++i) {
      if (row[0] == "measure") words.entities.measure_words.push_back(row[i]);
      if (row[0] == "size") words.entities.size_names.push_back(row[i]);
      if (row[0] == "leading") words.text.leading.push_back(row[i]);
      if (row[0] == "trailing") words.text.trailing.push_back(row[i]);
      if (row[0] == "variant" && i > 1) words.text.variants.push_back({row[1], row[i]});
    }
  }
  return words;
}

const Words& CaseWords() {
  static const Words words = ReadLexicon();
  return words;
}

// `value` of `scale` to the whole, without trailing zeros.
std::string Decimal(std::int64_t value, std::int64_t scale) {
  std::string text = std::to_string(value / scale);
  if (value < 0 && value / scale == 0) text = "-0";
  std::int64_t rest = std::abs(value % scale);
  if (rest == 0) return text;
  text += ".";
  while (rest != 0) {
    scale /= 10;
    text += std::to_string(rest / scale);
    rest %= scale;
  }
  return text;
}

std::string Clock(std::int64_t minutes) {
  char text[32];
  std::snprintf(text, sizeof text, "%02d:%02d", static_cast<int>(minutes / 60),
                static_cast<int>(minutes % 60));
  return text;
}

std::string Minutes(std::int64_t minutes) {
  if (minutes % 1440 == 0) return std::to_string(minutes / 1440) + "d";
  if (minutes % 60 == 0) return std::to_string(minutes / 60) + "h";
  return std::to_string(minutes) + "min";
}

std::string Value(const Entity& e, std::int64_t value) {
  switch (e.type) {
    case EntityType::kMoney:
    case EntityType::kMoneyOff:
      return Decimal(value, 100);
    case EntityType::kDiscount:
    case EntityType::kNumber:
      return Decimal(value, 1000);
    case EntityType::kHeight:
      return Decimal(value, 10) + "cm";
    case EntityType::kWeight:
      return Decimal(value, 1000) + "kg";
    case EntityType::kTime:
      return Clock(value);
    case EntityType::kDuration:
      return Minutes(value);
    case EntityType::kQuantity:
      return std::to_string(value);
    case EntityType::kDate:
      if (e.unit == "day_offset") return (value >= 0 ? "+" : "") + std::to_string(value);
      if (e.unit == "month_day") return Decimal(value / 100, 1) + "/" + Decimal(value % 100, 1);
      return e.unit + " " + std::to_string(value);
    default:
      return e.text;
  }
}

std::string Render(const Entity& e) {
  std::string text(ToString(e.type));
  const std::string value = Value(e, e.value);
  if (!value.empty()) text += "=" + value;
  if (e.value_max != e.value) text += ".." + Value(e, e.value_max);
  if (e.type == EntityType::kQuantity) text += e.unit;
  if (e.quantity != 0) text += "/" + std::to_string(e.quantity);
  if (e.approximate) text += "~";
  if (e.bare) text = "(" + text + ")";
  return text;
}

bool IsCounting(const Entity& e) { return e.type == EntityType::kNumber && !e.text.empty(); }

}  // namespace

std::vector<EntityCase> ReadEntityCases() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(Folder())) {
    if (entry.path().extension() == ".tsv" && entry.path().filename() != "lexicon.tsv") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<EntityCase> cases;
  for (const auto& file : files) {
    const auto rows = ReadRows(file);
    for (std::size_t i = 1; i < rows.size(); ++i) {  // the first names the columns
      if (rows[i].empty()) continue;
      const std::string where = file.filename().string() + ":" + std::to_string(i + 1);
      if (rows[i].size() < 2) {
        std::cerr << where << ": a case needs a line and its values\n";
        std::abort();
      }
      cases.push_back({where, rows[i][0], rows[i][1], rows[i].size() > 2 ? rows[i][2] : ""});
    }
  }
  return cases;
}

const Normalizer& EntityNormalizer() {
  static const auto table = [] {
    auto built = FoldTable::Build();
    if (!built) {
      std::cerr << built.error().ToString() << "\n";
      std::abort();
    }
    return *built;
  }();
  static const Normalizer normalizer(table, CaseWords().text);
  return normalizer;
}

const EntityReader& CaseReader() {
  static const EntityReader reader(CaseWords().entities, EntityNormalizer());
  return reader;
}

std::vector<Entity> ReadLine(std::string_view line) {
  return CaseReader().Read(EntityNormalizer().Normalize(line));
}

std::string ValuesOf(const std::vector<Entity>& entities) {
  std::string out;
  for (const Entity& e : entities) {
    if (IsCounting(e)) continue;
    if (!out.empty()) out += " | ";
    out += Render(e);
  }
  return out.empty() ? "-" : out;
}

std::string WordsOf(const Normalized& line, const std::vector<Entity>& entities) {
  std::string out;
  for (const Entity& e : entities) {
    if (IsCounting(e)) continue;
    if (!out.empty()) out += " | ";
    out += line.Quote(e.units);
  }
  return out.empty() ? "-" : out;
}

}  // namespace xiaoer::testing
