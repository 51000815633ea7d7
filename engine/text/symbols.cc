#include "engine/text/symbols.h"
#include "engine/base/utf8.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <unicode/utf16.h>

namespace xiaoer {
namespace {

// Unicode's Stream-Safe Text Format (UAX 15) allows 30 marks after a character. More is an attack:
// putting marks in order costs the square of their number.
constexpr std::size_t kMaxMarks = 30;

// ICU has its own idea of control characters; for us they are invisible, except the ones that move.
bool IsControl(char32_t c) {
  if (c < 0x20) return !(c >= '\t' && c <= '\r');
  return c >= 0x7F && c < 0xA0 && c != 0x85;
}

class Reader {
 public:
  Reader(std::string_view line, const FoldTable& table, std::vector<Symbol>& symbols,
         std::vector<Signal>& signals)
      : line_(line), table_(table), symbols_(symbols), signals_(signals) {}

  void Read() {
    while (pos_ < line_.size()) {
      const auto byte = static_cast<unsigned char>(line_[pos_]);
      if (byte >= 0x20 && byte < 0x7F) {
        ReadAscii(byte);
      } else {
        ReadOther();
      }
    }
  }

 private:
  void ReadAscii(unsigned char byte) {
    const char32_t folded = byte >= 'A' && byte <= 'Z' ? byte + 0x20u : byte;
    cluster_ = symbols_.size();
    symbols_.push_back({folded, byte, {pos_, pos_ + 1}});
    ++pos_;
  }

  void ReadOther() {
    const utf8::CodePoint decoded = utf8::Decode(line_, pos_);
    const Span bytes{pos_, pos_ + static_cast<std::uint32_t>(decoded.bytes)};
    pos_ = bytes.end;
    if (!decoded.ok) AddSignal(Signal::Kind::kBadBytes, bytes);
    const char32_t c = decoded.value;
    if (IsEmojiGlue(c) && HoldsGlue(c)) {
      symbols_.push_back({0, c, bytes});
      return;
    }
    if (IsControl(c)) return AddSignal(Signal::Kind::kInvisible, bytes);
    const std::u16string_view folded = table_.Fold(c);
    if (folded.empty()) return AddSignal(Signal::Kind::kInvisible, bytes);
    const bool joins = table_.NeedsIcu(c) && cluster_ < symbols_.size();
    if (joins) return ReadMarks(c, bytes);
    cluster_ = symbols_.size();
    if (folded.size() == 1) {
      symbols_.push_back({folded[0], c, bytes, table_.ScriptOf(c)});
    } else {
      Append(folded, c, bytes);
    }
  }

  // Whether the emoji glue `c` may belong to the symbol before it; elsewhere it is only invisible.
  bool HoldsGlue(char32_t c) const {
    constexpr char32_t kEmojiStyle = 0xFE0F;
    constexpr char32_t kKeycap = 0x20E3;
    if (symbols_.empty()) return false;
    const char32_t before = symbols_.back().raw;
    if (before >= 0x2000)
      return before < 0x3400 || before >= 0x1F000 || symbols_.back().folded == 0;
    if (before == 0xA9 || before == 0xAE) return true;
    return c == kEmojiStyle && pos_ < line_.size() && utf8::Decode(line_, pos_).value == kKeycap;
  }

  void Append(std::u16string_view units, char32_t raw, Span bytes) {
    for (std::size_t i = 0; i < units.size();) {
      UChar32 c = 0;
      U16_NEXT(units.data(), i, units.size(), c);
      symbols_.push_back({static_cast<char32_t>(c), raw, bytes, table_.ScriptOf(raw)});
    }
  }

  // A mark after a character: the character and all its marks are folded together, by ICU.
  void ReadMarks(char32_t mark, Span bytes) {
    const char32_t base = symbols_[cluster_].raw;
    icu::UnicodeString cluster(static_cast<UChar32>(base));
    cluster.append(static_cast<UChar32>(mark));
    Span all{symbols_[cluster_].bytes.begin, bytes.end};
    std::size_t marks = 1;
    while (pos_ < line_.size()) {
      const utf8::CodePoint next = utf8::Decode(line_, pos_);
      if (!next.ok || IsEmojiGlue(next.value)) break;
      const Span here{pos_, pos_ + static_cast<std::uint32_t>(next.bytes)};
      if (IsControl(next.value) || table_.Fold(next.value).empty()) {
        AddSignal(Signal::Kind::kInvisible, here);
      } else if (table_.NeedsIcu(next.value)) {
        if (marks++ < kMaxMarks) cluster.append(static_cast<UChar32>(next.value));
        all.end = here.end;
      } else {
        break;
      }
      pos_ = here.end;
    }
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(error);
    const icu::UnicodeString folded =
        U_SUCCESS(error) ? casefold->normalize(cluster, error) : cluster;
    symbols_.resize(cluster_);
    for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
      Append(table_.Fold(static_cast<char32_t>(folded.char32At(i))), base, all);
    }
    cluster_ = symbols_.size();  // complete: nothing may join it a second time
  }

  // Neighbours of one kind are one signal: a megabyte of rubbish must not become a million of them.
  void AddSignal(Signal::Kind kind, Span bytes) {
    if (!signals_.empty() && signals_.back().kind == kind &&
        signals_.back().bytes.end == bytes.begin) {
      signals_.back().bytes.end = bytes.end;
      ++signals_.back().count;
    } else {
      signals_.push_back({kind, bytes, 1});
    }
  }

  std::string_view line_;
  const FoldTable& table_;
  std::vector<Symbol>& symbols_;
  std::vector<Signal>& signals_;
  std::uint32_t pos_ = 0;
  std::size_t cluster_ = 0;  // first symbol of the last character; symbols_.size() if there is none
};

}  // namespace

bool IsEmojiGlue(char32_t c) {
  return c == 0x200D || c == 0xFE0E || c == 0xFE0F || (c >= 0xE0020 && c <= 0xE007F);
}

void ReadSymbols(std::string_view line, const FoldTable& table, std::vector<Symbol>& symbols,
                 std::vector<Signal>& signals) {
  Reader(line, table, symbols, signals).Read();
}

}  // namespace xiaoer
