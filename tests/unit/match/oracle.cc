#include "tests/unit/match/oracle.h"

#include <gtest/gtest.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <set>
#include <utility>

#include "engine/base/diagnostics.h"
#include "engine/match/rule_table.h"
#include "engine/match/template_parser.h"
#include "tests/unit/match/test_line.h"

namespace xiaoer::match {
namespace {

using Kind = Node::Kind;

std::u16string Ascii(const std::string& s) { return {s.begin(), s.end()}; }

// Every unit as an escape: no character of a literal can be special.
std::u16string Quoted(std::u16string_view text) {
  const icu::UnicodeString s(text.data(), static_cast<std::int32_t>(text.size()));
  std::u16string out;
  for (std::int32_t i = 0; i < s.length(); i = s.moveIndex32(i, 1)) {
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "\\x{%X}", static_cast<unsigned>(s.char32At(i)));
    out += Ascii(buffer);
  }
  return out;
}

std::u16string AnyOf(const std::vector<std::u16string>& words) {
  std::u16string out = u"(?:";
  for (std::size_t i = 0; i < words.size(); ++i) {
    out += (i == 0 ? u"" : u"|") + Quoted(words[i]);
  }
  return out + u")";
}

class Translator {
 public:
  // What a capture group stands for.
  struct Group {
    const Node* slot = nullptr;  // null: a literal
    const Reading* reading = nullptr;
  };

  explicit Translator(const LineView& view)
      : view_(view), text_(false, view.text().data(), static_cast<std::int32_t>(view.size())) {}

  std::u16string Translate(const Node& node) {
    std::u16string out;
    switch (node.kind) {
      case Kind::kLiteral:
        groups_.push_back({});
        return u"(" + Quoted(node.literal) + u")";
      case Kind::kSequence:
        for (const Node& child : node.children) out += Translate(child);
        return out;
      case Kind::kChoice:
        for (const Node& child : node.children) {
          out += (out.empty() ? u"(?:" : u"|") + Translate(child);
        }
        return out + u")";
      case Kind::kOptional:
        return u"(?:" + Translate(node.children.front()) + u")?";
      case Kind::kGap:
        return GapCharacter(node.excluded) + Bounds(node) + u"?";
      case Kind::kEdge:
        return AtOneOf(Positions(node.edge));
      case Kind::kExclude:
        if (node.before)
          return u"(?<!" + AnyOf(node.words) + GapCharacter({}) + Bounds(node) + u")";
        return u"(?!" + GapCharacter({}) + Bounds(node) + AnyOf(node.words) + u")";
      case Kind::kSlot:
        return Values(node);
      case Kind::kRule:
        break;
    }
    ADD_FAILURE() << "a rule was left in the tree";
    return out;
  }

  const std::vector<Group>& groups() const { return groups_; }

 private:
  static std::u16string Bounds(const Node& node) {
    return Ascii("{" + std::to_string(node.min) + "," + std::to_string(node.max) + "}");
  }

  std::u16string GapCharacter(const std::u32string& excluded) const {
    std::u16string not_these;
    for (const char32_t c : excluded) {
      icu::UnicodeString one(static_cast<UChar32>(c));
      not_these += Quoted({one.getBuffer(), static_cast<std::size_t>(one.length())});
    }
    if (!not_these.empty()) not_these = u"(?![" + not_these + u"])";
    std::set<std::uint32_t> inside;  // such as the point of 3.5
    for (const Clause& c : view_.line().clauses) {
      for (std::uint32_t i = c.span.begin; i < c.span.end; ++i) {
        if (std::u16string_view(u",.!?").find(view_.text()[i]) != std::u16string_view::npos) {
          inside.insert(i);
        }
      }
    }
    return u"(?:" + not_these + u"(?:[^,.!?]|" + AtOneOf(inside) + u"[,.!?]))";
  }

  std::u16string At(std::uint32_t unit) const {
    const auto characters = text_.countChar32(0, static_cast<std::int32_t>(unit));
    if (characters == 0) return u"\\A";
    return u"(?<=\\A[\\s\\S]{" + Ascii(std::to_string(characters)) + u"})";
  }

  std::u16string AtOneOf(const std::set<std::uint32_t>& positions) const {
    if (positions.empty()) return u"(?!)";
    std::u16string out;
    for (const std::uint32_t p : positions) out += (out.empty() ? u"(?:" : u"|") + At(p);
    return out + u")";
  }

  std::set<std::uint32_t> Positions(Edge edge) const {
    const auto& clauses = view_.line().clauses;
    std::set<std::uint32_t> out;
    const auto begins = [&](const Clause& c) { out.insert({c.span.begin, c.core.begin}); };
    const auto ends = [&](const Clause& c) { out.insert({c.span.end, c.core.end}); };
    const auto says_something = [](const Clause& c) { return !c.filler; };
    switch (edge) {
      case Edge::kClauseBegin:
        std::for_each(clauses.begin(), clauses.end(), begins);
        break;
      case Edge::kClauseEnd:
        std::for_each(clauses.begin(), clauses.end(), ends);
        break;
      case Edge::kMessageBegin: {
        out.insert(0);
        auto last = std::find_if(clauses.begin(), clauses.end(), says_something);
        if (last != clauses.end()) ++last;
        std::for_each(clauses.begin(), last, begins);
        break;
      }
      case Edge::kMessageEnd: {
        out.insert(view_.size());
        auto last = std::find_if(clauses.rbegin(), clauses.rend(), says_something);
        if (last != clauses.rend()) ++last;
        std::for_each(clauses.rbegin(), last, ends);
        break;
      }
    }
    return out;
  }

