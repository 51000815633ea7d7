#include "engine/match/template_parser.h"

#include <algorithm>
#include <utility>

#include "engine/match/template_text.h"
#include "engine/match/utf16.h"

namespace xiaoer::match {
namespace {

constexpr char32_t kEllipsis = U'…';

bool IsSpecial(char32_t c) {
  return std::u32string_view(U"()[]|<>{}^$!\\…").find(c) != std::u32string_view::npos;
}

bool IsNameCharacter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9') ||
         c == U'_' || c == U'.' || c == U'-' || c > 0x7F;
}

bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

class Parser {
 public:
  Parser(const TemplateSource& source, const LiteralFolder& fold, Diagnostics& diagnostics)
      : source_(source), fold_(fold), diagnostics_(diagnostics), characters_(Decode(source.text)) {}

  std::optional<Node> Run() {
    if (characters_.empty()) {
      Error(0, "the template is empty", "write what buyers say, or remove the line");
      return std::nullopt;
    }
    Node root = Choice(0);
    while (!failed_hard_ && !AtEnd()) {
      Error(at_, "\"" + Quote(at_) + "\" closes a bracket that was never opened",
            "remove it, or write \\" + Quote(at_) + " for the character itself");
      ++at_;
      if (AtEnd()) break;
      Node rest = Choice(0);
      root.children.push_back(std::move(rest));
    }
    if (failed_) return std::nullopt;
    return root;
  }

 private:
  bool AtEnd() const { return at_ >= characters_.size(); }
  char32_t Peek(std::size_t ahead = 0) const {
    return at_ + ahead < characters_.size() ? characters_[at_ + ahead].code : 0;
  }
  std::uint32_t ByteAt(std::size_t index) const {
    return index < characters_.size() ? characters_[index].begin
                                      : static_cast<std::uint32_t>(source_.text.size());
  }
  std::string Quote(std::size_t index) const {
    if (index >= characters_.size()) return "end of the line";
    return Text(index, index + 1);
  }
  std::string Text(std::size_t first, std::size_t last) const {
    return source_.text.substr(ByteAt(first), ByteAt(last) - ByteAt(first));
  }
  void Error(std::size_t index, std::string message, std::string hint) {
    failed_ = true;
    diagnostics_.Error(LocationAt(source_, ByteAt(index)), std::move(message), std::move(hint));
  }
  Node Make(Node::Kind kind, std::size_t first) const {
    Node node;
    node.kind = kind;
    node.source_begin = ByteAt(first);
    node.source_end = ByteAt(at_);
    return node;
  }

  // a|b|c up to a closing bracket or the end.
  Node Choice(std::uint32_t depth) {
    const std::size_t first = at_;
    std::vector<Node> alternatives;
    while (true) {
      const std::size_t begin = at_;
      Node sequence = Sequence(depth);
      if (begin == at_ && !failed_hard_) {
        Error(begin,
              alternatives.empty() && Peek() != U'|' ? "there is nothing here"
                                                     : "an alternative is empty",
              "write something on both sides of |, or [a] for what may be left out");
      }
      alternatives.push_back(std::move(sequence));
      if (failed_hard_ || Peek() != U'|') break;
      ++at_;
    }
    if (alternatives.size() == 1) return std::move(alternatives.front());
    Node node = Make(Node::Kind::kChoice, first);
    node.children = std::move(alternatives);
    return node;
  }

  Node Sequence(std::uint32_t depth) {
    const std::size_t first = at_;
    Node node;
    while (!AtEnd() && !failed_hard_) {
      const char32_t c = Peek();
      if (c == U'|' || c == U')' || c == U']') break;
      if (c == U'(' || c == U'[') {
        node.children.push_back(Group(depth));
      } else if (c == U'<') {
        node.children.push_back(Rule());
      } else if (c == U'{') {
        node.children.push_back(Slot());
      } else if (c == kEllipsis) {
        node.children.push_back(Gap());
      } else if (c == U'^' || c == U'$') {
        node.children.push_back(EdgeMark());
      } else if (c == U'!') {
        node.children.push_back(Exclusion(depth));
      } else if (c == U'>' || c == U'}') {
        Error(at_, "\"" + Quote(at_) + "\" closes a bracket that was never opened",
              "remove it, or write \\" + Quote(at_) + " for the character itself");
        ++at_;
      } else {
        Literal(node.children);
      }
    }
    Node made = Make(Node::Kind::kSequence, first);
    made.children = std::move(node.children);
    return made;
  }

