// The slow and obvious way to find a template's matches: translate it into one ICU regular
// expression for this very line (edges and values become absolute positions) and let ICU search.
// Shares with the matcher only the reading of the template's text and of the values in the line.
#pragma once

#include <unicode/regex.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/match/line_view.h"
#include "engine/match/match.h"
#include "engine/match/template_ast.h"
#include "engine/match/template_set.h"

namespace xiaoer::match {

class Oracle {
 public:
  // A set without mistakes.
  Oracle(const TemplateSet& set, const LiteralFolder& fold);
  ~Oracle();

  // All templates (in the finder's order: hard negatives last) over one line.
  std::vector<Candidate> FindAll(const LineView& view);

 private:
  struct Template {
    std::uint32_t intent = 0;
    Node root;
    std::string raw;  // `/re/`: its pattern
  };
  icu::RegexPattern* Compiled(const std::u16string& pattern);
  void Search(std::uint32_t id, const LineView& view, std::vector<Candidate>& out);

  std::vector<Template> templates_;
  std::unordered_map<std::u16string, std::unique_ptr<icu::RegexPattern>> cache_;
};

// For failure messages and for comparing: template, span, touched, literals, wildcards and slots.
std::string Describe(const Candidate& candidate);

}  // namespace xiaoer::match
