#include "engine/dialog/handing_over.h"

#include "engine/pack.h"
#include "engine/policy/handoff.h"
#include "engine/policy/hours.h"

namespace xiaoer {

bool HandOverTo(Step& step, const HandoffRule& rule) {
  Conversation& next = step.next;
  next.handoff = MakeHandoff(step.pack, next, step.facts, rule, step.inbound.text, step.now);
  if (next.owner == Owner::kQueued || next.owner == Owner::kHuman) return false;
  if (step.facts.mode != Mode::kAuto) return false;
  next.owner = Owner::kQueued;
  ++next.epoch;
  return true;
}

bool AwayTextDue(const Step& step) {
  const Hours& hours = step.pack.shop.hours;
  if (IsOpen(hours, step.now)) return false;
  if (step.facts.agents_known && step.facts.agents_present) return false;
  // Without an opening to name there is nothing to tell.
  if (!NextOpening(hours, step.now)) return false;
  const Instant told = step.next.away_told_at;
  if (told == Instant{} || told > step.now || IsOpen(hours, told)) return true;
  return LastClosing(hours, told) != LastClosing(hours, step.now);
}

std::string AwayReply(const Step& step) {
  const Hours& hours = step.pack.shop.hours;
  const bool holiday = HolidayOn(hours, hours.zone.ToCivil(step.now).date) != nullptr;
  constexpr const char* kHoliday = "hours.holiday";
  return holiday && step.pack.replies.Find(kHoliday) != nullptr ? kHoliday : "hours.away";
}

}  // namespace xiaoer