  Node Group(std::uint32_t depth) {
    const std::size_t first = at_;
    const char32_t open = Peek();
    const char32_t close = open == U'(' ? U')' : U']';
    if (depth >= kMaxDepth) {
      Error(first, "brackets are nested too deeply", "give the inner part a name under rules:");
      failed_hard_ = true;
      return Make(Node::Kind::kSequence, first);
    }
    ++at_;
    Node inner = Choice(depth + 1);
    if (failed_hard_) return inner;
    if (Peek() != close) {
      Error(first, "\"" + Quote(first) + "\" is never closed",
            std::string("add ") + static_cast<char>(close) + ", or write \\" + Quote(first) +
                " for the character itself");
      failed_hard_ = true;
      return inner;
    }
    ++at_;
    if (open == U'(') {
      inner.source_begin = ByteAt(first);
      inner.source_end = ByteAt(at_);
      return inner;
    }
    Node node = Make(Node::Kind::kOptional, first);
    node.children.push_back(std::move(inner));
    return node;
  }

  // The text between the bracket at `at_` and `close`; leaves `at_` behind it. Nothing if never
  // closed.
  std::optional<std::pair<std::size_t, std::size_t>> Until(char32_t close,
                                                           std::string_view example) {
    const std::size_t first = at_;
    std::size_t end = at_ + 1;
    while (end < characters_.size() && characters_[end].code != close) ++end;
    if (end >= characters_.size()) {
      Error(first, "\"" + Quote(first) + "\" is never closed",
            "write it like " + std::string(example) + ", or \\" + Quote(first) +
                " for the character itself");
      failed_hard_ = true;
      at_ = characters_.size();
      return std::nullopt;
    }
    at_ = end + 1;
    return std::pair(first + 1, end);
  }

  bool IsName(std::size_t first, std::size_t last) const {
    if (first >= last) return false;
    for (std::size_t i = first; i < last; ++i) {
      if (!IsNameCharacter(characters_[i].code)) return false;
    }
    return true;
  }

  Node Rule() {
    const std::size_t first = at_;
    const auto range = Until(U'>', "<fee>");
    Node node = Make(Node::Kind::kRule, first);
    if (!range) return node;
    node.name = Text(range->first, range->second);
    if (!IsName(range->first, range->second)) {
      Error(first, "\"" + node.name + "\" is not a rule's name",
            "names are letters, digits and _, as in <fee>");
    }
    return node;
  }

  Node Slot() {
    const std::size_t first = at_;
    const auto range = Until(U'}', "{offer:money}");
    Node node = Make(Node::Kind::kSlot, first);
    if (!range) return node;
    std::size_t type_begin = range->first;
    for (std::size_t i = range->first; i < range->second; ++i) {
      if (characters_[i].code != U':') continue;
      node.name = Text(range->first, i);
      if (!IsName(range->first, i)) {
        Error(range->first, "the slot has no proper name",
              "write {offer:money}, or {money} if the value is not needed");
      }
      type_begin = i + 1;
      break;
    }
    const std::string type = Text(type_begin, range->second);
    if (!type.empty() && IsDigit(static_cast<unsigned char>(type.front()))) {
      Error(first,
            "{" + type + "} does not repeat what stands before it: the language has no such sign",
            "write it out, or …{0,12} for a gap of up to twelve characters");
      return node;
    }
    if (const auto known = ParseSlotType(type)) {
      node.type = *known;
    } else {
      Error(type_begin, "there is no slot type \"" + type + "\"",
            "the types are money, money_off, discount, round_off, number, quantity, size, height, "
            "weight, date, time, duration, phone, order_number, tracking and product");
    }
    return node;
  }

  // {0,6} or {0,6,不没}, with `at_` on the bracket.
  bool Bounds(Node& node, bool with_characters) {
    const std::size_t first = at_;
    const auto range = Until(U'}', with_characters ? "…{0,6}" : "!{0,3}(不|没)");
    if (!range) return false;
    std::size_t i = range->first;
    const auto number = [&](std::uint32_t& value) {
      const std::size_t begin = i;
      value = 0;
      while (i < range->second && IsDigit(characters_[i].code)) {
        value = std::min<std::uint32_t>(value * 10 + (characters_[i].code - U'0'), 100000);
        ++i;
      }
      return i > begin;
    };
    bool good = number(node.min) && i < range->second && characters_[i].code == U',';
    if (good) {
      ++i;
      good = number(node.max);
    }
    if (good && with_characters && i < range->second && characters_[i].code == U',') {
      for (++i; i < range->second; ++i) {
        const std::u16string folded = fold_(Text(i, i + 1));
        for (std::size_t k = 0; k < folded.size(); k = NextPosition(folded, k)) {
          node.excluded.push_back(CodePointAt(folded, k));
        }
      }
    }
    if (!good || i != range->second) {
      Error(first, "these bounds cannot be read",
            with_characters ? "write …{least,most} or …{least,most,characters}, as in …{0,6,不没}"
                            : "write !{least,most}(words), as in !{0,3}(不|没)");
      return false;
    }
    if (node.min > node.max || node.max > kMaxGap) {
      Error(first, "the bounds must go from less to more, up to " + std::to_string(kMaxGap),
            "as in {0,6}");
      return false;
    }
    return true;
  }

