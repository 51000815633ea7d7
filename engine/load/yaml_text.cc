#include "engine/load/yaml_text.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "engine/base/utf8.h"

namespace xiaoer::yaml {

std::optional<std::string> ReadText(const std::string& path, const std::string& shown_as,
                                    Diagnostics& diagnostics) {
  const auto fail = [&](std::string message, std::string hint = {}) {
    diagnostics.Error({shown_as, 0, 0}, std::move(message), std::move(hint));
    return std::nullopt;
  };
  // Asked first: opening a pipe would wait for its other end.
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) return fail("there is no such file");
  if (!std::filesystem::is_regular_file(status)) return fail("this is no file");
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return fail("the file cannot be read", "may this user read it?");
  // Not the size that was announced: a file may grow between the question and the answer.
  std::string text(kMaxBytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) return fail("the file cannot be read");
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (text.size() > kMaxBytes) return fail("the file is larger than 4 MiB", "split it");
  text.shrink_to_fit();
  return text;
}

bool CheckText(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
  if (text.size() > kMaxBytes) {
    diagnostics.Error({file, 0, 0}, "the file is larger than 4 MiB", "split it");
    return false;
  }
  int line = 1;
  int column = 1;
  for (std::size_t pos = 0; pos < text.size(); ++column) {
    const utf8::CodePoint c = utf8::Decode(text, pos);
    if (!c.ok) {
      diagnostics.Error({file, line, column}, "bytes that are not UTF-8",
                        "save the file as UTF-8 (not as GBK or Big5)");
      return false;
    }
    // yaml-cpp takes U+0004 for the end of the file, so the rest would silently be lost.
    const bool control = c.value < 0x20 && c.value != U'\n' && c.value != U'\r' && c.value != U'\t';
    if (control || c.value == 0x7F) {
      diagnostics.Error({file, line, column}, "a control character", "remove it");
      return false;
    }
    pos += c.bytes;
    if (c.value == U'\n') {
      ++line;
      column = 0;
    }
  }
  return true;
}

Places::Places(std::string_view text, const std::string& file) : text_(text), file_(file) {
  lines_.push_back(0);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') lines_.push_back(i + 1);
  }
}

std::size_t Places::LineOf(std::size_t offset) const {
  return static_cast<std::size_t>(std::upper_bound(lines_.begin(), lines_.end(), offset) -
                                  lines_.begin()) -
         1;
}

SourceLocation Places::At(std::size_t offset) const {
  const std::size_t end = std::min(offset, text_.size());
  const std::size_t line = LineOf(end);
  const std::size_t column = utf8::Count(text_.substr(lines_[line], end - lines_[line]));
  return {file_, static_cast<int>(line) + 1, static_cast<int>(column) + 1};
}

SourceLocation Places::TextAt(std::size_t offset) const {
  const char first = ByteAt(offset);
  if (first == '"' || first == '\'') return At(offset + 1);
  if (first != '|' && first != '>') return At(offset);
  const std::size_t line = LineOf(offset) + 1;
  if (line >= lines_.size()) return At(offset);
  const std::size_t text = text_.find_first_not_of(" \r\n", lines_[line]);
  return At(text == std::string_view::npos ? offset : text);
}

bool Places::IsClosed(std::size_t offset) const {
  const char quote = ByteAt(offset);
  if (quote != '"' && quote != '\'') return true;
  for (std::size_t i = offset + 1; i < text_.size(); ++i) {
    if (quote == '"' && text_[i] == '\\') {
      ++i;
    } else if (text_[i] == quote) {
      if (quote == '"' || ByteAt(i + 1) != quote) return true;
      ++i;  // '' inside single quotes is one of them
    }
  }
  return false;
}

}  // namespace xiaoer::yaml
