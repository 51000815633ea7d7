#include "tools/xiaoer/intent_table.h"

#include <algorithm>
#include <fstream>

#include "engine/engine.h"

namespace xiaoer {
namespace {

std::vector<std::string> Split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find(separator, begin);
    parts.push_back(text.substr(begin, end - begin));
    if (end == std::string::npos) return parts;
    begin = end + 1;
  }
}

bool Known(const Pack& pack, const std::string& name) {
  const auto& intents = pack.matcher->intents();
  return std::any_of(intents.begin(), intents.end(),
                     [&](const Matcher::IntentInfo& i) { return i.name == name; });
}

std::string Join(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text.empty() ? "none" : text;
}

void ReadNames(const std::string& cell, const Pack& pack, IntentCase& test,
               Diagnostics& diagnostics) {
  if (cell == "none") {
    test.exact = true;
    return;
  }
  for (const std::string& item : Split(cell, ',')) {
    const bool negated = item.starts_with('!');
    const std::string name = negated ? item.substr(1) : item;
    if (!Known(pack, name)) {
      diagnostics.Error(test.where, "there is no intent \"" + name + "\"",
                        "write names of intents/, `none`, or !name for what it must not be");
      continue;
    }
    (negated ? test.never : test.exactly).push_back(name);
  }
  test.exact = !test.exactly.empty();
}

}  // namespace

std::vector<IntentCase> LoadIntentTable(const std::string& path, const Pack& pack,
                                        Diagnostics& diagnostics) {
  std::vector<IntentCase> cases;
  std::ifstream in(path);
  if (!in) diagnostics.Error({path, 0, 0}, "cannot be read");
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || line.front() == '#') continue;
    IntentCase test;
    test.where = {path, number, 1};
    const std::vector<std::string> cells = Split(line, '\t');
    const bool handoff_good = cells.size() < 3 || cells[2] == "0" || cells[2] == "1";
    if (cells.size() < 2 || cells.size() > 3 || cells[1].empty() || !handoff_good) {
      diagnostics.Error(test.where, "this is no row of a table of intents",
                        "intents, a tab, the buyer's line; then perhaps a tab and 1 or 0: a "
                        "person is needed or not");
      continue;
    }
    test.text = cells[1];
    if (cells.size() == 3) test.handoff = cells[2] == "1" ? 1 : 0;
    ReadNames(cells[0], pack, test, diagnostics);
    cases.push_back(std::move(test));
  }
  return cases;
}

std::string CheckIntentCase(const Pack& pack, const IntentCase& test) {
  const Understanding understood = Understand(pack, test.text);
  std::vector<std::string> got;
  for (const Candidate& c : understood.match.winners) {
    const std::string& name = pack.matcher->intents()[c.intent].name;
    if (got.empty() || got.back() != name) got.push_back(name);
  }
  const std::string at = test.where.ToString() + ": 「" + test.text + "」 ";
  if (test.exact && got != test.exactly) {
    return at + "should be " + Join(test.exactly) + " but is " + Join(got);
  }
  for (const std::string& name : test.never) {
    if (std::find(got.begin(), got.end(), name) != got.end()) {
      return at + "must not be " + name + " but is " + Join(got);
    }
  }
  if (test.handoff >= 0 && understood.handoff.has_value() != (test.handoff == 1)) {
    return at + (test.handoff == 1 ? "should call for a person but does not"
                                   : "should not call for a person but does");
  }
  return {};
}

}  // namespace xiaoer
