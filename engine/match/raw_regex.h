// `/re/` templates: RE2 on the canonical text as UTF-8.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/normalized.h"

namespace xiaoer::match {

// The canonical text as UTF-8 with the way back to units. Built only when a raw template is to be
// tried.
struct Utf8Line {
  explicit Utf8Line(std::u16string_view text);

  std::string utf8;
  std::vector<std::uint32_t>
      unit_at;  // for each byte that begins a character, and the end: its unit
};

// All raw templates of a pack. Immutable after Finish.
class RawRegexes {
 public:
  RawRegexes();
  ~RawRegexes();
  RawRegexes(RawRegexes&&) noexcept;
  RawRegexes& operator=(RawRegexes&&) noexcept;

  // Nullopt if added (its index is the number of those added before), else what is wrong with it.
  std::optional<std::string> Add(std::string_view pattern);
  // After the last Add.
  void Finish();
  std::size_t size() const;

  // The patterns that can match at all, ascending; all of them if not `prefilter`.
  std::vector<std::uint32_t> Possible(const Utf8Line& line, bool prefilter) const;
  // All non-overlapping matches that are not empty, in units.
  void FindAll(std::uint32_t index, const Utf8Line& line, std::vector<Span>& out) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace xiaoer::match
