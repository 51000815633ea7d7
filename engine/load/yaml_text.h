// The bytes of a YAML file: what they must be before a parser sees them, and where in them things
// are.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"

namespace xiaoer::yaml {

// Far more than any file of a shop needs.
inline constexpr std::size_t kMaxBytes = 4 * 1024 * 1024;

// The bytes of a regular file; nothing (and an error) for anything else, or for one above
// kMaxBytes.
std::optional<std::string> ReadText(const std::string& path, const std::string& shown_as,
                                    Diagnostics& diagnostics);

// Reports bytes that are not UTF-8 and control characters, and says whether there were none.
bool CheckText(std::string_view text, const std::string& file, Diagnostics& diagnostics);

// Byte offset → line and column. Keeps a reference to the text.
class Places {
 public:
  Places(std::string_view text, const std::string& file);

  SourceLocation At(std::size_t offset) const;
  // The first character of the scalar whose token starts at `offset`.
  SourceLocation TextAt(std::size_t offset) const;
  // False for a scalar in quotes, starting at `offset`, whose end is missing.
  bool IsClosed(std::size_t offset) const;
  // The byte there; 0 at the end.
  char ByteAt(std::size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }

 private:
  std::size_t LineOf(std::size_t offset) const;

  std::string_view text_;
  const std::string& file_;
  std::vector<std::size_t> lines_;  // where each begins
};

}  // namespace xiaoer::yaml
