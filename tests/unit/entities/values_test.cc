// Plays tests/entities/*.tsv through the real normalizer and reader; the format is described there.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/load/lexicon_loader.h"
#include "engine/match/entity_reader.h"

namespace xiaoer {
namespace {

const std::string kRoot = XIAOER_SOURCE_DIR;

struct Reading {
  Reading() {
    Diagnostics diagnostics;
    auto table = FoldTable::Build();
    if (!table.ok()) std::abort();
    LoadedLexicon lexicon = LoadLexicon(kRoot + "/intents/lexicon", diagnostics);
    if (diagnostics.has_errors()) std::abort();
    lexicon.entities.products.push_back({"p-300", {"羊绒大衣", "大衣"}});
    normalizer = std::make_unique<Normalizer>(std::move(table).value(), lexicon.words);
    reader = std::make_unique<EntityReader>(lexicon.entities, *normalizer);
  }
  std::vector<Entity> Read(std::string_view line) const {
    return reader->Read(normalizer->Normalize(line));
  }
  std::unique_ptr<Normalizer> normalizer;
  std::unique_ptr<EntityReader> reader;
};

const Reading& Shared() {
  static const Reading reading;
  return reading;
}

// The notation of the data file.
std::string Describe(const Entity& e) {
  std::string text(ToString(e.type));
  const bool named =
      e.value == 0 && (e.type == EntityType::kPhone || e.type == EntityType::kOrderNumber ||
                       e.type == EntityType::kTracking || e.type == EntityType::kProduct);
  text += ' ';
  if (!named) text += std::to_string(e.value);
  if (e.value_max != e.value) text += ".." + std::to_string(e.value_max);
  if (e.quantity != 0) text += "/" + std::to_string(e.quantity);
  if (e.approximate) text += "~";
  if (!e.text.empty()) text += "=" + e.text;
  return text;
}

std::string DescribeAll(const std::vector<Entity>& entities) {
  std::string text;
  for (const Entity& e : entities) text += (text.empty() ? "" : "; ") + Describe(e);
  return text.empty() ? "none" : text;
}

void Check(const std::string& line, const std::string& wanted, const std::string& where) {
  const std::vector<Entity> found = Shared().Read(line);
  const std::string all = DescribeAll(found);
  std::istringstream values(wanted);
  for (std::string value; std::getline(values >> std::ws, value, ';');) {
    if (value == "none") {
      EXPECT_TRUE(found.empty()) << where << ": 「" << line << "」 gives " << all;
    } else if (value.front() == '!') {
      for (const Entity& e : found) {
        EXPECT_NE(ToString(e.type), value.substr(1))
            << where << ": 「" << line << "」 gives " << all;
      }
    } else {
      const bool there = std::any_of(found.begin(), found.end(),
                                     [&](const Entity& e) { return Describe(e) == value; });
      EXPECT_TRUE(there) << where << ": 「" << line << "」 gives " << all << ", not " << value;
    }
  }
}

TEST(Values, DataFiles) {
  int cases = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kRoot + "/tests/entities")) {
    if (entry.path().extension() != ".tsv") continue;
    std::ifstream file(entry.path());
    int number = 0;
    for (std::string line; std::getline(file, line);) {
      ++number;
      if (line.empty() || line.front() == '#') continue;
      const std::size_t tab = line.find('\t');
      const std::string where = entry.path().filename().string() + ":" + std::to_string(number);
      ASSERT_NE(tab, std::string::npos) << where << ": no tab";
      Check(line.substr(0, tab), line.substr(tab + 1), where);
      ++cases;
    }
  }
  EXPECT_GE(cases, 100);
}

TEST(Values, ProductsOfTheCatalogue) {
  EXPECT_EQ(DescribeAll(Shared().Read("羊绒大衣有货吗")), "product =p-300");
  EXPECT_EQ(DescribeAll(Shared().Read("那件大衣")), "product =p-300");
}

TEST(Values, SpansQuoteTheBuyersWords) {
  const std::string line = "亲，８０ 塊 可以嗎";
  const Normalized n = Shared().normalizer->Normalize(line);
  const std::vector<Entity> found = Shared().reader->Read(n);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(n.Quote(found.front().units), "８０ 塊");
}

TEST(Values, HostileLinesEndAndStayInBounds) {
  std::vector<std::string> lines;
  lines.push_back(std::string(20'000, '9'));
  std::string hans;
  for (int i = 0; i < 5'000; ++i) hans += "万亿千百十一二三";
  lines.push_back(hans);
  std::string yuan;
  for (int i = 0; i < 5'000; ++i) yuan += "8块";
  lines.push_back(yuan);
  std::string points;
  for (int i = 0; i < 5'000; ++i) points += "1.";
  lines.push_back(points);
  for (const std::string& line : lines) {
    const Normalized n = Shared().normalizer->Normalize(line);
    for (const Entity& e : Shared().reader->Read(n)) {
      EXPECT_LT(e.units.begin, e.units.end);
      EXPECT_LE(e.units.end, n.text.size());
      EXPECT_GE(e.value_max, e.value);
    }
  }
}

}  // namespace
}  // namespace xiaoer
