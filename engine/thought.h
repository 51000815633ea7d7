// Messages that belong together: buyers write one thought in pieces (在吗 / 那个黑色的 / 能便宜点吗).
#pragma once

#include <span>
#include <string>

#include "engine/engine.h"

namespace xiaoer {

inline constexpr std::size_t kMaxPieces = 4;
// A longer message is a thought of its own; bytes of UTF-8.
inline constexpr std::size_t kMaxPieceBytes = 240;

// The pieces as one text. Between two of them stands a line break, which ends a clause, or a space
// where the two only make sense in one breath: where together they say something across the edge
// that the later one alone does not say, and nothing that the earlier one said is lost.
std::string JoinPieces(const Pack& pack, std::span<const std::string> pieces,
                       const MatchContext& context = {});

// All that the pieces say, in order; spans and offsets are of the joined text.
Understanding UnderstandPieces(const Pack& pack, std::span<const std::string> pieces,
                               const MatchContext& context = {}, const MatchOptions& options = {});

// What the last piece adds where the earlier ones were answered already: only winners that touch it.
struct LatePiece {
  Understanding understood;
  // Where the last piece begins in what was read, in bytes; 0: it was read alone.
  std::size_t begin = 0;

  bool joined() const { return begin > 0; }
};
LatePiece UnderstandLast(const Pack& pack, std::span<const std::string> pieces,
                         const MatchContext& context = {}, const MatchOptions& options = {});

}  // namespace xiaoer
