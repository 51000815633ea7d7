#include "engine/match/raw_regex.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <limits>
#include <numeric>

namespace xiaoer::match {

Utf8Line::Utf8Line(std::u16string_view text) {
  const auto length = static_cast<std::int32_t>(text.size());
  utf8.reserve(text.size() * 3);
  for (std::int32_t i = 0; i < length;) {
    const auto unit = static_cast<std::uint32_t>(i);
    UChar32 c = 0;
    U16_NEXT_OR_FFFD(text.data(), i, length, c);
    char buffer[4] = {};
    std::int32_t n = 0;
    U8_APPEND_UNSAFE(buffer, n, c);
    utf8.append(buffer, static_cast<std::size_t>(n));
    unit_at.resize(utf8.size(), unit);
  }
  unit_at.push_back(static_cast<std::uint32_t>(text.size()));
}

struct RawRegexes::Impl {
  // Short atoms filter little, and single Hanzi are three bytes already.
  static constexpr int kShortestAtom = 3;

  re2::FilteredRE2 filter{kShortestAtom};
  std::vector<std::string> atoms;
  std::size_t count = 0;
};

RawRegexes::RawRegexes() : impl_(std::make_unique<Impl>()) {}
RawRegexes::~RawRegexes() = default;
RawRegexes::RawRegexes(RawRegexes&&) noexcept = default;
RawRegexes& RawRegexes::operator=(RawRegexes&&) noexcept = default;

std::optional<std::string> RawRegexes::Add(std::string_view pattern) {
  RE2::Options options;
  options.set_log_errors(false);
  const re2::StringPiece piece(pattern.data(), pattern.size());
  const RE2 trial(piece, options);
  if (!trial.ok()) return trial.error();
  if (RE2::FullMatch("", trial)) return "it matches the empty text";
  int id = 0;
  if (impl_->filter.Add(piece, options, &id) != RE2::NoError) return "it cannot be compiled";
  ++impl_->count;
  return std::nullopt;
}

void RawRegexes::Finish() {
  if (impl_->count > 0) impl_->filter.Compile(&impl_->atoms);
}

std::size_t RawRegexes::size() const { return impl_->count; }

std::vector<std::uint32_t> RawRegexes::Possible(const Utf8Line& line, bool prefilter) const {
  std::vector<std::uint32_t> out;
  if (impl_->count == 0) return out;
  if (!prefilter || impl_->atoms.empty()) {
    out.resize(impl_->count);
    std::iota(out.begin(), out.end(), 0U);
    return out;
  }
  std::vector<int> found;
  for (std::size_t i = 0; i < impl_->atoms.size(); ++i) {
    if (line.utf8.find(impl_->atoms[i]) != std::string::npos) found.push_back(static_cast<int>(i));
  }
  std::vector<int> possible;
  impl_->filter.AllPotentials(found, &possible);
  std::sort(possible.begin(), possible.end());
  for (const int id : possible) out.push_back(static_cast<std::uint32_t>(id));
  return out;
}

void RawRegexes::FindAll(std::uint32_t index, const Utf8Line& line, std::vector<Span>& out) const {
  const RE2& regex = impl_->filter.GetRE2(static_cast<int>(index));
  const re2::StringPiece text(line.utf8);
  std::size_t from = 0;
  re2::StringPiece found;
  while (from < text.size() && regex.Match(text, from, text.size(), RE2::UNANCHORED, &found, 1)) {
    const auto begin = static_cast<std::size_t>(found.data() - text.data());
    const std::size_t end = begin + found.size();
    if (found.empty()) {
      // Go on behind the next character, not inside it.
      from = begin + 1;
      while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) ++from;
      continue;
    }
    if (line.unit_at[begin] < line.unit_at[end]) {
      out.push_back({line.unit_at[begin], line.unit_at[end]});
    }
    from = end;
  }
}

}  // namespace xiaoer::match
