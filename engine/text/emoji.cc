#include "engine/text/emoji.h"

#include <unicode/uchar.h>

namespace xiaoer {
namespace {

constexpr char32_t kJoiner = 0x200D;
constexpr char32_t kTextStyle = 0xFE0E;
constexpr char32_t kEmojiStyle = 0xFE0F;
constexpr char32_t kKeycap = 0x20E3;

bool Has(char32_t c, UProperty property) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), property);
}

bool IsFlagLetter(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

class Scanner {
 public:
  explicit Scanner(std::span<const Symbol> symbols) : symbols_(symbols) {}

  std::size_t Scan(std::size_t pos) {
    at_ = pos;
    if (Keycap()) return at_ - pos;
    if (IsFlagLetter(Raw())) {
      Next();
      if (IsFlagLetter(Raw())) Next();
      return at_ - pos;
    }
    if (!Element()) return 0;
    while (Raw() == kJoiner) {
      const std::size_t before = at_;
      Next();
      if (!Element()) {
        at_ = before;
        break;
      }
    }
    return at_ - pos;
  }

 private:
  char32_t Raw() const { return at_ < symbols_.size() ? symbols_[at_].raw : 0; }

  // To the next character: one that folds to several symbols is several here.
  void Next() {
    const Span bytes = symbols_[at_].bytes;
    while (at_ < symbols_.size() && symbols_[at_].bytes == bytes) ++at_;
  }

  bool Keycap() {
    const std::size_t before = at_;
    const char32_t c = Raw();
    if ((c >= '0' && c <= '9') || c == '#' || c == '*') {
      Next();
      if (Raw() == kEmojiStyle) Next();
      if (Raw() == kKeycap) {
        Next();
        return true;
      }
    }
    at_ = before;
    return false;
  }

  bool Element() {
    const std::size_t before = at_;
    const char32_t c = Raw();
    if (c < 0xA9 || !Has(c, UCHAR_EMOJI)) return false;
    Next();
    const bool styled = Raw() == kEmojiStyle;
    const bool plain = Has(c, UCHAR_EMOJI_PRESENTATION) || (c >= 0x2600 && c <= 0x27BF) ||
                       (c >= 0x1F000 && Has(c, UCHAR_EXTENDED_PICTOGRAPHIC));
    if (!styled && !plain) {
      at_ = before;
      return false;
    }
    while (Raw() == kEmojiStyle || Raw() == kTextStyle || Raw() == kKeycap ||
           (Raw() >= 0xE0020 && Raw() <= 0xE007F) || Has(Raw(), UCHAR_EMOJI_MODIFIER)) {
      Next();
    }
    return true;
  }

  std::span<const Symbol> symbols_;
  std::size_t at_ = 0;
};

}  // namespace

std::size_t EmojiAt(std::span<const Symbol> symbols, std::size_t pos) {
  return Scanner(symbols).Scan(pos);
}

}  // namespace xiaoer
