// Appends canonical characters with the rules for what stands next to each other: spaces only
// between words of letters and digits, runs cut, neighbouring clause breaks made one.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/text/chars.h"
#include "engine/text/compose.h"
#include "engine/text/normalized.h"

namespace xiaoer {

class TextWriter {
 public:
  // `signals` may be null: then runs leave no trace.
  TextWriter(Composed& out, std::vector<Signal>* signals, bool cut_runs)
      : out_(out), signals_(signals), cut_runs_(cut_runs) {}

  void Put(char32_t c, CharKind kind, Span bytes);
  void PutMask(Span bytes);
  void Space(Span bytes);

  // Punctuation that ends a clause: ',' '.' '!' '?'. Of several in a row the strongest stays (? ! .
  // ,).
  void Break(char16_t mark, Span bytes);
  // What ends a clause without being punctuation (emoji, a new line, ~): a comma between clauses,
  // nothing at the edges of the line.
  void SoftBreak(Span bytes);

  // At the end of the line.
  void Finish();

  // The last character written, if nothing came after it; 0 otherwise.
  char32_t Last() const { return pending_ ? 0 : last_; }
  CharKind LastKind() const { return pending_ ? CharKind::kSymbol : last_kind_; }
  bool AtBreak() const { return pending_; }

 private:
  void Append(char32_t c, CharKind kind, Span bytes);
  bool CutRun(char32_t c, CharKind kind, Span bytes);
  void FlushBreak();
  void CountMark(Signal::Kind kind, std::size_t& index, Span bytes);

  static constexpr std::size_t kNone = SIZE_MAX;

  Composed& out_;
  std::vector<Signal>* signals_;
  bool cut_runs_;

  char32_t last_ = 0;
  CharKind last_kind_ = CharKind::kSymbol;
  std::uint32_t run_ = 0;           // how often last_ came in a row
  std::uint32_t run_begin_ = 0;     // its first byte
  std::size_t run_signal_ = kNone;  // its signal, once it is long enough
  bool space_ = false;
  Span space_bytes_;
  bool pending_ = false;  // a break, not written before something follows
  char16_t mark_ = 0;     // 0: soft
  Span pending_bytes_;
  std::size_t question_ = kNone;
  std::size_t exclaim_ = kNone;
};

}  // namespace xiaoer
