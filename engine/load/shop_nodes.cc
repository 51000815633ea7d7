#include "engine/load/shop_nodes.h"

namespace xiaoer {

Fen ReadFen(yaml::MapReader& map, std::string_view key, Fen fallback, Diagnostics& diagnostics) {
  const yaml::Node* node = map.Find(key);
  if (node == nullptr) return fallback;
  const auto fen = yaml::AsFen(*node, diagnostics);
  if (!fen) return fallback;
  // A hundred million yuan: beyond it a price is a slip of the author.
  constexpr std::int64_t kMaxFen = 10'000'000'000;
  if (*fen < 0 || *fen > kMaxFen) {
    diagnostics.Error(node->where, std::string(key) + " is out of range", "0 to 100000000 yuan");
    return fallback;
  }
  return {*fen};
}

std::string ReadText(yaml::MapReader& map, std::string_view key, ShopReading& reading) {
  const yaml::Node* node = map.Find(key);
  if (node == nullptr) return {};
  std::string text = yaml::AsString(*node, reading.diagnostics);
  if (!text.empty()) reading.texts.emplace_back(text, node->where);
  return text;
}

std::vector<DaySpan> ReadSpans(const yaml::Node* node, Diagnostics& diagnostics) {
  std::vector<DaySpan> spans;
  for (const yaml::Node* item : Items(node)) {
    const std::string text = yaml::AsString(*item, diagnostics);
    const std::size_t dash = text.find('-');
    const auto begin = ParseClock(std::string_view(text).substr(0, dash));
    auto end = dash == std::string::npos ? std::nullopt
                                         : ParseClock(std::string_view(text).substr(dash + 1));
    if (!begin || !end || *begin >= 1440) {
      diagnostics.Error(item->where, "\"" + text + "\" is no span of hours",
                        "write it as 9:00-18:00");
      continue;
    }
    if (*end <= *begin) *end += 1440;
    if (!spans.empty() && *begin < spans.back().end) {
      diagnostics.Error(item->where, "spans must follow one another", "the one before ends later");
      continue;
    }
    spans.push_back({*begin, *end});
  }
  return spans;
}

std::optional<CivilDate> ReadDate(const yaml::Node* node, Diagnostics& diagnostics) {
  if (node == nullptr) return std::nullopt;
  const auto date = ParseCivilDate(yaml::AsString(*node, diagnostics));
  if (!date) diagnostics.Error(node->where, "this is no date", "write it as 2026-10-01");
  return date;
}

std::optional<Instant> ReadDayStart(const yaml::Node* node, const TimeZone& zone, int add_days,
                                    Diagnostics& diagnostics) {
  const auto date = ReadDate(node, diagnostics);
  if (!date) return std::nullopt;
  return zone.ToInstant(AddDays(*date, add_days), 0);
}

}  // namespace xiaoer