  Node Gap() {
    const std::size_t first = at_;
    ++at_;
    Node bounds;
    bounds.max = kDefaultGap;
    if (Peek() == U'{' && IsDigit(Peek(1))) Bounds(bounds, true);
    Node node = Make(Node::Kind::kGap, first);
    node.min = bounds.min;
    node.max = bounds.max;
    node.excluded = std::move(bounds.excluded);
    return node;
  }

  Node EdgeMark() {
    const std::size_t first = at_;
    const bool begin = Peek() == U'^';
    const bool message = Peek(1) == Peek();
    at_ += message ? 2 : 1;
    Node node = Make(Node::Kind::kEdge, first);
    if (begin) {
      node.edge = message ? Edge::kMessageBegin : Edge::kClauseBegin;
    } else {
      node.edge = message ? Edge::kMessageEnd : Edge::kClauseEnd;
    }
    return node;
  }

  Node Exclusion(std::uint32_t depth) {
    const std::size_t first = at_;
    ++at_;
    Node bounds;
    if (Peek() == U'{' && !Bounds(bounds, false)) return Make(Node::Kind::kExclude, first);
    Node inner;
    if (Peek() == U'(') {
      inner = Group(depth);
    } else if (Peek() == U'<') {
      inner = Rule();
    } else {
      Error(first, "\"!\" needs a bracket with the words that must not stand there",
            "write !(不|没), or \\! for the character itself");
    }
    Node node = Make(Node::Kind::kExclude, first);
    node.min = bounds.min;
    node.max = bounds.max;
    node.children.push_back(std::move(inner));
    return node;
  }

  // A run of ordinary characters is folded as a whole, because a lexicon variant may span several.
  void Literal(std::vector<Node>& out) {
    const std::size_t first = at_;
    std::string run;
    while (!AtEnd()) {
      if (Peek() == U'\\') {
        if (at_ + 1 >= characters_.size()) {
          Error(at_, "a \\ stands at the end", "write \\\\ for the character itself");
          ++at_;
          break;
        }
        run += Text(at_ + 1, at_ + 2);
        at_ += 2;
        continue;
      }
      if (IsSpecial(Peek())) break;
      if (std::u32string_view(U"（）［］｛｝｜＜＞").find(Peek()) != std::u32string_view::npos) {
        diagnostics_.Warning(LocationAt(source_, ByteAt(at_)),
                             "\"" + Quote(at_) + "\" is a full-width character and taken as text",
                             "brackets of the template language are ( ) [ ] { } < > |");
      }
      run += Text(at_, at_ + 1);
      ++at_;
    }
    std::u16string folded = fold_(run);
    // Spaces next to a bracket may or may not survive folding of a line: optional; at the ends:
    // dropped.
    const bool leading = !folded.empty() && folded.front() == u' ';
    const bool trailing = folded.size() > 1 && folded.back() == u' ';
    if (leading) folded.erase(0, 1);
    if (trailing) folded.pop_back();
    const auto optional_space = [&] {
      Node space = Make(Node::Kind::kLiteral, first);
      space.literal = u" ";
      Node node = Make(Node::Kind::kOptional, first);
      node.children.push_back(std::move(space));
      out.push_back(std::move(node));
    };
    if (leading && first > 0) optional_space();
    if (!folded.empty()) {
      Node node = Make(Node::Kind::kLiteral, first);
      node.literal = std::move(folded);
      out.push_back(std::move(node));
    }
    if (trailing && !AtEnd()) optional_space();
  }

  const TemplateSource& source_;
  const LiteralFolder& fold_;
  Diagnostics& diagnostics_;
  std::vector<Character> characters_;
  std::size_t at_ = 0;
  bool failed_ = false;
  bool failed_hard_ = false;  // what follows could only produce errors that mislead
};

}  // namespace

std::optional<Node> ParseTemplate(const TemplateSource& source, const LiteralFolder& fold,
                                  Diagnostics& diagnostics) {
  return Parser(source, fold, diagnostics).Run();
}

}  // namespace xiaoer::match
