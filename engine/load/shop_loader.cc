#include "engine/load/shop_loader.h"

#include <algorithm>
#include <filesystem>

#include "engine/load/pack_files.h"
#include "engine/load/shop_nodes.h"
#include "engine/policy/gate.h"

namespace xiaoer {
namespace {

Traditional ReadTraditional(yaml::MapReader& map, Diagnostics& diagnostics) {
  const std::string name = map.String("traditional", "plain");
  if (name == "tw") return Traditional::kTaiwan;
  if (name == "hk") return Traditional::kHongKong;
  if (name != "plain") {
    diagnostics.Error(map.Find("traditional")->where, "unknown kind of Traditional " + name,
                      "tw, hk or plain");
  }
  return Traditional::kPlain;
}

void ReadAgents(const yaml::Node* node, ShopReading& reading) {
  for (const yaml::Node* item : Items(node)) {
    yaml::MapReader map(*item, "an agent", reading.diagnostics);
    reading.shop.agents.push_back(
        {map.RequireString("id"), map.RequireString("name"), map.Strings("skills")});
  }
}

// Who the shop is; where its other folders are.
void ReadProfile(yaml::MapReader& map, const std::string& shop_dir, ShopReading& reading,
                 LoadedShop& loaded) {
  Shop& shop = reading.shop;
  const auto folder = [&](std::string_view key) {
    return TidyPath(shop_dir + "/" + map.RequireString(key));
  };
  loaded.intents_dir = folder("intents");
  loaded.dialogs_dir = folder("dialogs");
  shop.id = map.RequireString("shop");
  map.Require("name");
  shop.name = ReadText(map, "name", reading);
  shop.about = ReadText(map, "about", reading);
  shop.bot_name = map.String("bot", "小二");
  shop.platform = map.String("platform", "平台");
  shop.credit = ReadText(map, "credit", reading);
  shop.authenticity = ReadText(map, "authenticity", reading);
  shop.picture = ReadText(map, "picture", reading);
  shop.repair = ReadText(map, "repair", reading);
  shop.outlook = ReadText(map, "outlook", reading);
  shop.traditional = ReadTraditional(map, reading.diagnostics);
  ReadAgents(map.Find("agents"), reading);
  for (std::string& channel : map.Strings("channels_without_emoji")) {
    shop.plain_channels.insert(std::move(channel));
  }
}

// What shop files can only get wrong together.
void CheckShop(const Shop& shop, const SourceLocation& where, Diagnostics& diagnostics) {
  for (const Promotion& promotion : shop.promotions) {
    for (const std::string& id : promotion.products) {
      if (shop.FindProduct(id) == nullptr) {
        diagnostics.Error(where,
                          "promotion " + promotion.name + " is for an unknown product " + id);
      }
    }
    for (const Product& product : shop.products) {
      const auto& ids = promotion.products;
      const bool fits = ids.empty() || std::find(ids.begin(), ids.end(), product.id) != ids.end();
      if (!fits || product.list < promotion.threshold) continue;
      if (product.list - promotion.off >= product.floor) continue;
      diagnostics.Warning(where, "promotion " + promotion.name + " sells " + product.id +
                                     " for less than its floor");
    }
  }
  const bool ever_open = std::any_of(shop.hours.week.begin(), shop.hours.week.end(),
                                     [](const auto& spans) { return !spans.empty(); });
  if (!ever_open) {
    diagnostics.Error(where, "nobody is ever at the desk", "add `hours:` with a `week:`");
  }
}

}  // namespace

std::optional<LoadedShop> LoadShop(const std::string& shop_dir, Diagnostics& diagnostics) {
  LoadedShop loaded;
  ShopTexts& texts = loaded.texts;
  ShopReading reading{loaded.shop, texts, diagnostics};
  const std::string dir = TidyPath(shop_dir);
  const auto read = [&](const std::string& path) {
    loaded.files.push_back(path);
    return yaml::ParseFile(path, path, diagnostics);
  };
  const auto exists = [](const std::string& path) {
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
  };

  const std::string main_file = dir + "/shop.yaml";
  const auto profile = read(main_file);
  if (!profile) return std::nullopt;
  yaml::MapReader profile_map(*profile, "the shop", diagnostics);
  ReadProfile(profile_map, dir, reading, loaded);
  // Before anything else: promotions are dated in the shop's zone. The profile's hours win.
  const yaml::Node* own_hours = profile_map.Find("hours");
  if (own_hours != nullptr) ReadHours(*own_hours, reading);
  // House rules first, then the shop's own files over them.
  for (const std::string& path : {loaded.dialogs_dir + "/policy.yaml", dir + "/policy.yaml"}) {
    if (!exists(path)) continue;
    if (const auto root = read(path)) {
      yaml::MapReader map(*root, "the policy", diagnostics);
      const yaml::Node* hours = map.Find("hours");
      if (hours != nullptr && own_hours == nullptr) ReadHours(*hours, reading);
      ReadSections(map, reading);
    }
  }
  ReadSections(profile_map, reading);
  if (const auto root = read(dir + "/catalogue.yaml")) ReadCatalogue(*root, reading);
  if (const std::string path = dir + "/calendar.yaml"; exists(path)) {
    if (const auto root = read(path)) ReadCalendar(*root, reading);
  }
  for (const std::string& path :
       {loaded.dialogs_dir + "/traditional.yaml", dir + "/traditional.yaml"}) {
    if (!exists(path)) continue;
    if (const auto root = read(path)) ReadTraditionalWords(*root, reading);
  }
  CheckShop(loaded.shop, profile->where, diagnostics);
  for (const auto& [text, where] : texts) {
    for (const VoiceFault& fault : CheckVoice(loaded.shop.words, text)) {
      // Long texts are fine here: replies quote only one of them at a time.
      if (fault.error) diagnostics.Error(where, fault.message, "buyers read this text");
    }
  }
  return loaded;
}

}  // namespace xiaoer
