#include "adapters/codec/json_writer.h"

#include <cmath>

#include "engine/base/utf8.h"

namespace xiaoer {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool IsPlainAscii(unsigned char c) { return c >= 0x20 && c < 0x80 && c != '"' && c != '\\'; }

// Most of what we write: three bytes of which the first allows any continuation, as in Chinese.
bool IsCommonThreeBytes(std::string_view text, std::size_t pos) {
  if (text.size() - pos < 3) return false;
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[pos + i]); };
  return at(0) > 0xE0 && at(0) < 0xF0 && at(0) != 0xED && (at(1) & 0xC0) == 0x80 &&
         (at(2) & 0xC0) == 0x80;
}

void AppendEscape(std::string& out, unsigned char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      constexpr char kHex[] = "0123456789abcdef";
      out += "\\u00";
      out += kHex[c >> 4];
      out += kHex[c & 0xF];
  }
}

}  // namespace

void JsonWriter::Separate() {
  if (!first_) out_ += ',';
  first_ = false;
}

JsonWriter& JsonWriter::Open(char bracket) {
  Separate();
  out_ += bracket;
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::Close(char bracket) {
  out_ += bracket;
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::Plain(std::string_view text) {
  Separate();
  out_ += text;
  return *this;
}

JsonWriter& JsonWriter::Key(std::string_view key) {
  Separate();
  out_ += '"';
  out_ += key;
  out_ += "\":";
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::Value(std::string_view text) {
  Separate();
  Quote(text);
  return *this;
}

JsonWriter& JsonWriter::Value(double number) {
  if (!std::isfinite(number)) return Value(nullptr);
  // As people write them, but for the very large and small.
  const double size = std::abs(number);
  const bool fixed = size == 0 || (size >= 1e-4 && size < 1e15);
  char digits[40];
  const auto end = std::to_chars(digits, digits + sizeof digits, number,
                                 fixed ? std::chars_format::fixed : std::chars_format::scientific)
                       .ptr;
  const std::string_view text(digits, static_cast<std::size_t>(end - digits));
  Plain(text);
  if (fixed && text.find('.') == std::string_view::npos) out_ += ".0";
  return *this;
}

JsonWriter& JsonWriter::Name(std::string_view text) {
  Value(text);
  out_ += ':';
  first_ = true;
  return *this;
}

void JsonWriter::Quote(std::string_view text) {
  out_ += '"';
  std::size_t copied = 0;  // up to here it is written
  std::size_t pos = 0;
  const auto copy = [&] { out_ += text.substr(copied, pos - copied); };
  while (pos < text.size()) {
    const auto c = static_cast<unsigned char>(text[pos]);
    if (IsPlainAscii(c)) {
      ++pos;
    } else if (c < 0x80) {
      copy();
      AppendEscape(out_, c);
      copied = ++pos;
    } else if (IsCommonThreeBytes(text, pos)) {
      pos += 3;
    } else {
      const utf8::CodePoint read = utf8::Decode(text, pos);
      if (!read.ok) {
        copy();
        out_ += kReplacement;
        copied = pos + read.bytes;
      }
      pos += read.bytes;
    }
  }
  copy();
  out_ += '"';
}

}  // namespace xiaoer
