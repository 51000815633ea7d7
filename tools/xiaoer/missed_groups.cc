#include "tools/xiaoer/missed_groups.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <queue>
#include <unordered_map>

#include "engine/engine.h"

namespace xiaoer {
namespace {

constexpr std::size_t kMaxWords = 3;  // of a shared phrase
// One word alone says what a line is about, two say what it wants: they make the better template.
constexpr double kOneWord = 0.5;
constexpr std::size_t kMaxGap = 6;  // what … passes over in a template, in characters

struct Word {
  Span units;
  std::string text;
};

struct Missed {
  MissedLine line;
  std::map<std::string, std::size_t> phrases;  // what others may share → its number of words
};

std::string NamesOf(const Pack& pack, const MatchResult& match) {
  std::string names;
  for (const Candidate& c : match.winners) {
    names += (names.empty() ? "" : ", ") + pack.matcher->intents()[c.intent].name;
  }
  return names;
}

std::optional<MissedLine> MissOf(const Pack& pack, const Understanding& understood,
                                 const MissedOptions& options) {
  const MatchResult& match = understood.match;
  if (!match.ambiguous.empty()) {
    const auto& [a, b] = match.ambiguous.front();
    const auto& intents = pack.matcher->intents();
    return MissedLine{understood.line.original, 0, MissKind::kTooClose,
                      intents[a.intent].name + " or " + intents[b.intent].name};
  }
  // A bare number, a mask or a 的 leaves nothing unexplained: it was not a question.
  if (match.unexplained.empty()) return std::nullopt;
  if (match.winners.empty()) {
    return MissedLine{understood.line.original, 0, MissKind::kNothing, ""};
  }
  if (match.coverage >= options.low_coverage) return std::nullopt;
  return MissedLine{understood.line.original, 0, MissKind::kLowCover, NamesOf(pack, match)};
}

enum class Words : std::uint8_t { kAll, kUnexplained };

std::vector<Word> WordsOf(const Pack& pack, const Understanding& understood, Words which) {
  std::vector<Word> words;
  for (const Span& span : pack.segmenter->Segment(understood.line.text)) {
    const auto& open = understood.match.unexplained;
    const bool counts = which == Words::kAll || std::any_of(open.begin(), open.end(), [&](Span s) {
                          return s.Overlaps(span);
                        });
    const char16_t first = understood.line.text[span.begin];
    const bool breaks = first == u',' || first == u'.' || first == u'!' || first == u'?';
    if (counts && !breaks && first != Normalized::kMaskUnit) {
      words.push_back({span, understood.line.ToUtf8(span)});
    }
  }
  return words;
}

// Signs of the template language stand for themselves in what is proposed.
std::string Escaped(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (std::string_view("()[]{}<>|^$!/\\").find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

bool SameClause(const Normalized& line, Span a, Span b) {
  return std::any_of(line.clauses.begin(), line.clauses.end(), [&](const Clause& clause) {
    return clause.span.begin <= a.begin && b.end <= clause.span.end;
  });
}

// Up to three words that follow each other closely within a clause.
std::map<std::string, std::size_t> PhrasesOf(const Normalized& line,
                                             const std::vector<Word>& words) {
  std::map<std::string, std::size_t> phrases;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string phrase;
    std::size_t letters = 0;
    for (std::size_t j = i; j < std::min(words.size(), i + kMaxWords); ++j) {
      if (j > i) {
        const std::size_t gap = words[j].units.begin - words[j - 1].units.end;
        if (gap > kMaxGap || !SameClause(line, words[i].units, words[j].units)) break;
        if (gap > 0) phrase += "…";
      }
      phrase += Escaped(words[j].text);
      letters += words[j].units.size();
      if (letters >= 2) phrases.try_emplace(phrase, j - i + 1);
    }
  }
  return phrases;
}

class Grouping {
 public:
  // `seen`: in how many of the `lines` distinct lines, understood or not, a phrase stands.
  Grouping(std::vector<Missed> missed, std::unordered_map<std::string, std::size_t> seen,
           std::size_t lines, const TemplateSet& intents)
      : missed_(std::move(missed)),
        seen_(std::move(seen)),
        all_(static_cast<double>(lines)),
        intents_(intents) {
    for (std::size_t i = 0; i < missed_.size(); ++i) {
      for (const auto& [phrase, words] : missed_[i].phrases) {
        lines_of_[phrase].push_back(i);
        words_of_.emplace(phrase, words);
      }
    }
  }

  // Takes the phrase that explains most, gives it its lines, and goes on with the rest.
  void Group(MissedReport& report) {
    struct Entry {
      double score;
      std::string phrase;
      // The same score: the smaller phrase first, so that a report is the same every time.
      bool operator<(const Entry& o) const {
        return score != o.score ? score < o.score : phrase > o.phrase;
      }
    };
    std::priority_queue<Entry> queue;
    for (const auto& [phrase, lines] : lines_of_) {
      if (lines.size() >= 2) queue.push({Score(phrase), phrase});
    }
    taken_.assign(missed_.size(), false);
    while (!queue.empty()) {
      const Entry best = queue.top();
      queue.pop();
      const double now = Score(best.phrase);
      if (now <= 0) continue;
      if (now < best.score) {  // some of its lines went to another group meanwhile
        queue.push({now, best.phrase});
        continue;
      }
      report.groups.push_back(Take(best.phrase));
    }
    for (std::size_t i = 0; i < missed_.size(); ++i) {
      if (!taken_[i]) report.alone.push_back(missed_[i].line);
    }
  }

 private:
  // How many lines it would group against how much it tells. The number counts by its logarithm:
  // 订单 stands in a tenth of all lines and makes no template, "怎么…取消" in fifty and makes one.
  double Score(const std::string& phrase) {
    const auto& lines = lines_of_[phrase];
    std::size_t open = 0;
    for (const std::size_t i : lines) {
      if (taken_.empty() || !taken_[i]) ++open;
    }
    if (open < 2) return 0;
    // A phrase over words that were explained ("怎么…洗") was counted nowhere.
    const auto seen = static_cast<double>(std::max(seen_[phrase], lines.size()));
    const double told = std::log(static_cast<double>(open)) * std::log((all_ + 1) / seen);
    return words_of_.at(phrase) == 1 ? told * kOneWord / (1 + IntentsWith(phrase)) : told;
  }

  // Intents and rules that use the word: 怎么 stands in many, so alone it tells nothing about a line.
  double IntentsWith(const std::string& word) {
    const auto [it, is_new] = intents_with_.try_emplace(word, 0.0);
    if (!is_new) return it->second;
    for (const IntentSource& intent : intents_.intents) {
      const auto uses = [&](const TemplateSource& t) {
        return t.text.find(word) != std::string::npos;
      };
      it->second += std::any_of(intent.templates.begin(), intent.templates.end(), uses) ? 1 : 0;
    }
    for (const RuleSource& rule : intents_.rules) {
      it->second += rule.body.text.find(word) != std::string::npos ? 1 : 0;
    }
    return it->second;
  }

  MissedGroup Take(const std::string& phrase) {
    MissedGroup group;
    group.share = phrase;
    for (const std::size_t i : lines_of_[phrase]) {
      if (taken_[i]) continue;
      taken_[i] = true;
      group.count += missed_[i].line.count;
      group.lines.push_back(missed_[i].line);
    }
    return group;
  }

  std::vector<Missed> missed_;
  std::unordered_map<std::string, std::size_t> seen_;
  double all_;
  std::map<std::string, std::vector<std::size_t>> lines_of_;
  std::map<std::string, std::size_t> words_of_;
  const TemplateSet& intents_;
  std::map<std::string, double> intents_with_;
  std::vector<bool> taken_;
};

bool MoreFrequent(const MissedLine& a, const MissedLine& b) { return a.count > b.count; }

}  // namespace

MissedReport GroupMissed(const Pack& pack, const std::vector<std::string>& texts,
                         const MissedOptions& options) {
  MissedReport report;
  report.lines = texts.size();
  std::vector<Missed> missed;
  std::unordered_map<std::string, std::size_t> known;  // canonical text → index + 1, 0 = not missed
  std::unordered_map<std::string, std::size_t> seen;
  for (const std::string& text : texts) {
    const Understanding understood = Understand(pack, text);
    const auto [it, is_new] = known.try_emplace(understood.line.ToUtf8(), 0);
    if (is_new) {
      const auto phrases = PhrasesOf(understood.line, WordsOf(pack, understood, Words::kAll));
      for (const auto& [phrase, words] : phrases) ++seen[phrase];
      if (auto line = MissOf(pack, understood, options)) {
        const auto which = line->kind == MissKind::kTooClose ? Words::kAll : Words::kUnexplained;
        missed.push_back(
            {*std::move(line), PhrasesOf(understood.line, WordsOf(pack, understood, which))});
        it->second = missed.size();
      }
    }
    if (it->second == 0) continue;
    ++missed[it->second - 1].line.count;
    ++report.missed;
  }
  Grouping grouping(std::move(missed), std::move(seen), known.size(), pack.intents);
  grouping.Group(report);
  for (MissedGroup& group : report.groups) {
    std::stable_sort(group.lines.begin(), group.lines.end(), MoreFrequent);
  }
  std::stable_sort(report.groups.begin(), report.groups.end(),
                   [](const MissedGroup& a, const MissedGroup& b) { return a.count > b.count; });
  std::stable_sort(report.alone.begin(), report.alone.end(), MoreFrequent);
  return report;
}

}  // namespace xiaoer
