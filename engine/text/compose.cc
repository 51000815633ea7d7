#include "engine/text/compose.h"

#include <algorithm>

#include "engine/text/chars.h"
#include "engine/text/emoji.h"
#include "engine/text/html.h"
#include "engine/text/pinyin.h"
#include "engine/text/text_writer.h"

namespace xiaoer {
namespace {

constexpr char32_t kJoiner = 0x200D;

bool IsWave(char32_t c) {
  return c == U'~' || c == 0x301C || c == 0x223C || c == U'—' || c == U'―' || c == 0x2E3A;
}

char32_t PlainSymbol(char32_t c) {
  switch (c) {
    case U'–':
    case U'‐':
    case U'−':
      return U'-';
    case U'⋯':
    case U'。':
      return U'.';
    case U';':
      return U',';
    default:
      return IsWave(c) ? U'~' : c;
  }
}

class Composer {
 public:
  Composer(std::span<const Symbol> symbols, const BracketWords& words, Composed& out,
           std::vector<Signal>& signals)
      : symbols_(symbols),
        words_(words),
        out_(out),
        signals_(signals),
        writer_(out, &signals, true) {}

  Script Run() {
    while (at_ < symbols_.size()) Step();
    writer_.Finish();
    if (hans_) return hant_ ? Script::kMixed : Script::kHans;
    return hant_ ? Script::kHant : Script::kNone;
  }

 private:
  void Step() {
    const Symbol& symbol = symbols_[at_];
    const CharKind kind = KindOf(symbol.folded);
    if (kind == CharKind::kHan && !MayBeEmoji(symbol.raw)) {
      TakeHan(symbol);
      ++at_;
    } else if (symbol.folded == 0) {
      if (symbol.raw == kJoiner) AddSignal(Signal::Kind::kInvisible, 1);
      ++at_;
    } else if (!TakeEmoji() && !TakeCode() && !TakeHtml() && !TakeGloss()) {
      TakeCharacter(symbol, kind);
      ++at_;
    }
  }

  void TakeHan(const Symbol& symbol) {
    hans_ |= symbol.script == Script::kHans;
    hant_ |= symbol.script == Script::kHant;
    writer_.Put(symbol.folded, CharKind::kHan, symbol.bytes);
  }

  // ㊗ and ㊙ fold to Hanzi.
  static bool MayBeEmoji(char32_t raw) {
    return raw >= 0x1F000 || (raw >= 0x2000 && raw < 0x3000) || (raw >= 0x3200 && raw < 0x3300);
  }

  Span BytesOf(std::size_t count) const {
    return {symbols_[at_].bytes.begin, symbols_[at_ + count - 1].bytes.end};
  }

  void AddSignal(Signal::Kind kind, std::size_t count) {
    signals_.push_back({kind, BytesOf(count)});
  }

  bool TakeEmoji() {
    const char32_t raw = symbols_[at_].raw;
    if (raw < 0x80) {  // a keycap
      const char32_t next = at_ + 1 < symbols_.size() ? symbols_[at_ + 1].raw : 0;
      if (next != 0xFE0F && next != 0x20E3) return false;
    }
    const std::size_t count = EmojiAt(symbols_, at_);
    if (count == 0) return false;
    AddSignal(Signal::Kind::kEmoji, count);
    writer_.SoftBreak(BytesOf(count));
    at_ += count;
    return true;
  }

  bool TakeCode() {
    const std::optional<PlatformCode> code = PlatformCodeAt(symbols_, at_, words_);
    if (!code) return false;
    AddSignal(code->kind, code->symbols);
    if (code->kind == Signal::Kind::kMask) {
      writer_.PutMask(BytesOf(code->symbols));
    } else {
      writer_.SoftBreak(BytesOf(code->symbols));
    }
    at_ += code->symbols;
    return true;
  }

  bool TakeHtml() {
    const char32_t c = symbols_[at_].folded;
    if (c != U'&' && c != U'<') return false;
    const std::optional<HtmlLeftover> html = HtmlAt(symbols_, at_);
    if (!html) return false;
    const Span bytes = BytesOf(html->symbols);
    TakePlain(html->replacement, KindOf(html->replacement), bytes);
    at_ += html->symbols;
    return true;
  }

  bool TakeGloss() {
    if (symbols_[at_].folded != U'(' || writer_.LastKind() != CharKind::kHan) return false;
    const std::size_t count = PinyinGlossAt(symbols_, at_);
    if (count == 0) return false;
    AddSignal(Signal::Kind::kGloss, count);
    at_ += count;
    return true;
  }

  void TakePlain(char32_t c, CharKind kind, Span bytes) {
    if (kind == CharKind::kSpace) {
      writer_.Space(bytes);
    } else if (kind == CharKind::kNewline) {
      writer_.SoftBreak(bytes);
    } else {
      writer_.Put(c, kind, bytes);
    }
  }

