// The normalizer's result: one buyer line in canonical form, with the way back to the buyer's
// bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xiaoer {

// Half-open range. What it counts (units, bytes) is said where it is used.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t size() const { return end - begin; }
  bool empty() const { return begin >= end; }
  bool Overlaps(Span o) const { return begin < o.end && o.begin < end; }
  friend bool operator==(Span, Span) = default;
};

// In which script the buyer writes Han characters: only characters that differ between the scripts
// count.
enum class Script : std::uint8_t { kNone, kHans, kHant, kMixed };
std::string_view ToString(Script script);  // "none", "hans", "hant", "mixed"

// Something the buyer sent that is not text: kept as a feature, taken out of the canonical text.
struct Signal {
  enum class Kind : std::uint8_t {
    kEmoji,      // 😊, ❤️, a flag, a ZWJ sequence
    kCode,       // a platform's emoji code: #E-s12, /:^_^, [微笑]
    kMask,       // private data masked by a platform or a log: [数字x], [ORDERID_123], ****
    kQuestion,   // a run of question marks; count = how many
    kExclaim,    // a run of exclamation marks; count = how many
    kRepeat,     // a character repeated three times or more; count = how many
    kInvisible,  // zero-width or bidi controls
    kBadBytes,   // bytes that were not UTF-8 (each maximal ill-formed part became U+FFFD)
    kGloss,      // a pinyin gloss after a character: 網(wǎng)店
  };
  Kind kind{};
  Span bytes;  // in the original
  std::uint32_t count = 1;
};

// A stretch between clause-breaking punctuation (，。！？；… line breaks, emoji). Units. `core` is
// the clause without leading fillers (亲, 那个, 请问) and trailing particles (吗 呢 啊): what ^ and
// $ mean.
struct Clause {
  Span span;
  Span core;
  bool filler = false;  // nothing but fillers and particles ("亲，"); core is then the whole span
};

// Canonical text in UTF-16 code units: case and width folded, every Han character replaced by the
// representative of its Traditional/Simplified/variant class (written in Simplified wherever there
// is one), lexicon variants rewritten (包由 → 包邮), no invisible characters, no spaces between
// Hanzi, runs of three or more equal characters cut to two (digits never). Clause-breaking
// punctuation stays as one of
// `,` `.` `!` `?`; a masked value is the one unit kMaskUnit.
struct Normalized {
  static constexpr char16_t kMaskUnit = u'\u25A1';  // □

  std::string original;  // as received (well-formed UTF-8 or not)
  std::u16string text;
  std::vector<Span> bytes;  // for each unit of `text`: the bytes of `original` it came from
  std::vector<Clause> clauses;
  std::vector<Signal> signals;
  Script script = Script::kNone;

  std::string ToUtf8() const;                // `text` as UTF-8
  std::string ToUtf8(Span units) const;      // a part of it
  Span ToBytes(Span units) const;            // bytes of `original` under a range of units
  std::string_view Quote(Span units) const;  // the buyer's own words under a range of units
};

}  // namespace xiaoer
