#include "engine/text/script_classes.h"

#include <unicode/translit.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <span>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/text/opencc_dictionary.h"

namespace xiaoer {
namespace {

// Reviewed by hand. Pairs that a source joins although they are different words in a shop; none of
// them is made by a converter except in the one phrase named.
constexpr std::array<std::pair<char32_t, char32_t>, 5> kNeverJoined = {{
    {U'坐', U'座'},  // only 坐标 → 座標 and its compounds
    {U'呆', U'待'},  // only 呆着 → 待著
    {U'庇', U'蔽'},  // only 荫蔽 → 廕庇
    {U'跤', U'交'},  // ICU only
    {U'囍', U'禧'},  // ICU only
}};

// Where a class has several common Simplified characters, the one that a shop's texts use most.
constexpr std::u32string_view kPreferred = U"干链复借着具";

// What the dictionaries do not say: 么 stands in them as Taiwan's form of 幺, but a buyer who
// writes 什么 writes Simplified; 麽 stands in them as a form that OpenCC replaces, but Hong Kong
// writes it.
constexpr std::u32string_view kSimplifiedOnly = U"么";
constexpr std::u32string_view kTraditionalOnly = U"麽";

class UnionFind {
 public:
  void Join(char32_t a, char32_t b) { parent_[Root(a)] = Root(b); }

  char32_t Root(char32_t c) {
    char32_t root = parent_.try_emplace(c, c).first->second;
    while (parent_[root] != root) root = parent_[root];
    while (parent_[c] != root) c = std::exchange(parent_[c], root);
    return root;
  }

  std::vector<std::vector<char32_t>> Classes() {
    std::vector<char32_t> all;
    for (const auto& entry : parent_) all.push_back(entry.first);
    std::sort(all.begin(), all.end());
    std::unordered_map<char32_t, std::vector<char32_t>> by_root;
    for (char32_t c : all) by_root[Root(c)].push_back(c);
    std::vector<std::vector<char32_t>> result;
    for (auto& entry : by_root) result.push_back(std::move(entry.second));
    return result;
  }

 private:
  std::unordered_map<char32_t, char32_t> parent_;
};

// How common a Simplified character is: 1 or 2 by the two levels of GB 2312 (by frequency, by
// radical), 3 outside of it.
class Gb2312 {
 public:
  Gb2312() {
    UErrorCode error = U_ZERO_ERROR;
    converter_.reset(ucnv_open("gb18030", &error));
  }

  int Level(char32_t c) const {
    if (!converter_) return 3;
    const icu::UnicodeString text(static_cast<UChar32>(c));
    UErrorCode error = U_ZERO_ERROR;
    std::array<char, 8> bytes{};
    const int32_t n = ucnv_fromUChars(converter_.get(), bytes.data(), bytes.size(),
                                      text.getBuffer(), text.length(), &error);
    if (U_FAILURE(error) || n != 2) return 3;
    const auto lead = static_cast<unsigned char>(bytes[0]);
    const auto trail = static_cast<unsigned char>(bytes[1]);
    if (trail < 0xA1 || lead < 0xB0 || lead > 0xF7) return 3;
    return lead <= 0xD7 ? 1 : 2;
  }

 private:
  struct Close {
    void operator()(UConverter* c) const { ucnv_close(c); }
  };
  std::unique_ptr<UConverter, Close> converter_;
};

bool Joinable(char32_t a, char32_t b) {
  return std::none_of(kNeverJoined.begin(), kNeverJoined.end(), [&](const auto& pair) {
    return (pair.first == a && pair.second == b) || (pair.first == b && pair.second == a);
  });
}

void JoinAll(const OpenccDictionary& dictionary, bool default_only, UnionFind& classes) {
  for (const OpenccDictionary::Entry& entry : dictionary.entries) {
    const std::size_t n =
        default_only ? std::min<std::size_t>(1, entry.values.size()) : entry.values.size();
    for (std::size_t v = 0; v < n; ++v) {
      const std::u32string& value = entry.values[v];
      if (value.size() != entry.key.size()) continue;
      for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] != entry.key[i] && Joinable(value[i], entry.key[i])) {
          classes.Join(entry.key[i], value[i]);
        }
      }
    }
  }
}

