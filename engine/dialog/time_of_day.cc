#include "engine/dialog/time_of_day.h"

#include "engine/pack.h"

namespace xiaoer {

TimeOfDay TimeOfDayOf(const Step& step) {
  const int minute = step.pack.shop.hours.zone.ToCivil(step.now).minute;
  if (minute < 5 * 60 || minute >= 23 * 60) return TimeOfDay::kNight;
  if (minute < 11 * 60) return TimeOfDay::kMorning;
  if (minute < 13 * 60) return TimeOfDay::kNoon;
  if (minute < 18 * 60) return TimeOfDay::kAfternoon;
  return TimeOfDay::kEvening;
}

std::string_view GreetingWord(TimeOfDay time) {
  switch (time) {
    case TimeOfDay::kMorning:
      return "早上好";
    case TimeOfDay::kNoon:
      return "中午好";
    case TimeOfDay::kAfternoon:
      return "下午好";
    case TimeOfDay::kEvening:
    case TimeOfDay::kNight:
      return "晚上好";
  }
  return "您好";
}

}  // namespace xiaoer
