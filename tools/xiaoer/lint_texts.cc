#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/match/ast_analysis.h"
#include "engine/match/template_parser.h"
#include "tools/xiaoer/lint_checks.h"
#include "tools/xiaoer/lint_habits.h"

namespace xiaoer {
namespace {

using match::Node;

constexpr std::size_t kMostTexts = 64;  // of one alternative

class TextCheck {
 public:
  TextCheck(const Pack& pack, Diagnostics& diagnostics)
      : pack_(pack),
        diagnostics_(diagnostics),
        fold_([&pack](std::string_view text) { return pack.normalizer->FoldLiteral(text); }) {}

  void Run() {
    for (const RuleSource& rule : pack_.intents.rules) Read(rule.body, &rules_[rule.name]);
    for (const IntentSource& intent : pack_.intents.intents) {
      for (const TemplateSource& source : intent.templates) {
        Twice(source, intent);
        Read(source, &used_);
      }
      for (const TemplateSource& source : intent.hard_negatives) Read(source, &used_);
    }
    UnusedRules();
  }

 private:
  // The same text, however it is written: 運費 is 运费.
  void Twice(const TemplateSource& source, const IntentSource& intent) {
    Normalized folded;
    folded.text = fold_(source.text);
    std::string key = folded.ToUtf8();
    for (const std::string& state : source.when) key += "\n" + state;
    const auto [it, is_new] = templates_.try_emplace(key, &source, &intent);
    if (is_new) return;
    const auto& [first, other] = it->second;
    std::string message = "this template stands twice in " + intent.name;
    if (other != &intent) {
      message = "the same template stands in " + other->name;
      message += other->tier == intent.tier ? ": neither would be chosen"
                                            : ", of another tier: one of them is never chosen";
    }
    diagnostics_.Warning(source.where, std::move(message),
                         "the other is at " + first->where.ToString());
  }

  // `uses`: learns the rules that it names.
  void Read(const TemplateSource& source, std::set<std::string>* uses) {
    if (match::IsRawTemplate(source.text)) return;
    Diagnostics known;  // mistakes were reported by the loader
    const auto root = match::ParseTemplate(source, fold_, known);
    if (!root) return;
    CheckSigns(source, diagnostics_);
    if (root->kind == Node::Kind::kChoice) {
      diagnostics_.Warning(source.where,
                           "a | outside brackets divides the whole template, not only the words "
                           "beside it",
                           "write two templates, or brackets around the words that are meant");
    }
    Walk(source, *root, uses);
  }

  // A rule that only unused rules name is unused, too.
  void UnusedRules() {
    std::vector<std::string> open(used_.begin(), used_.end());
    while (!open.empty()) {
      const std::string name = std::move(open.back());
      open.pop_back();
      for (const std::string& further : rules_[name]) {
        if (used_.insert(further).second) open.push_back(further);
      }
    }
    for (const RuleSource& rule : pack_.intents.rules) {
      if (used_.count(rule.name) > 0) continue;
      diagnostics_.Warning(rule.body.where, "no template uses the rule <" + rule.name + ">",
                           "remove it, or use it");
    }
  }

  void Walk(const TemplateSource& source, const Node& node, std::set<std::string>* uses) {
    if (node.kind == Node::Kind::kRule) uses->insert(node.name);
    if (node.kind == Node::Kind::kChoice) SameAlternatives(source, node);
    if (node.kind == Node::Kind::kOptional) CheckCharacterClass(source, node, diagnostics_);
    for (const Node& child : node.children) Walk(source, child, uses);
  }

  using Texts = std::set<std::u16string>;

  // All that an alternative can be; nothing where a gap or a slot makes that endless.
  static std::optional<Texts> TextsOf(const Node& node) {
    const auto listed = match::ExactTexts(node, kMostTexts, false);
    if (!listed) return std::nullopt;
    Texts texts;
    for (std::u16string text : *listed) {
      text.erase(std::remove(text.begin(), text.end(), u' '), text.end());
      texts.insert(std::move(text));
    }
    return texts;
  }

  void SameAlternatives(const TemplateSource& source, const Node& node) {
    std::vector<std::pair<const Node*, Texts>> known;
    for (const Node& child : node.children) {
      if (auto texts = TextsOf(child)) known.emplace_back(&child, std::move(*texts));
    }
    for (std::size_t i = 0; i < known.size(); ++i) {
      for (std::size_t j = 0; j < known.size(); ++j) {
        const bool same = known[i].second == known[j].second;
        const bool within = std::includes(known[j].second.begin(), known[j].second.end(),
                                          known[i].second.begin(), known[i].second.end());
        if (i == j || !within || (same && j > i)) continue;
        TellSame(source, *known[j].first, *known[i].first, same);
        break;
      }
    }
  }

  void TellSame(const TemplateSource& source, const Node& one, const Node& other, bool same) {
    const std::string first = Quote(source, one);
    const std::string again = Quote(source, other);
    std::string message = "the alternative 「" + again + "」 stands twice";
    if (!same) {
      message = "the alternative 「" + again + "」 adds nothing: 「" + first + "」 has it already";
    } else if (first != again) {
      message = "the alternatives 「" + first + "」 and 「" + again +
                "」 are the same: script, width and variants are folded";
    }
    diagnostics_.Warning(match::LocationAt(source, other.source_begin), std::move(message),
                         "remove one of them");
  }

  static std::string Quote(const TemplateSource& source, const Node& node) {
    return source.text.substr(node.source_begin, node.source_end - node.source_begin);
  }

  const Pack& pack_;
  Diagnostics& diagnostics_;
  const match::LiteralFolder fold_;
  std::map<std::string, std::set<std::string>> rules_;  // the rules that each names
  std::set<std::string> used_;
  std::map<std::string, std::pair<const TemplateSource*, const IntentSource*>> templates_;
};

}  // namespace

void CheckTexts(const Pack& pack, Diagnostics& diagnostics) { TextCheck(pack, diagnostics).Run(); }

}  // namespace xiaoer
