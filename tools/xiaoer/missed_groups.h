// Lines that were not understood, grouped by the words that they share.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/pack.h"

namespace xiaoer {

// Why a line is missed.
enum class MissKind : std::uint8_t {
  kNothing,   // no intent at all
  kTooClose,  // two intents say the same of it: neither was chosen
  kLowCover,  // something was understood, but too little of the line
};

struct MissedLine {
  std::string text;       // as the buyer wrote it, the first time
  std::size_t count = 0;  // how often it came, up to script, width, emoji and the like
  MissKind kind{};
  std::string understood;  // kTooClose: the two intents; kLowCover: what was understood
};

struct MissedGroup {
  std::string share;      // the words, in template notation: "怎么…清洗"; empty = none
  std::size_t count = 0;  // how often these lines came
  std::vector<MissedLine> lines;  // the most frequent first
};

struct MissedReport {
  std::vector<MissedGroup> groups;  // the most frequent first
  std::vector<MissedLine> alone;    // that share nothing with another
  std::size_t lines = 0;            // all that were read
  std::size_t missed = 0;
};

struct MissedOptions {
  // Below this coverage a line counts as missed though an intent was found.
  double low_coverage = 0.34;
};

MissedReport GroupMissed(const Pack& pack, const std::vector<std::string>& texts,
                         const MissedOptions& options);

}  // namespace xiaoer
