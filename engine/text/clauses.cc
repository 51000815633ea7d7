#include "engine/text/clauses.h"

#include <algorithm>

#include "engine/text/chars.h"

namespace xiaoer {
namespace {

// Says nothing at the edge of a clause: spaces, quotes, brackets, colons and lines.
bool IsEdgeMark(char16_t c) {
  constexpr std::u16string_view kMarks = u" :、\"'“”‘’「」『』()[]【】《》<>{}_~^·`|";
  return kMarks.find(c) != std::u16string_view::npos;
}

bool IsTrailingMark(char16_t c) { return IsEdgeMark(c) || c == u'-' || c == u','; }

}  // namespace

ClauseSplitter::ClauseSplitter(std::span<const std::u16string> leading,
                               std::span<const std::u16string> trailing) {
  for (const std::u16string& word : leading) leading_.Add(word, 0);
  for (std::u16string word : trailing) {
    std::reverse(word.begin(), word.end());
    trailing_.Add(word, 0);
  }
}

Span ClauseSplitter::Core(std::u16string_view text, Span span) const {
  Span core = span;
  const std::u16string_view clause = text.substr(span.begin, span.size());
  while (!core.empty()) {
    if (IsEdgeMark(text[core.begin])) {
      ++core.begin;
    } else if (const auto match = leading_.LongestAt(clause, core.begin - span.begin)) {
      core.begin += match->length;
    } else {
      break;
    }
  }
  if (core.empty()) return core;
  // The trailing set reads from the right: reversed once for the whole clause, and only if it may
  // matter.
  std::u16string reversed;
  while (!core.empty()) {
    if (IsTrailingMark(text[core.end - 1])) {
      --core.end;
      continue;
    }
    if (trailing_.empty()) break;
    if (reversed.empty()) reversed.assign(clause.rbegin(), clause.rend());
    const auto match = trailing_.LongestAt(reversed, span.end - core.end);
    if (!match || match->length > core.size()) break;
    core.end -= match->length;
  }
  return core;
}

std::vector<Clause> ClauseSplitter::Split(std::u16string_view text,
                                          std::span<const std::uint32_t> breaks) const {
  std::vector<Clause> clauses;
  clauses.reserve(breaks.size() + 1);
  const auto add = [&](std::uint32_t begin, std::uint32_t end) {
    if (begin >= end) return;
    const Span span{begin, end};
    const Span core = Core(text, span);
    clauses.push_back({span, core.empty() ? span : core, core.empty()});
  };
  std::uint32_t begin = 0;
  for (std::uint32_t at : breaks) {
    add(begin, at);
    begin = at + 1;
  }
  add(begin, static_cast<std::uint32_t>(text.size()));
  return clauses;
}

}  // namespace xiaoer
