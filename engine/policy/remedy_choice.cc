#include "engine/policy/remedy_choice.h"

#include <algorithm>
#include <array>
#include <optional>

#include "engine/policy/case_words.h"

namespace xiaoer {
namespace {

// A wording of a remedy in the line.
struct Hit {
  std::size_t begin = 0;
  std::size_t end = 0;
  const Remedy* remedy = nullptr;
  bool negated = false;
};

bool Inside(const Hit& inner, const Hit& outer) {
  return inner.begin >= outer.begin && inner.end <= outer.end &&
         inner.end - inner.begin < outer.end - outer.begin;
}

std::vector<Hit> FindHits(const Shop& shop, const std::vector<const Remedy*>& options,
                          std::string_view line) {
  std::vector<Hit> hits;
  const auto add = [&](const Remedy* remedy, std::string_view word) {
    if (word.empty()) return;
    for (std::size_t at = line.find(word); at != std::string_view::npos;
         at = line.find(word, at + word.size())) {
      hits.push_back({at, at + word.size(), remedy, NegatedAt(shop, line, at)});
    }
  };
  for (const Remedy* remedy : options) {
    add(remedy, remedy->name);
    for (const std::string& word : remedy->words) add(remedy, word);
  }
  // 退一部分 holds 退, and means neither a return nor a refund of all.
  std::vector<Hit> outer;
  for (const Hit& hit : hits) {
    const bool covered =
        std::any_of(hits.begin(), hits.end(), [&](const Hit& other) { return Inside(hit, other); });
    if (!covered) outer.push_back(hit);
  }
  return outer;
}

struct Ordinal {
  std::string_view word;
  std::size_t index;
};
constexpr std::array<Ordinal, 15> kOrdinals = {{{"第一", 0},
                                                {"第二", 1},
                                                {"第三", 2},
                                                {"第1", 0},
                                                {"第2", 1},
                                                {"第3", 2},
                                                {"前者", 0},
                                                {"前面那个", 0},
                                                {"选一", 0},
                                                {"选二", 1},
                                                {"选三", 2},
                                                {"选1", 0},
                                                {"选2", 1},
                                                {"选3", 2},
                                                {"中间", 1}}};
constexpr std::array<std::string_view, 5> kLastWords = {"最后一个", "最后那个", "后者", "后面那个",
                                                        "最后面"};
struct Bare {
  std::string_view line;
  std::size_t index;
};
constexpr std::array<Bare, 9> kBare = {
    {{"1", 0}, {"2", 1}, {"3", 2}, {"一", 0}, {"二", 1}, {"三", 2}, {"a", 0}, {"b", 1}, {"c", 2}}};

const Remedy* Quickest(const std::vector<const Remedy*>& options) {
  return *std::min_element(options.begin(), options.end(), [](const Remedy* a, const Remedy* b) {
    return a->takes_days < b->takes_days;
  });
}

}  // namespace

std::optional<std::size_t> ReadOrdinal(std::string_view line, std::size_t count) {
  for (const Ordinal& ordinal : kOrdinals) {
    if (line.find(ordinal.word) != std::string_view::npos && ordinal.index < count) {
      return ordinal.index;
    }
  }
  for (const std::string_view word : kLastWords) {
    if (line.find(word) != std::string_view::npos) return count - 1;
  }
  while (!line.empty() && std::string_view(".,! ").find(line.back()) != std::string_view::npos) {
    line.remove_suffix(1);
  }
  for (const Bare& bare : kBare) {
    if (line == bare.line && bare.index < count) return bare.index;
  }
  return std::nullopt;
}

RemedyChoice ReadChoice(const Shop& shop, const std::vector<const Remedy*>& options,
                        std::string_view line, bool ordinals) {
  using Kind = RemedyChoice::Kind;
  if (options.empty()) return {};
  const std::vector<Hit> hits = FindHits(shop, options, line);
  // The last one that is meant: 换货吧…算了还是退货.
  const Remedy* meant = nullptr;
  std::size_t last = 0;
  for (const Hit& hit : hits) {
    if (hit.negated || (meant != nullptr && hit.begin < last)) continue;
    // At the same place the one that was offered first.
    if (meant != nullptr && hit.begin == last) continue;
    meant = hit.remedy;
    last = hit.begin;
  }
  if (meant != nullptr) return {Kind::kRemedy, meant};
  if (ordinals) {
    if (const auto index = ReadOrdinal(line, std::min(options.size(), kMaxShownRemedies))) {
      return {Kind::kRemedy, options[*index]};
    }
  }
  if (Says(shop, CaseWord::kRefuses, line)) return {Kind::kRefused, nullptr};
  if (Means(shop, CaseWord::kQuickest, line)) return {Kind::kAny, Quickest(options)};
  if (Says(shop, CaseWord::kAny, line)) return {Kind::kAny, options.front()};
  // Of two, the one that was not refused: 不换.
  std::vector<const Remedy*> left;
  for (const Remedy* option : options) {
    const bool refused =
        std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) { return hit.remedy == option; });
    if (!refused) left.push_back(option);
  }
  if (!hits.empty() && left.size() == 1) return {Kind::kRemedy, left.front()};
  if (!hits.empty() && left.empty()) return {Kind::kRefused, nullptr};
  return {};
}

const Remedy* NamedRemedy(const Shop& shop, std::string_view line) {
  std::vector<const Remedy*> all;
  for (const Remedy& remedy : shop.returns.remedies) all.push_back(&remedy);
  const RemedyChoice choice = ReadChoice(shop, all, line, false);
  return choice.kind == RemedyChoice::Kind::kRemedy ? choice.remedy : nullptr;
}

}  // namespace xiaoer
