#include "engine/text/segmenter.h"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <utility>

#include "engine/text/phrase_set.h"

namespace xiaoer {

struct Segmenter::Impl {
  std::unique_ptr<const icu::BreakIterator> prototype;
  PhraseSet words;
};

Segmenter::Segmenter(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
Segmenter::~Segmenter() = default;

Result<std::shared_ptr<const Segmenter>> Segmenter::Create(const Lexicon& lexicon,
                                                           const Normalizer& normalizer) {
  auto impl = std::make_unique<Impl>();
  UErrorCode error = U_ZERO_ERROR;
  impl->prototype.reset(
      icu::BreakIterator::createWordInstance(icu::Locale::getSimplifiedChinese(), error));
  if (U_FAILURE(error)) return Unavailable("ICU has no word dictionary");
  // One character says nothing that ICU would not say.
  const auto add = [&](const std::string& word) {
    const std::u16string folded = normalizer.FoldLiteral(word);
    if (folded.size() > 1) impl->words.Add(folded, 0);
  };
  for (const std::string& word : lexicon.words) add(word);
  for (const Lexicon::Variant& variant : lexicon.variants) add(variant.canonical);
  for (const std::string& word : lexicon.ignored) add(word);
  return std::shared_ptr<const Segmenter>(new Segmenter(std::move(impl)));
}

std::vector<Span> Segmenter::Segment(std::u16string_view text) const {
  // Iterators hold their position, so every call has its own.
  const std::unique_ptr<icu::BreakIterator> iterator(impl_->prototype->clone());
  const icu::UnicodeString readonly(false, text.data(), static_cast<int32_t>(text.size()));
  iterator->setText(readonly);

  std::vector<bool> edge(text.size() + 1, false);
  for (int32_t at = iterator->first(); at != icu::BreakIterator::DONE; at = iterator->next()) {
    edge[static_cast<std::size_t>(at)] = true;
  }
  for (std::size_t i = 0; i < text.size();) {
    const auto match = impl_->words.LongestAt(text, i);
    if (!match) {
      ++i;
      continue;
    }
    const std::size_t end = i + match->length;
    edge[i] = edge[end] = true;
    std::fill(edge.begin() + static_cast<std::ptrdiff_t>(i) + 1,
              edge.begin() + static_cast<std::ptrdiff_t>(end), false);
    i = end;
  }

  std::vector<Span> segments;
  std::uint32_t begin = 0;
  for (std::uint32_t i = 1; i <= text.size(); ++i) {
    if (!edge[i]) continue;
    if (i > begin + 1 || text[begin] != u' ') segments.push_back({begin, i});
    begin = i;
  }
  return segments;
}

}  // namespace xiaoer
