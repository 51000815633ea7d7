#include <algorithm>
#include <utility>

#include "engine/match/program.h"

namespace xiaoer::match {
namespace {

using Kind = Node::Kind;
using Op = Instruction::Op;

class Compiler {
 public:
  Program Run(const Node& root) {
    Emit(root);
    Add(Op::kAccept, root);
    return std::move(program_);
  }

 private:
  std::uint32_t Here() const { return static_cast<std::uint32_t>(program_.code.size()); }

  std::uint32_t Add(Op op, const Node& node) {
    Instruction i;
    i.op = op;
    i.source_begin = node.source_begin;
    i.source_end = node.source_end;
    program_.code.push_back(i);
    return Here() - 1;
  }

  std::uint32_t AddString(const std::u16string& s) {
    program_.strings.push_back(s);
    return static_cast<std::uint32_t>(program_.strings.size() - 1);
  }

  // A child that is nothing but one literal, looking through sequences of one; else null.
  static const Node* PlainLiteral(const Node& node) {
    const Node* n = &node;
    while (n->kind == Kind::kSequence && n->children.size() == 1) n = &n->children.front();
    return n->kind == Kind::kLiteral ? n : nullptr;
  }

  void Emit(const Node& node) {
    switch (node.kind) {
      case Kind::kLiteral: {
        const std::uint32_t at = Add(Op::kLiteral, node);
        program_.code[at].a = AddString(node.literal);
        return;
      }
      case Kind::kSequence:
        for (const Node& child : node.children) Emit(child);
        return;
      case Kind::kChoice:
        EmitChoice(node);
        return;
      case Kind::kOptional: {
        const std::uint32_t split = Add(Op::kSplit, node);
        Emit(node.children.front());
        program_.code[split].a = Here();
        return;
      }
      case Kind::kGap: {
        const std::uint32_t at = Add(Op::kGap, node);
        program_.code[at].a = node.min;
        program_.code[at].b = node.max;
        if (!node.excluded.empty()) {
          program_.code[at].c = static_cast<std::uint32_t>(program_.excluded.size());
          program_.excluded.push_back(node.excluded);
        }
        return;
      }
      case Kind::kEdge:
        program_.code[Add(Op::kEdge, node)].edge = node.edge;
        return;
      case Kind::kExclude: {
        const std::uint32_t at = Add(node.before ? Op::kNotBefore : Op::kNotAfter, node);
        Instruction& i = program_.code[at];
        i.low = static_cast<std::uint8_t>(node.min);
        i.high = static_cast<std::uint8_t>(node.max);
        i.a = static_cast<std::uint32_t>(program_.strings.size());
        for (const auto& word : node.words) AddString(word);
        i.b = static_cast<std::uint32_t>(program_.strings.size());
        return;
      }
      case Kind::kSlot: {
        const std::uint32_t at = Add(Op::kSlot, node);
        program_.code[at].type = node.type;
        if (!node.name.empty()) {
          program_.code[at].c = static_cast<std::uint32_t>(program_.names.size());
          program_.names.push_back(node.name);
        }
        return;
      }
      case Kind::kRule:
        return;  // Expand left none
    }
  }

  void EmitChoice(const Node& node) {
    const bool plain =
        std::all_of(node.children.begin(), node.children.end(),
                    [](const Node& child) { return PlainLiteral(child) != nullptr; });
    if (plain) {
      const std::uint32_t at = Add(Op::kWords, node);
      program_.code[at].a = static_cast<std::uint32_t>(program_.strings.size());
      for (const Node& child : node.children) AddString(PlainLiteral(child)->literal);
      program_.code[at].b = static_cast<std::uint32_t>(program_.strings.size());
      return;
    }
    std::vector<std::uint32_t> jumps;
    for (std::size_t k = 0; k < node.children.size(); ++k) {
      if (k + 1 == node.children.size()) {
        Emit(node.children[k]);
        break;
      }
      const std::uint32_t split = Add(Op::kSplit, node);
      Emit(node.children[k]);
      jumps.push_back(Add(Op::kJump, node));
      program_.code[split].a = Here();
    }
    for (const std::uint32_t jump : jumps) program_.code[jump].a = Here();
  }

  Program program_;
};

}  // namespace

Program Compile(const Node& root) { return Compiler().Run(root); }

}  // namespace xiaoer::match
