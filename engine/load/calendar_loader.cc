// calendar.yaml and the section `hours` → Shop::hours.
#include <algorithm>
#include <array>

#include "engine/load/shop_nodes.h"

namespace xiaoer {
namespace {

constexpr std::array<std::string_view, 7> kDays = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

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
  for (const yaml::Node* item : Items(top.Find("holidays"))) {
    yaml::MapReader map(*item, "a holiday", diagnostics);
    SpecialDay day;
    day.name = map.RequireString("name");
    const auto from = ReadDate(map.Require("from"), diagnostics);
    const yaml::Node* last = map.Find("to");
    const auto to = last == nullptr ? from : ReadDate(last, diagnostics);
    day.spans = ReadSpans(map.Find("spans"), diagnostics);
    if (!from || !to) continue;
    if (*to < *from) diagnostics.Error(item->where, day.name + " ends before it begins");
    day.from = *from;
    day.to = *to;
    reading.shop.hours.holidays.push_back(std::move(day));
  }
  for (const yaml::Node* item : Items(top.Find("make_up_days"))) {
    if (const auto date = ReadDate(item, diagnostics)) {
      reading.shop.hours.make_up_days.push_back(*date);
    }
  }
}

}  // namespace xiaoer
