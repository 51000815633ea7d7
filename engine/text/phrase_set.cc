#include "engine/text/phrase_set.h"

#include "engine/text/chars.h"

namespace xiaoer {
namespace {

constexpr std::uint32_t kNoValue = UINT32_MAX;

std::uint64_t Key(std::uint32_t node, char16_t unit) {
  return (static_cast<std::uint64_t>(node) << 16) | unit;
}

}  // namespace

bool IsWordEdge(char16_t before, char16_t after) {
  const CharKind kind = KindOf(before);
  return !IsWordKind(kind) || kind != KindOf(after);
}

PhraseSet::PhraseSet() : nodes_(1, Node{kNoValue}) {}

bool PhraseSet::Add(std::u16string_view phrase, std::uint32_t value) {
  if (phrase.empty()) return false;
  std::uint32_t node = 0;
  for (char16_t unit : phrase) {
    const auto [it, added] =
        next_.try_emplace(Key(node, unit), static_cast<std::uint32_t>(nodes_.size()));
    if (added) nodes_.push_back({kNoValue});
    node = it->second;
  }
  first_.set(phrase.front());
  if (nodes_[node].value != kNoValue) return false;
  nodes_[node].value = value;
  return true;
}

std::optional<PhraseSet::Match> PhraseSet::LongestAt(std::u16string_view text,
                                                     std::size_t pos) const {
  if (pos >= text.size() || !first_.test(text[pos])) return std::nullopt;
  if (pos > 0 && !IsWordEdge(text[pos - 1], text[pos])) return std::nullopt;
  std::optional<Match> best;
  std::uint32_t node = 0;
  for (std::size_t i = pos; i < text.size(); ++i) {
    const auto it = next_.find(Key(node, text[i]));
    if (it == next_.end()) break;
    node = it->second;
    const std::uint32_t value = nodes_[node].value;
    if (value == kNoValue) continue;
    if (i + 1 < text.size() && !IsWordEdge(text[i], text[i + 1])) continue;
    best = Match{static_cast<std::uint32_t>(i + 1 - pos), value};
  }
  return best;
}

}  // namespace xiaoer
