#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/engine.h"
#include "engine/match/sample_lines.h"
#include "engine/match/template_parser.h"
#include "tools/xiaoer/lint_checks.h"
#include "tools/xiaoer/lint_losses.h"

namespace xiaoer {
namespace {

// More than any template of the demo shop needs for each of its alternatives.
constexpr std::size_t kLinesPerTemplate = 128;

class TemplateCheck {
 public:
  TemplateCheck(const Pack& pack, bool all, Diagnostics& diagnostics)
      : pack_(pack),
        all_(all),
        diagnostics_(diagnostics),
        lines_(pack.intents, *pack.normalizer,
               pack.shop.products.empty() ? "" : pack.shop.products.front().name) {}

  std::size_t Run() {
    std::uint32_t id = 0;  // the matcher numbers the templates in this order
    for (const IntentSource& intent : pack_.intents.intents) {
      bool given = false;
      for (const TemplateSource& source : intent.templates) {
        // A /re/ cannot be tried, so it has the benefit of the doubt.
        given |= match::IsRawTemplate(source.text) || Try(id, source);
        ++id;
      }
      if (!given) {
        diagnostics_.Warning(
            intent.where,
            "no line gives the intent " + intent.name + ": none of its templates can win",
            "correct the templates: what is wrong with each stands at it");
      }
    }
    return hidden_;
  }

 private:
  // Whether the template is chosen on a line, or there is none to try it on.
  bool Try(std::uint32_t id, const TemplateSource& source) {
    std::vector<std::string> lines = lines_.Of(source, kLinesPerTemplate);
    if (lines.empty()) return true;  // it needs a product, and the shop lists none
    // What is shown as an example is the shortest.
    std::stable_sort(lines.begin(), lines.end(),
                     [](const auto& a, const auto& b) { return a.size() < b.size(); });
    std::vector<Loss> losses;
    std::vector<std::string> unmatched;
    bool wins = false;
    bool close = false;
    MatchContext context;
    context.states = source.when;
    for (const std::string& line : lines) {
      const MatchResult result = Understand(pack_, line, context).match;
      const auto mine = [&](const Candidate& c) { return c.template_id == id; };
      if (std::any_of(result.winners.begin(), result.winners.end(), mine)) {
        wins = true;
      } else if (TooClose(id, line, result)) {
        close = true;
      } else if (auto loss = FindLoss(pack_, id, line, context)) {
        losses.push_back(std::move(*loss));
      } else {
        unmatched.push_back(line);
      }
    }
    if (wins || close) {
      TellOthers(id, losses);
    } else if (losses.empty()) {
      TellNeverMatches(source, lines.front());
    } else if (!IsCopy(source, losses)) {
      TellNeverWins(pack_, id, losses, diagnostics_);
    }
    if (wins || close || !losses.empty()) TellRewritten(source, unmatched);
    return wins;
  }

  bool TooClose(std::uint32_t id, const std::string& line, const MatchResult& result) {
    for (const auto& [a, b] : result.ambiguous) {
      if (a.template_id != id && b.template_id != id) continue;
      const auto pair = std::minmax(a.template_id, b.template_id);
      if (!told_.insert(pair).second) return true;
      const auto& other = Info(a.template_id == id ? b.template_id : a.template_id);
      diagnostics_.Warning(Info(id).where,
                           "too close to call: on 「" + line + "」 this and " +
                               NameOf(pack_, other) + " say the same, so neither is chosen",
                           "make one of them longer or narrower, or add a not: to one");
      return true;
    }
    return false;
  }

  // The same template once more: CheckTexts says so.
  bool IsCopy(const TemplateSource& source, const std::vector<Loss>& losses) const {
    const std::u16string folded = pack_.normalizer->FoldLiteral(source.text);
    return std::any_of(losses.begin(), losses.end(), [&](const Loss& loss) {
      return loss.kind == Loss::Kind::kSame &&
             pack_.normalizer->FoldLiteral(loss.winner->text) == folded;
    });
  }

  // What the line becomes before templates see it, if that is something else.
  std::optional<std::string> Rewritten(const std::string& line) const {
    std::string read = pack_.normalizer->Normalize(line).ToUtf8();
    if (read == line) return std::nullopt;
    return read;
  }

  void TellNeverMatches(const TemplateSource& source, const std::string& line) {
    if (const auto read = Rewritten(line)) {
      diagnostics_.Warning(source.where,
                           "this template can never match: the buyer's 「" + line +
                               "」 is read as 「" + *read + "」, which it does not match",
                           "write it as it is read; what is rewritten stands in the lexicon");
      return;
    }
    diagnostics_.Warning(source.where,
                         "this template can never match: not even 「" + line +
                             "」, which was made from it, is matched by it",
                         "its conditions, ^, $ and !( ), contradict the words beside them");
  }

  // One wording of a template that has others.
  void TellRewritten(const TemplateSource& source, const std::vector<std::string>& unmatched) {
    for (const std::string& line : unmatched) {
      const auto read = Rewritten(line);
      if (!read) continue;
      diagnostics_.Warning(source.where,
                           "one wording of this template can never match: the buyer's 「" + line +
                               "」 is read as 「" + *read + "」",
                           "write it as it is read; what is rewritten stands in the lexicon");
      return;
    }
  }

  // Lines of it that are understood as something else and not as its intent.
  void TellOthers(std::uint32_t id, const std::vector<Loss>& losses) {
    std::set<const Matcher::TemplateInfo*> seen;
    for (const Loss& loss : losses) {
      if (loss.kind != Loss::Kind::kOtherIntent || !seen.insert(loss.winner).second) continue;
      if (!all_) {
        ++hidden_;
        continue;
      }
      diagnostics_.Warning(Info(id).where,
                           "collides: 「" + loss.line + "」 goes to " + NameOf(pack_, *loss.winner),
                           "fine if that is what it means; otherwise narrow one of them");
    }
  }

  const Matcher::TemplateInfo& Info(std::uint32_t id) const {
    return pack_.matcher->templates()[id];
  }

  const Pack& pack_;
  const bool all_;
  Diagnostics& diagnostics_;
  SampleLines lines_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> told_;
  std::size_t hidden_ = 0;
};

}  // namespace

std::size_t CheckTemplates(const Pack& pack, bool all, Diagnostics& diagnostics) {
  return TemplateCheck(pack, all, diagnostics).Run();
}

}  // namespace xiaoer