  void TakeCharacter(const Symbol& symbol, CharKind kind) {
    if (kind == CharKind::kHan) return TakeHan(symbol);
    if (kind != CharKind::kSymbol) return TakePlain(symbol.folded, kind, symbol.bytes);
    const char32_t c = PlainSymbol(symbol.folded);
    switch (c) {
      case U'!':
      case U'?':
        return writer_.Break(static_cast<char16_t>(c), symbol.bytes);
      case U'.':
        if (symbol.folded == U'.' && IsInnerPoint()) break;
        return writer_.Break(u'.', symbol.bytes);
      case U',':
        if (symbol.raw == U',' && IsThousandsSeparator()) break;
        return writer_.Break(u',', symbol.bytes);
      case U'~':
        if (const std::size_t next = RangeEnd(); next != 0) {
          writer_.Put(c, kind, symbol.bytes);
          at_ = next - 1;  // the rest of the run with it
          return;
        }
        return writer_.SoftBreak(symbol.bytes);
      default:
        break;
    }
    writer_.Put(c, kind, symbol.bytes);
  }

  CharKind KindAt(std::size_t i) const {
    return i < symbols_.size() ? KindOf(symbols_[i].folded) : CharKind::kSymbol;
  }

  // 120.5, v1.2, taobao.com
  bool IsInnerPoint() const {
    return at_ > 0 && IsWordKind(writer_.LastKind()) && IsWordKind(KindAt(at_ - 1)) &&
           IsWordKind(KindAt(at_ + 1));
  }

  // 1,200 and 12,345,678: groups of exactly three digits after one to three that start with no 0.
  bool IsThousandsSeparator() const {
    if (writer_.LastKind() != CharKind::kDigit || at_ == 0) return false;
    const std::u16string& text = out_.text;
    const auto digit = [&](std::size_t i) { return text[i] >= u'0' && text[i] <= u'9'; };
    std::size_t begin = text.size();
    while (begin > 0 && text.size() - begin < 4 && digit(begin - 1)) --begin;
    const std::size_t before = text.size() - begin;
    const bool later_group = before == 3 && begin > 0 && text[begin - 1] == u',' &&
                             (out_.breaks.empty() || out_.breaks.back() != begin - 1);
    if (before == 0 || before > 3 || (!later_group && text[begin] == u'0')) return false;
    if (KindAt(at_ - 1) != CharKind::kDigit || KindAt(at_ + 4) == CharKind::kDigit) return false;
    return KindAt(at_ + 1) == CharKind::kDigit && KindAt(at_ + 2) == CharKind::kDigit &&
           KindAt(at_ + 3) == CharKind::kDigit;
  }

  // 80~100, 三十～五十, 80块~100块: a number a few characters before, another directly after.
  // Returns where that one starts; 0 if this is no range.
  std::size_t RangeEnd() const {
    if (writer_.AtBreak()) return 0;
    std::size_t next = at_;
    while (next < symbols_.size() &&
           (IsWave(symbols_[next].folded) || KindAt(next) == CharKind::kSpace)) {
      ++next;
    }
    const auto number = [](char32_t c) {
      return KindOf(c) == CharKind::kDigit || IsHanNumeral(c) || c == Normalized::kMaskUnit;
    };
    if (next >= symbols_.size() ||
        !(number(symbols_[next].folded) || symbols_[next].folded == U'[')) {
      return 0;
    }
    constexpr std::size_t kNear = 3;
    const std::size_t from = out_.text.size() - std::min(kNear, out_.text.size());
    const bool near = std::any_of(out_.text.begin() + static_cast<std::ptrdiff_t>(from),
                                  out_.text.end(), [&](char16_t c) { return number(c); });
    return near ? next : 0;
  }

  std::span<const Symbol> symbols_;
  const BracketWords& words_;
  Composed& out_;
  std::vector<Signal>& signals_;
  TextWriter writer_;
  std::size_t at_ = 0;
  bool hans_ = false;
  bool hant_ = false;
};

}  // namespace

Script ComposeLine(std::span<const Symbol> symbols, const BracketWords& words, Composed& out,
                   std::vector<Signal>& signals) {
  return Composer(symbols, words, out, signals).Run();
}

void ComposeLiteral(std::span<const Symbol> symbols, bool cut_runs, Composed& out) {
  TextWriter writer(out, nullptr, cut_runs);
  for (const Symbol& symbol : symbols) {
    if (symbol.folded == 0) continue;
    const CharKind kind = KindOf(symbol.folded);
    if (kind == CharKind::kSpace || kind == CharKind::kNewline) {
      writer.Space(symbol.bytes);
    } else {
      writer.Put(PlainSymbol(symbol.folded), kind, symbol.bytes);
    }
  }
}

}  // namespace xiaoer
