#include "engine/text/pinyin.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <string>
#include <string_view>

namespace xiaoer {
namespace {

constexpr std::size_t kMaxLetters = 30;

struct Toned {
  char32_t letter;
  char plain;
};

// ü is v here, as on a keyboard.
constexpr std::array<Toned, 28> kToned = {
    {{U'ā', 'a'}, {U'á', 'a'}, {U'ǎ', 'a'}, {U'à', 'a'}, {U'ē', 'e'}, {U'é', 'e'}, {U'ě', 'e'},
     {U'è', 'e'}, {U'ī', 'i'}, {U'í', 'i'}, {U'ǐ', 'i'}, {U'ì', 'i'}, {U'ō', 'o'}, {U'ó', 'o'},
     {U'ǒ', 'o'}, {U'ò', 'o'}, {U'ū', 'u'}, {U'ú', 'u'}, {U'ǔ', 'u'}, {U'ù', 'u'}, {U'ǖ', 'v'},
     {U'ǘ', 'v'}, {U'ǚ', 'v'}, {U'ǜ', 'v'}, {U'ă', 'a'}, {U'ĕ', 'e'}, {U'ŏ', 'o'}, {U'ŭ', 'u'}}};

// Initial and the finals that follow it (the table of Hanyu Pinyin, ü written v).
struct Row {
  std::string_view initial;
  std::string_view finals;
};
constexpr std::array<Row, 24> kRows = {{
    {"", " a o e ai ei ao ou an en ang eng er "},
    {"b", " a o ai ei ao an en ang eng i ie iao ian in ing u "},
    {"p", " a o ai ei ao ou an en ang eng i ie iao ian in ing u "},
    {"m", " a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u "},
    {"f", " a o ei ou an en ang eng u "},
    {"d", " a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un "},
    {"t", " a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un "},
    {"n", " a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan un v ve "},
    {"l", " a o e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve "},
    {"g", " a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang "},
    {"k", " a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang "},
    {"h", " a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang "},
    {"j", " i ia ie iao iu ian in iang ing iong u ue uan un v ve "},
    {"q", " i ia ie iao iu ian in iang ing iong u ue uan un v ve "},
    {"x", " i ia ie iao iu ian in iang ing iong u ue uan un v ve "},
    {"zh", " a e ai ei ao ou an en ang eng ong i u ua uo uai ui uan un uang "},
    {"ch", " a e ai ao ou an en ang eng ong i u ua uo uai ui uan un uang "},
    {"sh", " a e ai ei ao ou an en ang eng i u ua uo uai ui uan un uang "},
    {"r", " e ao ou an en ang eng ong i u ua uo ui uan un "},
    {"z", " a e ai ei ao ou an en ang eng ong i u uo ui uan un "},
    {"c", " a e ai ao ou an en ang eng ong i u uo ui uan un "},
    {"s", " a e ai ao ou an en ang eng ong i u uo ui uan un "},
    {"y", " a o e ai ao ou an ang ong i in ing u ue uan un "},
    {"w", " a o ai ei an en ang eng u "},
}};

bool IsSyllable(std::string_view word) {
  for (const Row& row : kRows) {
    if (!word.starts_with(row.initial)) continue;
    std::string key(1, ' ');
    key.append(word.substr(row.initial.size())).push_back(' ');
    if (key.size() > 2 && row.finals.find(key) != std::string_view::npos) return true;
  }
  return false;
}

bool IsSyllables(std::string_view letters) {
  constexpr std::size_t kLongest = 6;  // zhuang
  std::bitset<kMaxLetters + 1> reached;
  reached.set(0);
  for (std::size_t from = 0; from < letters.size(); ++from) {
    if (!reached.test(from)) continue;
    for (std::size_t n = 1; n <= std::min(kLongest, letters.size() - from); ++n) {
      if (IsSyllable(letters.substr(from, n))) reached.set(from + n);
    }
  }
  return reached.test(letters.size());
}

}  // namespace

std::size_t PinyinGlossAt(std::span<const Symbol> symbols, std::size_t pos) {
  std::string letters;
  bool toned = false;
  for (std::size_t i = pos + 1; i < symbols.size(); ++i) {
    const char32_t c = symbols[i].folded;
    if (c == U')') return toned && IsSyllables(letters) ? i + 1 - pos : 0;
    if (c == U' ' || c == U'\'' || c == U'’' || c == 0) continue;
    if (letters.size() == kMaxLetters) return 0;
    if (c >= U'a' && c <= U'z') {
      letters.push_back(static_cast<char>(c));
    } else if (c == U'ü') {
      letters.push_back('v');
    } else if (c == U'ɡ') {  // the script g of some dictionaries
      letters.push_back('g');
    } else {
      const auto* found =
          std::find_if(kToned.begin(), kToned.end(), [&](const Toned& t) { return t.letter == c; });
      if (found == kToned.end()) return 0;
      letters.push_back(found->plain);
      toned = true;
    }
  }
  return 0;
}

}  // namespace xiaoer
