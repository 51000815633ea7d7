#include "engine/match/near_miss.h"

#include <algorithm>
#include <utility>

namespace xiaoer::match {
namespace {

constexpr std::size_t kShown = 5;

std::string Detail(const NearMiss& miss, const CandidateFinder& finder, const LineView& view) {
  const std::string& text = finder.templates()[miss.template_id].text;
  const Instruction& failed = finder.program(miss.template_id).code[miss.furthest.instruction];
  const std::string token =
      text.substr(failed.source_begin, failed.source_end - failed.source_begin);
  std::string detail = "matched 「" +
                       view.line().ToUtf8({miss.furthest.begin,
                                           std::max(miss.furthest.begin, miss.furthest.position)}) +
                       "」, failed at " + token;
  const std::string rest = text.substr(std::min<std::size_t>(failed.source_end, text.size()));
  if (!rest.empty()) detail += ", rest: " + rest;
  return detail;
}

}  // namespace

void AddNearMisses(std::vector<NearMiss> misses, const CandidateFinder& finder,
                   const LineView& view, std::vector<Loser>& losers) {
  std::stable_sort(misses.begin(), misses.end(), [](const NearMiss& a, const NearMiss& b) {
    return a.furthest.touched > b.furthest.touched;
  });
  if (misses.size() > kShown) misses.resize(kShown);
  for (NearMiss& miss : misses) {
    Loser& loser = losers.emplace_back();
    loser.reason = Loser::Reason::kNearMiss;
    loser.detail = Detail(miss, finder, view);
    loser.candidate.intent = finder.templates()[miss.template_id].intent;
    loser.candidate.template_id = miss.template_id;
    loser.candidate.units = {miss.furthest.begin, miss.furthest.position};
    loser.candidate.touched = std::move(miss.furthest.pieces);
    loser.candidate.literals = miss.furthest.touched;
  }
}

}  // namespace xiaoer::match