Status JoinIcu(UnionFind& classes) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> to_simplified(
      icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, error));
  if (U_FAILURE(error)) return Unavailable("ICU has no Traditional-Simplified transform");
  constexpr char32_t kFirst = 0x3400;
  constexpr char32_t kLast = 0x9FFF;
  for (char32_t c = kFirst; c <= kLast; ++c) {
    // One at a time: the transform's multi-character rules are wrong (内里, 电镀表).
    icu::UnicodeString text(static_cast<UChar32>(c));
    to_simplified->transliterate(text);
    if (text.countChar32() != 1) continue;
    const auto simplified = static_cast<char32_t>(text.char32At(0));
    if (simplified != c && Joinable(c, simplified)) classes.Join(c, simplified);
  }
  return {};
}

void ChooseRepresentatives(UnionFind& classes, const std::unordered_set<char32_t>& traditional,
                           ScriptClasses& result) {
  const Gb2312 gb;
  for (const std::vector<char32_t>& members : classes.Classes()) {
    const auto rank = [&](char32_t c) {
      const bool preferred = kPreferred.find(c) != std::u32string_view::npos;
      return std::tuple(!preferred, traditional.contains(c), gb.Level(c), c);
    };
    const char32_t best = *std::min_element(
        members.begin(), members.end(), [&](char32_t a, char32_t b) { return rank(a) < rank(b); });
    for (char32_t c : members) {
      if (c != best) result.representative.emplace(c, best);
    }
  }
}

// Characters that `dictionary` never leaves as they are: no text in its target script uses them.
std::unordered_set<char32_t> AlwaysChanged(const OpenccDictionary& dictionary) {
  std::unordered_set<char32_t> result;
  for (const OpenccDictionary::Entry& entry : dictionary.entries) {
    if (entry.key.size() == 1 &&
        std::find(entry.values.begin(), entry.values.end(), entry.key) == entry.values.end()) {
      result.insert(entry.key[0]);
    }
  }
  return result;
}

}  // namespace

Result<ScriptClasses> BuildScriptClasses(const std::string& opencc_data) {
  enum : std::size_t { kToSimplified, kToTraditional, kTaiwan, kHongKong, kPhrases };
  std::array<OpenccDictionary, kPhrases + 1> dictionaries;
  constexpr std::array<const char*, kPhrases + 1> kNames = {
      "TSCharacters", "STCharacters", "TWVariants", "HKVariants", "STPhrases"};
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    Result<OpenccDictionary> read = ReadOpenccDictionary(opencc_data + "/" + kNames[i] + ".ocd2");
    if (!read) return read.error();
    dictionaries[i] = std::move(read).value();
  }
  UnionFind classes;
  for (std::size_t i = 0; i < dictionaries.size(); ++i)
    JoinAll(dictionaries[i], i == kToSimplified, classes);
  if (Status status = JoinIcu(classes); !status.ok()) return status;

  ScriptClasses result;
  const std::unordered_set<char32_t> traditional = AlwaysChanged(dictionaries[kToSimplified]);
  std::unordered_set<char32_t> simplified = AlwaysChanged(dictionaries[kToTraditional]);
  ChooseRepresentatives(classes, traditional, result);
  // Taiwan or Hong Kong write these themselves, although OpenCC's Traditional does not: 床, 灶, 税.
  for (const std::size_t regional : {kTaiwan, kHongKong}) {
    for (const OpenccDictionary::Entry& entry : dictionaries[regional].entries) {
      for (const std::u32string& value : entry.values) {
        if (value.size() == 1) simplified.erase(value[0]);
      }
    }
  }
  for (char32_t c : traditional) {
    if (!simplified.contains(c)) result.script.emplace(c, Script::kHant);
  }
  for (char32_t c : simplified) {
    if (!traditional.contains(c)) result.script.emplace(c, Script::kHans);
  }
  for (char32_t c : kSimplifiedOnly) result.script[c] = Script::kHans;
  for (char32_t c : kTraditionalOnly) result.script[c] = Script::kHant;
  return result;
}

}  // namespace xiaoer
