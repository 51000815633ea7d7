// Pieces that the shop's files are read from.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/money.h"
#include "engine/load/flow_nodes.h"
#include "engine/load/yaml.h"
#include "engine/policy/shop.h"

namespace xiaoer {

// A text that buyers will read, with its place: the voice rules apply to it once they are all
// known.
using ShopTexts = std::vector<std::pair<std::string, SourceLocation>>;

// What all readers of the shop's files share.
struct ShopReading {
  Shop& shop;
  ShopTexts& texts;
  Diagnostics& diagnostics;
};

// Yuan in the file, fen in the value; never negative.
Fen ReadFen(yaml::MapReader& map, std::string_view key, Fen fallback, Diagnostics& diagnostics);
// A text for buyers; empty if absent.
std::string ReadText(yaml::MapReader& map, std::string_view key, ShopReading& reading);
// "9:00-12:00" in minutes; an end at or before the begin lies on the next day.
std::vector<DaySpan> ReadSpans(const yaml::Node* node, Diagnostics& diagnostics);
std::optional<CivilDate> ReadDate(const yaml::Node* node, Diagnostics& diagnostics);
// Start of a day in the shop's zone.
std::optional<Instant> ReadDayStart(const yaml::Node* node, const TimeZone& zone, int add_days,
                                    Diagnostics& diagnostics);

// One section of policy.yaml each; the section's former content is replaced.
void ReadHours(const yaml::Node& node, ShopReading& reading);
void ReadBargain(const yaml::Node& node, ShopReading& reading);
void ReadPromotions(const yaml::Node& node, ShopReading& reading);
void ReadShipping(const yaml::Node& node, ShopReading& reading);
void ReadPayment(const yaml::Node& node, ShopReading& reading);
void ReadReturns(const yaml::Node& node, ShopReading& reading);
void ReadWords(const yaml::Node& node, ShopReading& reading);
// All sections that `map` has.
void ReadSections(yaml::MapReader& map, ShopReading& reading);

// Whole files.
void ReadCatalogue(const yaml::Node& root, ShopReading& reading);
void ReadCalendar(const yaml::Node& root, ShopReading& reading);
// Only the words of the shop's own kind of Traditional.
void ReadTraditionalWords(const yaml::Node& root, ShopReading& reading);

}  // namespace xiaoer
