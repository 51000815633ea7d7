// calendar.yaml and the section `hours` → Shop::hours.
#include <algorithm>
#include <array>

#include "engine/load/shop_nodes.h"

namespace xiaoer {
namespace {

constexpr std::array<std::string_view, 7> kDays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

SpecialDay ReadSpecialDay(const yaml::Node& node, std::string_view what, Diagnostics& diagnostics,
                          bool needs_spans) {
  yaml::MapReader map(node, what, diagnostics);
  SpecialDay day;
  day.name = map.RequireString("name");
  const auto from = ReadDate(map.Require("from"), diagnostics);
  const yaml::Node* last = map.Find("to");
  const auto to = last == nullptr ? from : ReadDate(last, diagnostics);
  day.spans = ReadSpans(map.Find("spans"), diagnostics);
  if (needs_spans && map.Bool("around_the_clock", false)) {
    if (!day.spans.empty()) {
      diagnostics.Error(node.where, day.name + " has spans and is around the clock", "one of them");
    }
    day.spans = {{0, 1440}};
  }
  if (needs_spans && day.spans.empty()) {
    diagnostics.Error(node.where, day.name + " has no hours",
                      "spans: [\"8:00-24:00\"], or around_the_clock: true");
  }
  if (from) day.from = *from;
  day.to = to.value_or(day.from);
  if (from && to && *to < *from) {
    diagnostics.Error(node.where, day.name + " ends before it begins");
    day.to = day.from;
  }
  return day;
}

void CheckOverlaps(const std::vector<SpecialDay>& days, const std::vector<SourceLocation>& places,
                   Diagnostics& diagnostics) {
  for (std::size_t i = 0; i < days.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (days[i].to < days[j].from || days[j].to < days[i].from) continue;
      diagnostics.Error(places[i], days[i].name + " overlaps " + days[j].name,
                        "the other is at " + places[j].ToString());
    }
  }
}

void ReadSpecialDays(yaml::MapReader& top, std::string_view key, std::string_view what,
                     bool needs_spans, std::vector<SpecialDay>& days, Diagnostics& diagnostics) {
  std::vector<SourceLocation> places;
  for (const yaml::Node* item : Items(top.Find(key))) {
    days.push_back(ReadSpecialDay(*item, what, diagnostics, needs_spans));
    places.push_back(item->where);
  }
  CheckOverlaps(days, places, diagnostics);
}

void ReadMakeUpDays(yaml::MapReader& top, Hours& hours, Diagnostics& diagnostics) {
  for (const yaml::Node* item : Items(top.Find("make_up_days"))) {
    const auto date = ReadDate(item, diagnostics);
    if (!date) continue;
    auto& days = hours.make_up_days;
    if (std::find(days.begin(), days.end(), *date) != days.end()) {
      diagnostics.Error(item->where, FormatCivilDate(*date) + " stands twice");
      continue;
    }
    const bool in_holiday =
        std::any_of(hours.holidays.begin(), hours.holidays.end(),
                    [&](const SpecialDay& day) { return day.from <= *date && *date <= day.to; });
    if (in_holiday) {
      diagnostics.Warning(item->where, FormatCivilDate(*date) + " is a holiday and made up for",
                          "the shop works on it: shorten the holiday, or leave the day out");
    }
    days.push_back(*date);
  }
}

}  // namespace

void ReadHours(const yaml::Node& node, ShopReading& reading) {
  Diagnostics& diagnostics = reading.diagnostics;
  yaml::MapReader map(node, "the hours", diagnostics);
  const std::string name = map.String("time_zone", "Asia/Shanghai");
  if (auto zone = TimeZone::Find(name)) {
    reading.shop.hours.zone = std::move(*zone);
  } else {
    diagnostics.Error(node.where, "unknown time zone " + name, "such as Asia/Shanghai");
  }
  for (auto& day : reading.shop.hours.week) day.clear();
  for (const yaml::Node* item : Items(map.Require("week"))) {
    yaml::MapReader row(*item, "a row of the week", diagnostics);
    const std::vector<DaySpan> spans = ReadSpans(row.Require("spans"), diagnostics);
    for (const std::string& day : row.Strings("days")) {
      const auto it = std::find(kDays.begin(), kDays.end(), day);
      if (it == kDays.end()) {
        diagnostics.Error(item->where, "unknown day " + day, "mon tue wed thu fri sat sun");
        continue;
      }
      reading.shop.hours.week[static_cast<std::size_t>(it - kDays.begin())] = spans;
    }
  }
}

void ReadCalendar(const yaml::Node& root, ShopReading& reading) {
  Diagnostics& diagnostics = reading.diagnostics;
  yaml::MapReader top(root, "the calendar", diagnostics);
  Hours& hours = reading.shop.hours;
  ReadSpecialDays(top, "holidays", "a holiday", false, hours.holidays, diagnostics);
  ReadSpecialDays(top, "promotion_hours", "a promotion's hours", true, hours.promotions,
                  diagnostics);
  ReadMakeUpDays(top, hours, diagnostics);
}

}  // namespace xiaoer
