#include "engine/match/verifier.h"

#include <algorithm>

#include "engine/match/utf16.h"

namespace xiaoer::match {
namespace {

using Op = Instruction::Op;

}  // namespace

void Verifier::Start(const Program& program, Furthest* furthest) {
  program_ = &program;
  furthest_ = furthest;
  steps_ = 0;
  if (!failed_.empty()) failed_.clear();
}

bool Verifier::StartsWith(const std::u16string& s, std::uint32_t position) const {
  const std::u16string_view text = view_.text();
  return text.size() - position >= s.size() &&
         std::equal(s.begin(), s.end(), text.begin() + position);
}

bool Verifier::GapAllows(const Instruction& i, std::uint32_t position) const {
  if (position >= view_.size() || view_.IsBreak(position)) return false;
  return i.c == Instruction::kNone ||
         program_->excluded[i.c].find(CodePointAt(view_.text(), position)) == std::u32string::npos;
}

bool Verifier::ExclusionHolds(const Instruction& i, std::uint32_t position) const {
  const std::u16string_view text = view_.text();
  for (std::uint32_t distance = 0;; ++distance) {
    if (distance >= i.low) {
      for (std::uint32_t k = i.a; k < i.b; ++k) {
        const std::u16string& word = program_->strings[k];
        if (i.op == Op::kNotAfter) {
          if (StartsWith(word, position)) return false;
        } else if (position >= word.size() &&
                   StartsWith(word, position - static_cast<std::uint32_t>(word.size()))) {
          return false;
        }
      }
    }
    if (distance >= i.high) return true;
    if (i.op == Op::kNotAfter) {
      if (position >= text.size() || view_.IsBreak(position)) return true;
      position = static_cast<std::uint32_t>(NextPosition(text, position));
    } else {
      if (position == 0) return true;
      position = static_cast<std::uint32_t>(PreviousPosition(text, position));
      if (view_.IsBreak(position)) return true;
    }
  }
}

void Verifier::Push(std::uint32_t instruction, std::uint32_t position, std::uint32_t count) {
  stack_.push_back({instruction, position, static_cast<std::uint32_t>(pieces_.size()), count});
}

void Verifier::Note(std::uint32_t instruction, std::uint32_t position) {
  if (furthest_ == nullptr) return;
  std::uint32_t touched = 0;
  for (const Piece& piece : pieces_) touched += piece.units.size();
  if (touched <= furthest_->touched) return;
  *furthest_ = {touched, begin_, position, instruction, {}};
  for (const Piece& piece : pieces_) furthest_->pieces.push_back(piece.units);
}

bool Verifier::MatchAt(std::uint32_t begin) {
  begin_ = begin;
  pieces_.clear();
  stack_.clear();
  stack_.push_back({0, begin, 0, 0});
  while (!stack_.empty()) {
    const Resume at = stack_.back();
    stack_.pop_back();
    pieces_.resize(at.pieces);
    if (Step(at)) {
      failed_.clear();
      return true;
    }
  }
  return false;
}

// Goes on from one point until the template is matched (true) or this way fails (false). Other ways
// are left on the stack.
bool Verifier::Step(const Resume& at) {
  const std::u16string_view text = view_.text();
  std::uint32_t pc = at.instruction;
  std::uint32_t position = at.position;
  std::uint32_t count = at.count;
  while (true) {
    if (budget_ == 0) {
      stack_.clear();
      return false;
    }
    --budget_;
    if (++steps_ > steps_before_memory_ && count == 0) {
      const std::uint64_t key = (static_cast<std::uint64_t>(pc) << 32) | position;
      if (!failed_.insert(key).second) return false;
    }
    const Instruction& i = program_->code[pc];
    if (i.op == Op::kWords || i.op == Op::kNotBefore || i.op == Op::kNotAfter) {
      const std::uint64_t comparisons =
          static_cast<std::uint64_t>(i.b - i.a) * (1U + i.high - i.low) / 8;
      budget_ -= std::min(budget_, comparisons);
    }
    switch (i.op) {
      case Op::kLiteral: {
        const std::u16string& s = program_->strings[i.a];
        if (!StartsWith(s, position)) return Note(pc, position), false;
        const auto next = position + static_cast<std::uint32_t>(s.size());
        pieces_.push_back({{position, next}});
        position = next;
        break;
      }
      case Op::kWords: {
        std::uint32_t k = i.a + count;
        while (k < i.b && !StartsWith(program_->strings[k], position)) ++k;
        if (k == i.b) {
          if (count == 0) Note(pc, position);
          return false;
        }
        if (k + 1 < i.b) Push(pc, position, k + 1 - i.a);
        const auto next = position + static_cast<std::uint32_t>(program_->strings[k].size());
        pieces_.push_back({{position, next}});
        position = next;
        break;
      }
      case Op::kSplit:
        Push(i.a, position, 0);
        break;
      case Op::kJump:
        pc = i.a;
        count = 0;
        continue;
      case Op::kGap: {
        for (; count < i.a; ++count) {
          if (!GapAllows(i, position)) return Note(pc, position), false;
          position = static_cast<std::uint32_t>(NextPosition(text, position));
        }
        if (count < i.b && GapAllows(i, position)) {
          Push(pc, static_cast<std::uint32_t>(NextPosition(text, position)), count + 1);
        }
        break;
      }
      case Op::kEdge:
        if (!view_.IsAt(i.edge, position)) return Note(pc, position), false;
        break;
      case Op::kNotBefore:
      case Op::kNotAfter:
        if (!ExclusionHolds(i, position)) return Note(pc, position), false;
        break;
      case Op::kSlot: {
        const auto& readings = view_.readings();
        const std::size_t first = view_.FirstReadingAt(position);
        std::size_t k = first + count;
        const auto here = [&] {
          return k < readings.size() && readings[k].entity.units.begin == position;
        };
        while (here() && readings[k].type != i.type) ++k;
        if (!here()) {
          if (count == 0) Note(pc, position);
          return false;
        }
        Push(pc, position, static_cast<std::uint32_t>(k + 1 - first));
        pieces_.push_back({readings[k].entity.units, pc, static_cast<std::uint32_t>(k)});
        position = readings[k].entity.units.end;
        break;
      }
      case Op::kAccept:
        end_ = position;
        return true;
    }
    ++pc;
    count = 0;
  }
}

}  // namespace xiaoer::match
