// When somebody is at the desk, by the shop's calendar.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/policy/shop.h"

namespace xiaoer {

// The spans worked on a day: a promotion's own, else on a make-up day a Monday's, else a holiday's
// own, else the week's.
const std::vector<DaySpan>& SpansOn(const Hours& hours, const CivilDate& date);

bool IsOpen(const Hours& hours, Instant t);

// The first instant at or after `t` at which the shop is open; nothing within the next 60 days.
std::optional<Instant> NextOpening(const Hours& hours, Instant t);
// The end of the span that is open at `t` (joined spans count as one); nothing if closed.
std::optional<Instant> ClosingTime(const Hours& hours, Instant t);
// The end of the last opening before `t`: two times with the same one are in the same absence.
// Nothing within the last 60 days.
std::optional<Instant> LastClosing(const Hours& hours, Instant t);
// The first day at or after `date` that is worked at all; nothing within 60 days.
std::optional<CivilDate> NextWorkingDay(const Hours& hours, const CivilDate& date);

// The holiday of this day, if that is why nobody works; null else.
const SpecialDay* HolidayOn(const Hours& hours, const CivilDate& date);

// As one says it to a buyer now: "今天14点", "明天9点半", "周一9点", "2月24日9点".
std::string SayTime(const Hours& hours, Instant t, Instant now);
// A day alone: "今天", "明天", "后天", "周五" (of this week), "2月24日".
std::string SayDay(const Hours& hours, const CivilDate& day, Instant now);

// By when somebody answers: 10分钟内 while it is soon (nobody says a clock time for that), else
// 明天9点半前.
std::string SayBy(const Hours& hours, Instant by, Instant now);

}  // namespace xiaoer
