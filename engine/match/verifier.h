// Tries a compiled template at one position of a line: Perl's backtracking, with bounded work.
#pragma once

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "engine/match/line_view.h"
#include "engine/match/program.h"

namespace xiaoer::match {

// A piece of the text under a literal or a slot. For a slot: which one, and the reading it took.
struct Piece {
  Span units;
  std::uint32_t slot = Instruction::kNone;     // instruction index
  std::uint32_t reading = Instruction::kNone;  // index into LineView::readings()
};

// How far the best failed attempt came, for explanations.
struct Furthest {
  std::uint32_t touched = 0;  // units under literals and slots; 0: nothing of it matched
  std::uint32_t begin = 0;
  std::uint32_t position = 0;
  std::uint32_t instruction = 0;
  std::vector<Span> pieces;
};

// Works on one line. Steps are counted against a budget shared by all templates of the line: when
// it is used up, every further attempt fails.
class Verifier {
 public:
  static constexpr std::uint64_t kStepsBeforeMemory = 2048;

  Verifier(const LineView& view, std::uint64_t budget, std::uint64_t steps_before_memory)
      : view_(view), budget_(budget), steps_before_memory_(steps_before_memory) {}

  // Begins a new template.
  void Start(const Program& program, Furthest* furthest = nullptr);
  // A match of the template that begins at `begin`. If true, end() and pieces() tell of it.
  bool MatchAt(std::uint32_t begin);

  std::uint32_t end() const { return end_; }
  const std::vector<Piece>& pieces() const { return pieces_; }
  bool exhausted() const { return budget_ == 0; }

 private:
  struct Resume {
    std::uint32_t instruction;
    std::uint32_t position;
    std::uint32_t pieces;  // how many pieces to keep
    std::uint32_t count;   // for a gap: characters passed; for words and slots: the next to try
  };

  bool Step(const Resume& at);
  bool GapAllows(const Instruction& i, std::uint32_t position) const;
  bool ExclusionHolds(const Instruction& i, std::uint32_t position) const;
  bool StartsWith(const std::u16string& s, std::uint32_t position) const;
  void Note(std::uint32_t instruction, std::uint32_t position);
  void Push(std::uint32_t instruction, std::uint32_t position, std::uint32_t count);

  const LineView& view_;
  std::uint64_t budget_;
  const std::uint64_t steps_before_memory_;
  const Program* program_ = nullptr;
  Furthest* furthest_ = nullptr;
  std::uint32_t begin_ = 0;
  std::uint32_t end_ = 0;
  std::vector<Piece> pieces_;
  std::vector<Resume> stack_;
  // Whether an instruction fails at a position does not depend on how it was reached. Most
  // templates never need to remember that; one that takes too many steps on this line does, and
  // becomes linear.
  std::uint64_t steps_ = 0;
  std::unordered_set<std::uint64_t> failed_;
};

}  // namespace xiaoer::match
