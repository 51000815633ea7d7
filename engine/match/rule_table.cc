#include "engine/match/rule_table.h"

#include <algorithm>
#include <utility>

#include "engine/match/ast_analysis.h"
#include "engine/match/template_parser.h"

namespace xiaoer::match {
namespace {

template <class F>
void ForEachRuleUse(const Node& node, const F& f) {
  if (node.kind == Node::Kind::kRule) f(node);
  for (const Node& child : node.children) ForEachRuleUse(child, f);
}

std::uint64_t CountNodes(const Node& node) {
  std::uint64_t n = 1;
  for (const Node& child : node.children) n += CountNodes(child);
  return n;
}

std::size_t EditDistance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

// What a rule brings in gets the place of its use, so that it is explained in the template's own
// words.
void Relocate(Node& node, const Node& use) {
  node.source_begin = use.source_begin;
  node.source_end = use.source_end;
  for (Node& child : node.children) Relocate(child, use);
}

}  // namespace

RuleTable::RuleTable(const std::vector<RuleSource>& rules, const LiteralFolder& fold,
                     Diagnostics& diagnostics) {
  for (const RuleSource& rule : rules) {
    const auto [it, inserted] = rules_.try_emplace(rule.name);
    if (!inserted) {
      diagnostics.Error(rule.body.where, "there is a second rule <" + rule.name + ">",
                        "the first is at " + it->second.source.where.ToString());
      continue;
    }
    it->second.source = rule.body;
    if (IsRawTemplate(rule.body.text)) {
      diagnostics.Error(rule.body.where, "a rule cannot be a /…/ expression",
                        "only a whole template can");
    } else {
      it->second.body = ParseTemplate(rule.body, fold, diagnostics);
    }
    if (!it->second.body) it->second.state = State::kBad;
  }
  for (const RuleSource& rule : rules) {
    std::vector<std::string> path;
    Check(rule.name, path, diagnostics);
  }
}

void RuleTable::Check(const std::string& name, std::vector<std::string>& path,
                      Diagnostics& diagnostics) {
  Rule& rule = rules_.at(name);
  if (rule.state != State::kNew) return;
  rule.state = State::kVisiting;
  path.push_back(name);
  bool good = true;
  rule.nodes = CountNodes(*rule.body);
  ForEachRuleUse(*rule.body, [&](const Node& use) {
    const auto found = rules_.find(use.name);
    if (found == rules_.end()) {
      diagnostics.Error(LocationAt(rule.source, use.source_begin),
                        "there is no rule <" + use.name + ">", Nearest(use.name));
      good = false;
      return;
    }
    if (found->second.state == State::kVisiting) {
      std::string cycle;
      for (auto it = std::find(path.begin(), path.end(), use.name); it != path.end(); ++it) {
        cycle += "<" + *it + "> uses ";
      }
      diagnostics.Error(LocationAt(rule.source, use.source_begin),
                        "the rule <" + use.name + "> uses itself",
                        cycle + "<" + use.name + ">: write one of them out");
      good = false;
      return;
    }
    Check(use.name, path, diagnostics);
    if (found->second.state != State::kGood) {
      good = false;
      return;
    }
    rule.nodes = std::min<std::uint64_t>(rule.nodes + found->second.nodes, kMaxNodes + 1);
    rule.depth = std::max(rule.depth, found->second.depth + 1);
  });
  if (good && rule.depth > kMaxRuleDepth) {
    diagnostics.Error(rule.source.where,
                      "the rule <" + name + "> goes through too many other rules",
                      "write some of them out");
    good = false;
  }
  path.pop_back();
  rule.state = good ? State::kGood : State::kBad;
}

std::string RuleTable::Nearest(const std::string& name) const {
  std::string best;
  std::size_t distance = name.size() / 2 + 1;
  for (const auto& [known, rule] : rules_) {
    const std::size_t d = EditDistance(name, known);
    if (d < distance) {
      distance = d;
      best = known;
    }
  }
  if (best.empty()) return "define it under rules: in any file of intents";
  return "did you mean <" + best + ">?";
}

std::optional<Node> RuleTable::Expand(const Node& parsed, const TemplateSource& source,
                                      Diagnostics& diagnostics) const {
  bool good = true;
  std::uint64_t nodes = CountNodes(parsed);
  ForEachRuleUse(parsed, [&](const Node& use) {
    const auto found = rules_.find(use.name);
    if (found == rules_.end()) {
      diagnostics.Error(LocationAt(source, use.source_begin), "there is no rule <" + use.name + ">",
                        Nearest(use.name));
      good = false;
    } else if (found->second.state != State::kGood) {
      good = false;  // reported where the rule stands
    } else {
      nodes = std::min<std::uint64_t>(nodes + found->second.nodes, kMaxNodes + 1);
    }
  });
  if (!good) return std::nullopt;
  if (nodes > kMaxNodes) {
    diagnostics.Error(source.where, "with its rules filled in, this template has too many parts",
                      "the limit is " + std::to_string(kMaxNodes) + ": use fewer or smaller rules");
    return std::nullopt;
  }
  // Depth is bounded by kMaxDepth brackets in each of kMaxRuleDepth rules.
  const std::function<Node(const Node&)> fill = [&](const Node& node) {
    if (node.kind == Node::Kind::kRule) {
      Node body = fill(*rules_.at(node.name).body);
      Relocate(body, node);
      return body;
    }
    Node copy = node;
    for (Node& child : copy.children) child = fill(child);
    return copy;
  };
  Node root = fill(parsed);
  if (!ResolveExclusions(root, source, diagnostics)) return std::nullopt;
  SortChoices(root);
  return root;
}

}  // namespace xiaoer::match
