#include "engine/text/normalizer.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/text/clauses.h"
#include "engine/text/compose.h"
#include "engine/text/platform_codes.h"
#include "engine/text/symbols.h"
#include "engine/text/variants.h"

namespace xiaoer {
namespace {

// Offsets have 32 bits, and one code point may fold to 18 units. What is longer is no buyer's line;
// callers limit messages far below this.
constexpr std::size_t kMaxBytes = std::size_t{1} << 26;

// How often a variant may lead to another one.
constexpr int kMaxChain = 8;

std::vector<Symbol> SymbolsOf(std::string_view text, const FoldTable& table) {
  std::vector<Symbol> symbols;
  std::vector<Signal> signals;
  symbols.reserve(text.size());
  ReadSymbols(text, table, symbols, signals);
  return symbols;
}

// The lexicon's word as it would stand in a text, but for variants.
std::u16string FoldWord(std::string_view word, const FoldTable& table) {
  Composed composed;
  ComposeLiteral(SymbolsOf(word, table), /*cut_runs=*/true, composed);
  return std::move(composed.text);
}

std::unordered_set<std::u32string> FoldBracketWords(const std::vector<std::string>& words,
                                                    const FoldTable& table) {
  std::unordered_set<std::u32string> result;
  for (const std::string& word : words) {
    std::u32string folded;
    for (const Symbol& symbol : SymbolsOf(word, table)) {
      const char32_t c = symbol.folded;
      if (c != 0 && c != U' ' && c != U'[' && c != U']') folded.push_back(c);
    }
    if (!folded.empty()) result.insert(std::move(folded));
  }
  return result;
}

VariantRewriter MakeRewriter(const Lexicon& lexicon, const FoldTable& table) {
  std::vector<std::pair<std::u16string, std::u16string>> pairs;
  pairs.reserve(lexicon.variants.size());
  for (const Lexicon::Variant& v : lexicon.variants) {
    pairs.emplace_back(FoldWord(v.canonical, table), FoldWord(v.variant, table));
  }
  // A canonical word may be a variant of another one: rewritten until nothing changes, so that one
  // pass over a line is enough. A circle of variants ends at the limit.
  for (int i = 0; i < kMaxChain; ++i) {
    const VariantRewriter rewriter(pairs);
    bool changed = false;
    for (auto& pair : pairs) {
      Composed composed{pair.first, std::vector<Span>(pair.first.size()), {}};
      rewriter.Rewrite(composed);
      if (composed.text == pair.first) continue;
      pair.first = std::move(composed.text);
      changed = true;
    }
    if (!changed) break;
  }
  return VariantRewriter(pairs);
}

std::vector<std::u16string> FoldWords(const std::vector<std::string>& words, const FoldTable& table,
                                      const VariantRewriter& rewriter) {
  std::vector<std::u16string> result;
  for (const std::string& word : words) {
    Composed composed;
    ComposeLiteral(SymbolsOf(word, table), /*cut_runs=*/true, composed);
    rewriter.Rewrite(composed);
    result.push_back(std::move(composed.text));
  }
  return result;
}

}  // namespace

struct Normalizer::Impl {
  Impl(std::shared_ptr<const FoldTable> fold, const Lexicon& lexicon)
      : table(std::move(fold)),
        words{FoldBracketWords(lexicon.emoji_codes, *table),
              FoldBracketWords(lexicon.masks, *table)},
        rewriter(MakeRewriter(lexicon, *table)),
        splitter(FoldWords(lexicon.leading, *table, rewriter),
                 FoldWords(lexicon.trailing, *table, rewriter)) {}

  std::shared_ptr<const FoldTable> table;
  BracketWords words;
  VariantRewriter rewriter;
  ClauseSplitter splitter;
};

Normalizer::Normalizer(std::shared_ptr<const FoldTable> table, const Lexicon& lexicon)
    : impl_(std::make_unique<const Impl>(std::move(table), lexicon)) {}

Normalizer::~Normalizer() = default;

Normalized Normalizer::Normalize(std::string_view line) const {
  Normalized result;
  result.original = line;
  line = line.substr(0, kMaxBytes);

  std::vector<Symbol> symbols;
  // Most lines are Hanzi, three bytes each.
  symbols.reserve(line.size() / 2 + 8);
  ReadSymbols(line, *impl_->table, symbols, result.signals);

  Composed composed;
  composed.text.reserve(symbols.size() + 8);
  composed.bytes.reserve(symbols.size() + 8);
  result.script = ComposeLine(symbols, impl_->words, composed, result.signals);
  impl_->rewriter.Rewrite(composed);

  result.clauses = impl_->splitter.Split(composed.text, composed.breaks);
  result.text = std::move(composed.text);
  result.bytes = std::move(composed.bytes);
  std::stable_sort(result.signals.begin(), result.signals.end(),
                   [](const Signal& a, const Signal& b) { return a.bytes.begin < b.bytes.begin; });
  return result;
}

std::u16string Normalizer::FoldLiteral(std::string_view text) const {
  Composed composed;
  ComposeLiteral(SymbolsOf(text.substr(0, kMaxBytes), *impl_->table), /*cut_runs=*/false, composed);
  impl_->rewriter.Rewrite(composed);
  return std::move(composed.text);
}

}  // namespace xiaoer
