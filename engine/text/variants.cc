#include "engine/text/variants.h"

#include "engine/text/chars.h"

namespace xiaoer {
namespace {

constexpr std::uint32_t kKeep = UINT32_MAX - 1;

// Copies a composed text piece by piece. Between words in different scripts a space may lose its
// reason when a latin variant becomes Hanzi.
class Copier {
 public:
  explicit Copier(std::size_t size) {
    out_.text.reserve(size);
    out_.bytes.reserve(size);
  }

  void Unit(char16_t unit, Span bytes) {
    const CharKind kind = KindOf(unit);
    if (kind == CharKind::kSpace && !IsWordKind(last_)) return;
    if (last_ == CharKind::kSpace && !IsWordKind(kind)) {
      out_.text.pop_back();
      out_.bytes.pop_back();
    }
    out_.text.push_back(unit);
    out_.bytes.push_back(bytes);
    last_ = kind;
  }

  void Break(char16_t unit, Span bytes) {
    Unit(unit, bytes);
    out_.breaks.push_back(static_cast<std::uint32_t>(out_.text.size() - 1));
  }

  Composed Take() { return std::move(out_); }

 private:
  Composed out_;
  CharKind last_ = CharKind::kSymbol;
};

}  // namespace

VariantRewriter::VariantRewriter(
    std::span<const std::pair<std::u16string, std::u16string>> variants) {
  for (const auto& [word, variant] : variants) {
    if (word == variant || word.empty()) continue;
    if (phrases_.Add(variant, static_cast<std::uint32_t>(words_.size()))) words_.push_back(word);
  }
  // After all variants: a word that is itself a variant of another one is rewritten.
  for (const auto& entry : variants) {
    if (entry.first.size() > 1) phrases_.Add(entry.first, kKeep);
  }
}

bool VariantRewriter::CutsCanonical(std::u16string_view text, std::size_t begin,
                                    std::size_t end) const {
  for (std::size_t i = begin + 1; i < end; ++i) {
    const auto match = phrases_.LongestAt(text, i);
    if (match && match->value == kKeep && i + match->length > end) return true;
  }
  return false;
}

std::vector<VariantRewriter::Edit> VariantRewriter::FindEdits(std::u16string_view text) const {
  std::vector<Edit> edits;
  for (std::size_t i = 0; i < text.size();) {
    const auto match = phrases_.LongestAt(text, i);
    if (!match) {
      ++i;
    } else if (match->value == kKeep) {
      i += match->length;
    } else if (CutsCanonical(text, i, i + match->length)) {
      ++i;
    } else {
      edits.push_back({static_cast<std::uint32_t>(i), match->length, match->value});
      i += match->length;
    }
  }
  return edits;
}

void VariantRewriter::Rewrite(Composed& composed) const {
  if (phrases_.empty()) return;
  const std::vector<Edit> edits = FindEdits(composed.text);
  if (edits.empty()) return;
  Copier copier(composed.text.size() + 8);
  std::size_t next_break = 0;
  std::uint32_t at = 0;
  const auto copy_to = [&](std::uint32_t end) {
    for (; at < end; ++at) {
      if (next_break < composed.breaks.size() && composed.breaks[next_break] == at) {
        copier.Break(composed.text[at], composed.bytes[at]);
        ++next_break;
      } else {
        copier.Unit(composed.text[at], composed.bytes[at]);
      }
    }
  };
  for (const Edit& edit : edits) {
    copy_to(edit.begin);
    const std::u16string& word = words_[edit.word];
    const Span whole{composed.bytes[edit.begin].begin,
                     composed.bytes[edit.begin + edit.length - 1].end};
    // Equally long words correspond unit by unit; otherwise every unit stands for the whole
    // variant.
    const bool parallel = word.size() == edit.length;
    for (std::uint32_t i = 0; i < word.size(); ++i) {
      copier.Unit(word[i], parallel ? composed.bytes[edit.begin + i] : whole);
    }
    at = edit.begin + edit.length;
    while (next_break < composed.breaks.size() && composed.breaks[next_break] < at) ++next_break;
  }
  copy_to(static_cast<std::uint32_t>(composed.text.size()));
  composed = copier.Take();
}

}  // namespace xiaoer
