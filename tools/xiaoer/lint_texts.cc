#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/match/ast_analysis.h"
#include "engine/match/template_parser.h"
#include "tools/xiaoer/lint_checks.h"

namespace xiaoer {
namespace {

using match::Node;

constexpr std::size_t kMostTexts = 64;  // of one alternative

bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

class TextCheck {
 public:
  TextCheck(const Pack& pack, Diagnostics& diagnostics)
      : pack_(pack),
        diagnostics_(diagnostics),
        fold_([&pack](std::string_view text) { return pack.normalizer->FoldLiteral(text); }) {}

  void Run() {
    for (const RuleSource& rule : pack_.intents.rules) {
      rules_.emplace(rule.name, &rule);
      Read(rule.body);
    }
    for (const IntentSource& intent : pack_.intents.intents) {
      for (const TemplateSource& source : intent.templates) {
        Twice(source, intent.name);
        Read(source);
      }
      for (const TemplateSource& source : intent.hard_negatives) Read(source);
    }
    for (const auto& [name, rule] : rules_) {
      if (used_.count(name) > 0) continue;
      diagnostics_.Warning(rule->body.where, "no template uses the rule <" + name + ">",
                           "remove it, or use it");
    }
  }

 private:
  // The same text, however it is written: 運費 is 运费.
  void Twice(const TemplateSource& source, const std::string& intent) {
    Normalized folded;
    folded.text = fold_(source.text);
    std::string key = folded.ToUtf8();
    for (const std::string& state : source.when) key += "\n" + state;
    const auto [it, is_new] = templates_.try_emplace(key, &source, intent);
    if (is_new) return;
    diagnostics_.Warning(
        source.where,
        it->second.second == intent
            ? "this template stands twice in " + intent
            : "the same template stands in " + it->second.second + ": neither would be chosen",
        "the other is at " + it->second.first->where.ToString());
  }

  void Read(const TemplateSource& source) {
    if (match::IsRawTemplate(source.text)) return;
    Diagnostics known;  // mistakes were reported by the loader
    const auto root = match::ParseTemplate(source, fold_, known);
    if (!root) return;
    RegexHabits(source);
    if (root->kind == Node::Kind::kChoice) {
      diagnostics_.Warning(source.where,
                           "a | outside brackets divides the whole template, not only the words "
                           "beside it",
                           "write two templates, or brackets around the words that are meant");
    }
    Walk(source, *root);
  }

  void Walk(const TemplateSource& source, const Node& node) {
    if (node.kind == Node::Kind::kRule) used_.insert(node.name);
    if (node.kind == Node::Kind::kChoice) SameAlternatives(source, node);
    if (node.kind == Node::Kind::kOptional) ParticlesAsClass(source, node);
    for (const Node& child : node.children) Walk(source, child);
  }

  void SameAlternatives(const TemplateSource& source, const Node& node) {
    std::map<std::u16string, const Node*> known;
    for (const Node& child : node.children) {
      const auto texts = match::ExactTexts(child, kMostTexts, false);
      if (!texts || texts->size() != 1) continue;
      const auto [it, is_new] = known.try_emplace(texts->front(), &child);
      if (is_new) continue;
      const std::string first = Quote(source, *it->second);
      const std::string again = Quote(source, child);
      diagnostics_.Warning(match::LocationAt(source, child.source_begin),
                           first == again
                               ? "the alternative 「" + again + "」 stands twice"
                               : "the alternatives 「" + first + "」 and 「" + again +
                                     "」 are the same: script, width and variants are folded",
                           "remove one of them");
    }
  }

  // [吗么] is read as the optional word 吗么; the author of a regular expression meant one of them.
  void ParticlesAsClass(const TemplateSource& source, const Node& node) {
    const auto texts = match::ExactTexts(node.children.front(), 2, false);
    if (!texts || texts->size() != 1 || texts->front().size() < 2) return;
    static constexpr std::u16string_view kParticles = u"吗么呢吧啊呀嘛哦不没啦哈呗了的我你您个点些";
    const std::u16string& text = texts->front();
    const bool particles = std::all_of(text.begin(), text.end(), [](char16_t unit) {
      return kParticles.find(unit) != std::u16string_view::npos;
    });
    static const std::set<std::u16string> kWords = {u"没了", u"不了", u"点的", u"个的", u"你的",
                                                    u"我的", u"您的", u"了吗", u"的吗", u"了没",
                                                    u"的了", u"了的", u"些的", u"点了", u"了不"};
    const bool dash = text.size() == 3 && text[1] == u'-';
    if (!dash && (!particles || kWords.count(text) > 0)) return;
    diagnostics_.Warning(match::LocationAt(source, node.source_begin),
                         "「" + Quote(source, node) + "」 is one word that may be left out, not " +
                             "one of these characters",
                         "write [a|b] for one of several");
  }

  void RegexHabits(const TemplateSource& source) {
    const std::string& text = source.text;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      const char before = i == 0 ? '\0' : text[i - 1];
      const char after = i + 1 < text.size() ? text[i + 1] : '\0';
      if (c == '\\') {
        if (IsAsciiLetter(after)) {
          Habit(source, i, text.substr(i, 2), "the letter " + std::string(1, after),
                "{number} reads a number; an expression can stand alone as /…/");
        }
        ++i;
        continue;
      }
      if (c == '*' || c == '+') {
        Habit(source, i, text.substr(i, 1), "that character itself",
              "… stands for up to six characters, [a] for what may be left out");
      } else if (c == '?' && (before == ')' || before == ']' || before == '>' || before == '}')) {
        Habit(source, i, "?", "a question mark that the buyer writes",
              "write [a] for what may be left out, \\? for the question mark");
      } else if (c == '?' && after == ':' && before == '(') {
        Habit(source, i, "?:", "these two characters", "brackets never capture here: leave it out");
      } else if (c == '.' && (after == '*' || after == '+' || after == '?')) {
        Habit(source, i, text.substr(i, 2), "these two characters",
              "… stands for up to six characters, …{0,12} for up to twelve");
        ++i;
      }
    }
  }

  void Habit(const TemplateSource& source, std::size_t byte, const std::string& written,
             const std::string& meaning, std::string hint) {
    diagnostics_.Warning(match::LocationAt(source, byte),
                         "「" + written + "」 means " + meaning + " here, not what it means in a " +
                             "regular expression",
                         std::move(hint));
  }

  static std::string Quote(const TemplateSource& source, const Node& node) {
    return source.text.substr(node.source_begin, node.source_end - node.source_begin);
  }

  const Pack& pack_;
  Diagnostics& diagnostics_;
  const match::LiteralFolder fold_;
  std::map<std::string, const RuleSource*> rules_;
  std::set<std::string> used_;
  std::map<std::string, std::pair<const TemplateSource*, std::string>> templates_;
};

}  // namespace

void CheckTexts(const Pack& pack, Diagnostics& diagnostics) { TextCheck(pack, diagnostics).Run(); }

}  // namespace xiaoer
