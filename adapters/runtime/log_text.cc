#include "adapters/runtime/log_text.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <vector>

#include "engine/base/utf8.h"
#include "engine/policy/masking.h"

namespace xiaoer {
namespace {

constexpr std::size_t kMinDigits = 7;
constexpr std::size_t kMostBetween = 3;
constexpr std::size_t kMinIdLetters = 6;
constexpr std::size_t kMinIdDigits = 4;
constexpr std::size_t kMinSecret = 16;
constexpr std::string_view kEllipsis = "…";

bool IsAscii(char32_t c) { return c < 0x80; }
bool IsLetterOrDigit(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }
bool IsWordByte(char c) { return IsLetterOrDigit(c) || c == '_' || c == '-'; }
bool IsMailByte(char c) { return IsWordByte(c) || c == '.' || c == '+' || c == '%'; }

// Of any script and style, Han numerals among them.
bool IsDigit(char32_t c) {
  if (IsAscii(c)) return c >= U'0' && c <= U'9';
  if (c == U'幺') return true;
  const double value = u_getNumericValue(static_cast<UChar32>(c));
  return value >= 0 && value <= 9 && value == static_cast<int>(value);
}

// What may stand between two digits of one number.
bool IsBetween(char32_t c) {
  const auto u = static_cast<UChar32>(c);
  return u_isspace(u) || u_ispunct(u) || u_iscntrl(u) || u_charType(u) == U_FORMAT_CHAR ||
         u_charType(u) == U_NON_SPACING_MARK || u_charType(u) == U_ENCLOSING_MARK ||
         (u_getIntPropertyValue(u, UCHAR_GENERAL_CATEGORY_MASK) & U_GC_S_MASK) != 0;
}

std::size_t WordEnd(std::string_view text, std::size_t from, bool (*belongs)(char)) {
  while (from < text.size() && belongs(text[from])) ++from;
  return from;
}

bool EndsWithIgnoringCase(std::string_view text, std::string_view end) {
  return text.size() >= end.size() &&
         std::equal(
             end.begin(), end.end(), text.end() - static_cast<std::ptrdiff_t>(end.size()),
             [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
}

// token=…, Bearer …: a secret follows, whatever it looks like.
bool AnnouncesSecret(std::string_view before) {
  constexpr std::array<std::string_view, 9> kKeys = {
      "token", "key", "secret", "password", "passwd", "pwd", "auth", "signature", "authorization"};
  while (!before.empty() && (before.back() == ' ' || before.back() == '"')) before.remove_suffix(1);
  if (EndsWithIgnoringCase(before, "bearer") || EndsWithIgnoringCase(before, "basic")) return true;
  if (before.empty() || (before.back() != '=' && before.back() != ':')) return false;
  before.remove_suffix(1);
  while (!before.empty() && (before.back() == ' ' || before.back() == '"')) before.remove_suffix(1);
  return std::any_of(kKeys.begin(), kKeys.end(),
                     [&](std::string_view key) { return EndsWithIgnoringCase(before, key); });
}

class Masker {
 public:
  explicit Masker(std::string_view text) : text_(text) {}

  // Everything but addresses.
  std::string Run() {
    while (pos_ < text_.size()) {
      const bool fresh = pos_ == 0 || !IsMailByte(text_[pos_ - 1]);
      if (fresh && IsMailByte(text_[pos_]) && (TakeSecret() || TakeMail() || TakeWord())) continue;
      if (TakeNumber()) continue;
      const std::size_t bytes = utf8::Decode(text_, pos_).bytes;
      out_ += text_.substr(pos_, bytes);
      pos_ += bytes;
    }
    return std::move(out_);
  }

 private:
  bool Replace(std::size_t end, std::string_view with) {
    out_ += with;
    pos_ = end;
    return true;
  }

  bool TakeSecret() {
    if (!AnnouncesSecret(text_.substr(0, pos_))) return false;
    const std::size_t end = WordEnd(text_, pos_, [](char c) {
      return c > ' ' && c != '&' && c != '"' && c != ',' && c != ';' && c != '}';
    });
    const std::string_view word = text_.substr(pos_, end - pos_);
    // "Authorization: Bearer …": the scheme is none.
    if (EndsWithIgnoringCase(word, "bearer") || EndsWithIgnoringCase(word, "basic")) return false;
    return Replace(end, "[secret]");
  }

  bool TakeMail() {
    const std::size_t at = WordEnd(text_, pos_, IsMailByte);
    if (at >= text_.size() || text_[at] != '@') return false;
    const std::size_t end = WordEnd(text_, at + 1, IsMailByte);
    return end > at + 1 && Replace(end, "[mail]");
  }

  bool TakeWord() {
    const std::size_t end = WordEnd(text_, pos_, IsWordByte);
    const std::string_view word = text_.substr(pos_, end - pos_);
    const auto digits = static_cast<std::size_t>(
        std::count_if(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }));
    const auto marks = static_cast<std::size_t>(
        std::count_if(word.begin(), word.end(), [](char c) { return c == '_' || c == '-'; }));
    // Digits alone are a number, which may go on behind a blank; an identity card's may end with an X.
    const std::size_t x = word.ends_with('X') || word.ends_with('x') ? 1 : 0;
    if (digits + marks + x == word.size()) return false;
    if (word.size() >= kMinSecret) return Replace(end, "[secret]");
    if (word.size() >= kMinIdLetters && digits >= kMinIdDigits) return Replace(end, "[id]");
    return false;
  }

  bool TakeNumber() {
    std::size_t digits = 0;
    std::size_t between = 0;
    std::size_t end = pos_;
    for (std::size_t at = pos_; at < text_.size();) {
      const utf8::CodePoint c = utf8::Decode(text_, at);
      if (c.ok && IsDigit(c.value)) {
        ++digits;
        between = 0;
        end = at + c.bytes;
      } else if (digits == 0 || ++between > kMostBetween || (c.ok && !IsBetween(c.value))) {
        break;
      }
      at += c.bytes;
    }
    if (digits == 0) return false;
    if (digits >= kMinDigits) {
      // The last place of an identity card's number.
      if (end < text_.size() && (text_[end] == 'X' || text_[end] == 'x')) ++end;
      return Replace(end, "[" + std::to_string(digits) + " digits]");
    }
    // Too few: all of it stays, so that no later start finds a part of it again.
    out_ += text_.substr(pos_, end - pos_);
    pos_ = end;
    return true;
  }

  std::string_view text_;
  std::size_t pos_ = 0;
  std::string out_;
};

// Would end a line, move or colour a terminal's text, or hide or turn what follows.
bool IsEscaped(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xFFF9 && c <= 0xFFFB);
}

}  // namespace

std::string MaskForLog(std::string_view text, std::size_t max_bytes) {
  const std::string masked = MaskPrivate(Masker(text).Run());
  if (masked.size() <= max_bytes) return masked;
  return std::string(utf8::TruncateBytes(masked, max_bytes)).append(kEllipsis);
}

void AppendJsonString(std::string& out, std::string_view text, std::size_t max_bytes) {
  const std::string_view cut = utf8::TruncateBytes(text, max_bytes);
  out += '"';
  for (std::size_t pos = 0; pos < cut.size();) {
    const utf8::CodePoint c = utf8::Decode(cut, pos);
    if (!c.ok) {
      out += "\uFFFD";
    } else if (c.value == U'"' || c.value == U'\\') {
      out += '\\';
      out += static_cast<char>(c.value);
    } else if (IsEscaped(c.value)) {
      std::array<char, 8> escape{};
      std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c.value));
      out += escape.data();
    } else {
      out += cut.substr(pos, c.bytes);
    }
    pos += c.bytes;
  }
  if (cut.size() < text.size()) out += kEllipsis;
  out += '"';
}

}  // namespace xiaoer
