#include "engine/match/ast_analysis.h"

#include <algorithm>
#include <utility>

#include "engine/match/template_parser.h"

namespace xiaoer::match {
namespace {

using Kind = Node::Kind;

std::uint32_t LongestLiteral(const Node& node) {
  std::uint32_t n = 0;
  switch (node.kind) {
    case Kind::kLiteral:
      return static_cast<std::uint32_t>(node.literal.size());
    case Kind::kSequence:
    case Kind::kOptional:
      for (const Node& child : node.children) n += LongestLiteral(child);
      return n;
    case Kind::kChoice:
      for (const Node& child : node.children) n = std::max(n, LongestLiteral(child));
      return n;
    default:
      return 0;
  }
}

bool Resolve(Node& node, bool at_start, const TemplateSource& source, Diagnostics& diagnostics) {
  bool good = true;
  if (node.kind == Kind::kExclude) {
    node.before = at_start;
    auto words = ExactTexts(node.children.front(), kMaxExclusions, false);
    if (!words || std::find(words->begin(), words->end(), u"") != words->end()) {
      diagnostics.Error(
          LocationAt(source, node.source_begin),
          "inside !( ) only plain words can stand, at most " + std::to_string(kMaxExclusions),
          "as in !(不|没), without …, {}, ^ or $, and none that may be left out altogether");
      return false;
    }
    node.words = std::move(*words);
    node.children.clear();
    return true;
  }
  if (node.kind != Kind::kSequence) {
    for (Node& child : node.children) good &= Resolve(child, at_start, source, diagnostics);
    return good;
  }
  std::size_t leading = 0;
  while (leading < node.children.size() && node.children[leading].kind == Kind::kExclude) ++leading;
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    bool starts = i <= leading && at_start;
    if (i < leading && leading < node.children.size()) starts = true;
    good &= Resolve(node.children[i], starts, source, diagnostics);
  }
  return good;
}

}  // namespace

Extent ExtentOf(const Node& node) {
  Extent e;
  switch (node.kind) {
    case Kind::kLiteral:
      e.min = e.max = static_cast<std::uint32_t>(node.literal.size());
      return e;
    case Kind::kSequence:
      for (const Node& child : node.children) {
        const Extent c = ExtentOf(child);
        e.min += c.min;
        e.max += c.max;
        e.slots += c.slots;
      }
      return e;
    case Kind::kChoice:
      e.min = UINT32_MAX;
      for (const Node& child : node.children) {
        const Extent c = ExtentOf(child);
        e.min = std::min(e.min, c.min);
        e.max = std::max(e.max, c.max);
        e.slots = std::max(e.slots, c.slots);
      }
      return e;
    case Kind::kOptional:
      e = ExtentOf(node.children.front());
      e.min = 0;
      return e;
    case Kind::kGap:
      e.min = node.min;
      e.max = 2 * node.max;  // characters outside the BMP are two units
      return e;
    case Kind::kSlot:
      e.min = 1;
      e.slots = 1;
      return e;
    case Kind::kEdge:
    case Kind::kExclude:
    case Kind::kRule:
      return e;
  }
  return e;
}

std::uint32_t LeastTouched(const Node& node) {
  std::uint32_t n = 0;
  switch (node.kind) {
    case Kind::kLiteral:
      return static_cast<std::uint32_t>(node.literal.size());
    case Kind::kSlot:
      return 1;
    case Kind::kSequence:
      for (const Node& child : node.children) n += LeastTouched(child);
      return n;
    case Kind::kChoice:
      n = UINT32_MAX;
      for (const Node& child : node.children) n = std::min(n, LeastTouched(child));
      return n;
    default:
      return 0;
  }
}

std::optional<std::vector<std::u16string>> ExactTexts(const Node& node, std::size_t limit,
                                                      bool skip_tests) {
  std::vector<std::u16string> texts;
  switch (node.kind) {
    case Kind::kLiteral:
      texts.push_back(node.literal);
      return texts;
    case Kind::kEdge:
    case Kind::kExclude:
      if (!skip_tests) return std::nullopt;
      texts.emplace_back();
      return texts;
    case Kind::kSequence:
      texts.emplace_back();
      for (const Node& child : node.children) {
        const auto tails = ExactTexts(child, limit, skip_tests);
        if (!tails || texts.size() * tails->size() > limit) return std::nullopt;
        std::vector<std::u16string> longer;
        for (const auto& head : texts) {
          for (const auto& tail : *tails) longer.push_back(head + tail);
        }
        texts = std::move(longer);
      }
      return texts;
    case Kind::kChoice:
    case Kind::kOptional:
      if (node.kind == Kind::kOptional) texts.emplace_back();
      for (const Node& child : node.children) {
        auto more = ExactTexts(child, limit, skip_tests);
        if (!more || texts.size() + more->size() > limit) return std::nullopt;
        std::move(more->begin(), more->end(), std::back_inserter(texts));
      }
      return texts;
    case Kind::kGap:
    case Kind::kSlot:
    case Kind::kRule:
      return std::nullopt;
  }
  return std::nullopt;
}

bool ResolveExclusions(Node& root, const TemplateSource& source, Diagnostics& diagnostics) {
  return Resolve(root, true, source, diagnostics);
}

void SortChoices(Node& node) {
  for (Node& child : node.children) SortChoices(child);
  if (node.kind != Kind::kChoice) return;
  std::stable_sort(node.children.begin(), node.children.end(), [](const Node& a, const Node& b) {
    return LongestLiteral(a) > LongestLiteral(b);
  });
}

}  // namespace xiaoer::match
