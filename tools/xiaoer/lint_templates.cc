#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/engine.h"
#include "engine/match/sample_lines.h"
#include "engine/match/template_parser.h"
#include "tools/xiaoer/lint_checks.h"

namespace xiaoer {
namespace {

constexpr std::size_t kLinesPerTemplate = 48;

// Why a template did not win one of its own lines.
struct Loss {
  std::string line;
  const Matcher::TemplateInfo* winner = nullptr;  // null: a hard negative took it out
  std::string negative;
};

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
      for (const TemplateSource& source : intent.templates) {
        if (!match::IsRawTemplate(source.text)) Try(id, intent, source);
        ++id;
      }
    }
    return hidden_;
  }

 private:
  void Try(std::uint32_t id, const IntentSource& intent, const TemplateSource& source) {
    std::vector<Loss> losses;
    bool wins = false;
    const std::vector<std::string> lines = lines_.Of(source, kLinesPerTemplate);
    for (const std::string& line : lines) {
      MatchContext context;
      context.states = source.when;
      const MatchResult result = Understand(pack_, line, context).match;
      const auto mine = [&](const Candidate& c) { return c.template_id == id; };
      if (std::any_of(result.winners.begin(), result.winners.end(), mine)) {
        wins = true;
        continue;
      }
      if (TooClose(id, line, result)) continue;
      if (auto loss = FindLoss(id, line, context)) losses.push_back(std::move(*loss));
    }
    if (!wins && !(ambiguous_.count(id) > 0)) {
      TellNeverWins(intent, source, lines, losses);
    } else {
      TellOthers(intent, source, losses);
    }
  }

  bool TooClose(std::uint32_t id, const std::string& line, const MatchResult& result) {
    for (const auto& [a, b] : result.ambiguous) {
      if (a.template_id != id && b.template_id != id) continue;
      ambiguous_.insert(id);
      const auto pair = std::minmax(a.template_id, b.template_id);
      if (!told_.insert(pair).second) return true;
      const auto& other = Info(a.template_id == id ? b.template_id : a.template_id);
      diagnostics_.Warning(Info(id).where,
                           "too close to call: on 「" + line + "」 this and " + NameOf(other) +
                               " say the same, so neither is chosen",
                           "make one of them longer or narrower, or add a not: to one");
      return true;
    }
    return false;
  }

  std::optional<Loss> FindLoss(std::uint32_t id, const std::string& line,
                               const MatchContext& context) {
    MatchOptions explain;
    explain.explain = true;
    const MatchResult result = Understand(pack_, line, context, explain).match;
    for (const Loser& loser : result.losers) {
      if (loser.candidate.template_id != id || loser.reason == Loser::Reason::kNearMiss) continue;
      Loss loss{line, nullptr, {}};
      if (loser.winner >= 0) {
        loss.winner = &Info(result.winners[static_cast<std::size_t>(loser.winner)].template_id);
      } else {
        loss.negative = loser.detail;
      }
      return loss;
    }
    return std::nullopt;  // the line does not even match it: another spelling of a variant, say
  }

  void TellNeverWins(const IntentSource& intent, const TemplateSource& source,
                     const std::vector<std::string>& lines, const std::vector<Loss>& losses) {
    if (losses.empty()) {
      const std::string line = lines.empty() ? std::string() : lines.front();
      diagnostics_.Warning(source.where,
                           "this template can never match: not even 「" + line +
                               "」, which was made from it, is matched by it",
                           "a variant of the lexicon may rewrite part of it, or its conditions "
                           "contradict each other");
      return;
    }
    const Loss& loss = *std::min_element(losses.begin(), losses.end(), [](auto& a, auto& b) {
      return a.line.size() < b.line.size();
    });
    const std::string tried =
        losses.size() == 1 ? "the line" : "all " + std::to_string(losses.size()) + " lines";
    if (loss.winner == nullptr) {
      diagnostics_.Warning(source.where,
                           "this template can never win: on " + tried +
                               " made from it a hard negative takes it out, as in 「" + loss.line +
                               "」 (" + loss.negative + ")",
                           "narrow the not:, or remove the template");
      return;
    }
    const bool own = pack_.matcher->intents()[loss.winner->intent].name == intent.name;
    diagnostics_.Warning(
        source.where,
        own ? "this template adds nothing: " + tried +
                  " made from it are understood by other templates of the intent, as 「" +
                  loss.line + "」 by " + loss.winner->where.ToString()
            : "this template can never win: on " + tried +
                  " made from it another is chosen, as in 「" + loss.line + "」 " +
                  NameOf(*loss.winner),
        own ? "remove it, or say what else it is for" : "make it longer, or narrow the other");
  }

  // Lines of it that are understood as something else and not as its intent.
  void TellOthers(const IntentSource& intent, const TemplateSource& source,
                  const std::vector<Loss>& losses) {
    std::set<const Matcher::TemplateInfo*> seen;
    for (const Loss& loss : losses) {
      if (loss.winner == nullptr || !seen.insert(loss.winner).second) continue;
      if (pack_.matcher->intents()[loss.winner->intent].name == intent.name) continue;
      if (!all_) {
        ++hidden_;
        continue;
      }
      diagnostics_.Warning(source.where,
                           "collides: 「" + loss.line + "」 goes to " + NameOf(*loss.winner),
                           "fine if that is what it means; otherwise narrow one of them");
    }
  }

  const Matcher::TemplateInfo& Info(std::uint32_t id) const {
    return pack_.matcher->templates()[id];
  }
  std::string NameOf(const Matcher::TemplateInfo& info) const {
    return pack_.matcher->intents()[info.intent].name + " (" + info.where.ToString() + ")";
  }

  const Pack& pack_;
  const bool all_;
  Diagnostics& diagnostics_;
  SampleLines lines_;
  std::set<std::uint32_t> ambiguous_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> told_;
  std::size_t hidden_ = 0;
};

}  // namespace

std::size_t CheckTemplates(const Pack& pack, bool all, Diagnostics& diagnostics) {
  return TemplateCheck(pack, all, diagnostics).Run();
}

}  // namespace xiaoer
