#include "engine/dialog/decoration.h"

#include <algorithm>

#include "engine/base/utf8.h"

namespace xiaoer {
namespace {

// Stands for decoration until its neighbours are known. Never in a text: ReadSymbols drops controls.
constexpr char kGap = '\x01';

bool IsWave(char32_t c) { return c == U'～' || c == U'~' || c == U'〜'; }

// Text with every emoji and wave as one kGap.
std::string Marked(const Normalizer& normalizer, std::string_view text) {
  const Normalized line = normalizer.Normalize(text);
  std::string out;
  for (std::size_t pos = 0; pos < text.size();) {
    const auto emoji = std::find_if(line.signals.begin(), line.signals.end(), [&](const Signal& s) {
      return s.kind == Signal::Kind::kEmoji && s.bytes.begin == pos && !s.bytes.empty();
    });
    const utf8::CodePoint decoded = utf8::Decode(text, pos);
    if (emoji != line.signals.end()) {
      out += kGap;
      pos = emoji->bytes.end;
    } else {
      const bool wave = decoded.ok && IsWave(decoded.value);
      if (wave) {
        out += kGap;
      } else if (text[pos] != kGap) {
        out += text.substr(pos, decoded.bytes);
      }
      pos += decoded.bytes;
    }
  }
  return out;
}

bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }

// A letter, figure or Hanzi at the text's end or start: no punctuation, no blank.
bool IsWord(char32_t c) {
  return (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') ||
         (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF);
}
bool EndsInWord(std::string_view text) {
  std::size_t start = text.size();
  while (start > 0 && (static_cast<unsigned char>(text[start - 1]) & 0xC0) == 0x80) --start;
  return start > 0 && IsWord(utf8::Decode(text, start - 1).value);
}

}  // namespace

std::string WithoutDecoration(const Normalizer& normalizer, std::string_view text) {
  const std::string marked = Marked(normalizer, text);
  std::string out;
  for (std::size_t pos = 0; pos < marked.size();) {
    if (marked[pos] != kGap) {
      out += marked[pos++];
      continue;
    }
    while (pos < marked.size() && marked[pos] == kGap) ++pos;
    if (pos == marked.size()) break;
    if (!out.empty() && IsAsciiDigit(out.back()) && IsAsciiDigit(marked[pos])) {
      out += "到";
    } else if (EndsInWord(out) && IsWord(utf8::Decode(marked, pos).value)) {
      out += "，";
    }
  }
  return out;
}

}  // namespace xiaoer