  std::u16string Values(const Node& node) {
    std::vector<const Reading*> readings;
    for (const Reading& r : view_.readings()) {
      if (r.type == node.type) readings.push_back(&r);
    }
    std::stable_sort(readings.begin(), readings.end(), [](const Reading* a, const Reading* b) {
      return a->entity.units.size() > b->entity.units.size();
    });
    std::u16string out;
    for (const Reading* r : readings) {
      const auto characters = text_.countChar32(static_cast<std::int32_t>(r->entity.units.begin),
                                                static_cast<std::int32_t>(r->entity.units.size()));
      out += (out.empty() ? u"(?:" : u"|") + At(r->entity.units.begin) + u"([\\s\\S]{" +
             Ascii(std::to_string(characters)) + u"})";
      groups_.push_back({&node, r});
    }
    return out.empty() ? u"(?!)" : out + u")";
  }

  const LineView& view_;
  icu::UnicodeString text_;
  std::vector<Group> groups_;
};

}  // namespace

Oracle::Oracle(const TemplateSet& set, const LiteralFolder& fold) {
  Diagnostics diagnostics;
  const RuleTable rules(set.rules, fold, diagnostics);
  const auto add = [&](std::uint32_t intent, const TemplateSource& source) {
    Template& t = templates_.emplace_back();
    t.intent = intent;
    if (IsRawTemplate(source.text)) {
      t.raw = RawPattern(source.text);
      return;
    }
    const auto parsed = ParseTemplate(source, fold, diagnostics);
    if (!parsed) return;
    if (auto root = rules.Expand(*parsed, source, diagnostics)) t.root = std::move(*root);
  };
  for (std::uint32_t i = 0; i < set.intents.size(); ++i) {
    for (const auto& source : set.intents[i].templates) add(i, source);
  }
  for (std::uint32_t i = 0; i < set.intents.size(); ++i) {
    for (const auto& source : set.intents[i].hard_negatives) add(i, source);
  }
  EXPECT_FALSE(diagnostics.has_errors()) << diagnostics.ToString();
}

Oracle::~Oracle() = default;

icu::RegexPattern* Oracle::Compiled(const std::u16string& pattern) {
  auto& slot = cache_[pattern];
  if (slot) return slot.get();
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString text(pattern.data(), static_cast<std::int32_t>(pattern.size()));
  slot.reset(icu::RegexPattern::compile(text, 0, status));
  std::string utf8;
  EXPECT_TRUE(U_SUCCESS(status)) << u_errorName(status) << " " << text.toUTF8String(utf8);
  return slot.get();
}

std::vector<Candidate> Oracle::FindAll(const LineView& view) {
  if (cache_.size() > 50'000) cache_.clear();
  std::vector<Candidate> out;
  for (std::uint32_t id = 0; id < templates_.size(); ++id) Search(id, view, out);
  return out;
}

void Oracle::Search(std::uint32_t id, const LineView& view, std::vector<Candidate>& out) {
  const Template& t = templates_[id];
  Translator translator(view);
  const std::u16string pattern = t.raw.empty() ? translator.Translate(t.root) : ToUnits(t.raw);
  icu::RegexPattern* compiled = Compiled(pattern);
  if (compiled == nullptr) return;
  const icu::UnicodeString text(false, view.text().data(), static_cast<std::int32_t>(view.size()));
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::RegexMatcher> matcher(compiled->matcher(text, status));
  while (matcher->find(status)) {
    const auto range = [&](std::int32_t group) {
      return Span{static_cast<std::uint32_t>(matcher->start(group, status)),
                  static_cast<std::uint32_t>(matcher->end(group, status))};
    };
    if (matcher->start(status) == matcher->end(status)) continue;
    Candidate c;
    c.template_id = id;
    c.intent = t.intent;
    c.units = range(0);
    std::vector<std::pair<Span, Translator::Group>> pieces;
    if (!t.raw.empty()) pieces.push_back({c.units, {}});
    for (std::int32_t g = 1; g <= static_cast<std::int32_t>(translator.groups().size()); ++g) {
      if (matcher->start(g, status) < 0) continue;
      pieces.emplace_back(range(g), translator.groups()[static_cast<std::size_t>(g - 1)]);
    }
    std::sort(pieces.begin(), pieces.end(),
              [](const auto& a, const auto& b) { return a.first.begin < b.first.begin; });
    for (const auto& [span, group] : pieces) {
      c.literals += span.size();
      if (!c.touched.empty() && c.touched.back().end == span.begin) {
        c.touched.back().end = span.end;
      } else {
        c.touched.push_back(span);
      }
      if (group.slot != nullptr && !group.slot->name.empty()) {
        c.slots.push_back({group.slot->name, group.reading->entity});
      }
    }
    c.wildcards = c.units.size() - c.literals;
    out.push_back(std::move(c));
  }
  EXPECT_TRUE(U_SUCCESS(status)) << u_errorName(status);
}

std::string Describe(const Candidate& c) {
  std::string out = "#" + std::to_string(c.template_id) + " " + std::to_string(c.units.begin) +
                    "-" + std::to_string(c.units.end) + " [";
  for (const Span s : c.touched) {
    out += " " + std::to_string(s.begin) + "-" + std::to_string(s.end);
  }
  out += " ] " + std::to_string(c.literals) + "+" + std::to_string(c.wildcards);
  for (const Slot& s : c.slots) {
    out += " " + s.name + "=" + std::string(ToString(s.entity.type)) + ":" +
           std::to_string(s.entity.value) + "@" + std::to_string(s.entity.units.begin) + "-" +
           std::to_string(s.entity.units.end);
  }
  return out;
}

}  // namespace xiaoer::match
