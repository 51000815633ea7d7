#include "engine/text/text_writer.h"

#include <unicode/utf16.h>

#include <array>

namespace xiaoer {
namespace {

int Strength(char16_t mark) {
  switch (mark) {
    case u'?':
      return 4;
    case u'!':
      return 3;
    case u'.':
      return 2;
    case u',':
      return 1;
    default:
      return 0;
  }
}

// How many equal characters in a row stay; 0 = all. Digits and numerals are values: 888, 八八八.
std::uint32_t RunLimit(char32_t c, CharKind kind) {
  if (kind == CharKind::kDigit || c == Normalized::kMaskUnit || IsHanNumeral(c)) return 0;
  return kind == CharKind::kSymbol ? 1 : 2;
}

constexpr std::uint32_t kRepeatFrom = 3;

}  // namespace

void TextWriter::Put(char32_t c, CharKind kind, Span bytes) {
  FlushBreak();
  if (space_) {
    space_ = false;
    if (IsWordKind(last_kind_) && IsWordKind(kind)) Append(U' ', CharKind::kSpace, space_bytes_);
  }
  if (CutRun(c, kind, bytes)) return;
  Append(c, kind, bytes);
}

void TextWriter::PutMask(Span bytes) { Put(Normalized::kMaskUnit, CharKind::kSymbol, bytes); }

void TextWriter::Space(Span bytes) {
  if (pending_ || space_) return;
  space_ = true;
  space_bytes_ = bytes;
}

void TextWriter::Break(char16_t mark, Span bytes) {
  if (mark == u'?') CountMark(Signal::Kind::kQuestion, question_, bytes);
  if (mark == u'!') CountMark(Signal::Kind::kExclaim, exclaim_, bytes);
  space_ = false;
  if (!pending_ || mark_ == 0) {
    pending_bytes_ = bytes;
  } else {
    pending_bytes_.end = bytes.end;
  }
  if (!pending_ || Strength(mark) > Strength(mark_)) mark_ = mark;
  pending_ = true;
}

void TextWriter::SoftBreak(Span bytes) {
  space_ = false;
  if (pending_) return;
  pending_ = true;
  mark_ = 0;
  pending_bytes_ = bytes;
}

void TextWriter::Finish() {
  if (pending_ && mark_ != 0) FlushBreak();
}

void TextWriter::FlushBreak() {
  if (!pending_) return;
  pending_ = false;
  question_ = exclaim_ = kNone;
  if (mark_ == 0 && out_.text.empty()) return;
  out_.breaks.push_back(static_cast<std::uint32_t>(out_.text.size()));
  Append(mark_ == 0 ? u',' : mark_, CharKind::kSymbol, pending_bytes_);
  last_ = 0;  // no run goes across it
  mark_ = 0;
}

void TextWriter::Append(char32_t c, CharKind kind, Span bytes) {
  std::array<char16_t, 2> units{};
  std::size_t n = 0;
  U16_APPEND_UNSAFE(units.data(), n, c);
  out_.text.append(units.data(), n);
  out_.bytes.insert(out_.bytes.end(), n, bytes);
  if (c != last_) {
    run_ = 1;
    run_begin_ = bytes.begin;
    run_signal_ = kNone;
  }
  last_ = c;
  last_kind_ = kind;
}

bool TextWriter::CutRun(char32_t c, CharKind kind, Span bytes) {
  if (c != last_ || !cut_runs_) return false;
  ++run_;
  const std::uint32_t limit = RunLimit(c, kind);
  if (limit == 0 || run_ <= limit) return false;
  // What is cut belongs to the last one that stays.
  out_.bytes.back().end = bytes.end;
  if (c > 0xFFFF) out_.bytes[out_.bytes.size() - 2].end = bytes.end;
  if (signals_ != nullptr && run_ >= kRepeatFrom) {
    if (run_signal_ == kNone) {
      run_signal_ = signals_->size();
      signals_->push_back({Signal::Kind::kRepeat, {run_begin_, bytes.end}, run_});
    } else {
      (*signals_)[run_signal_].bytes.end = bytes.end;
      (*signals_)[run_signal_].count = run_;
    }
  }
  return true;
}

void TextWriter::CountMark(Signal::Kind kind, std::size_t& index, Span bytes) {
  if (signals_ == nullptr) return;
  if (index == kNone) {
    index = signals_->size();
    signals_->push_back({kind, bytes, 1});
  } else {
    (*signals_)[index].bytes.end = bytes.end;
    ++(*signals_)[index].count;
  }
}

}  // namespace xiaoer
