// traditional.yaml → Shop::traditional_words: what readers in Taiwan or Hong Kong say for mainland words.
#include <algorithm>
#include <string>
#include <string_view>

#include "engine/load/shop_nodes.h"

namespace xiaoer {
namespace {

void ReadWordsOf(const yaml::Node& node, ShopReading& reading) {
  yaml::MapReader map(node, "a list of Traditional words", reading.diagnostics);
  for (std::string& word : map.Strings("avoid")) {
    reading.shop.traditional_avoid.push_back(std::move(word));
  }
  const yaml::Node* words = map.Find("words");
  if (words == nullptr) return;
  if (words->kind != yaml::Kind::kMap) {
    reading.diagnostics.Error(words->where, "`words` must be a map from Simplified to Traditional",
                              "质量: 品質");
    return;
  }
  auto& all = reading.shop.traditional_words;
  for (const auto& [key, value] : words->map) {
    std::string text = yaml::AsString(value, reading.diagnostics);
    if (text.empty() || key.scalar.empty()) {
      reading.diagnostics.Error(key.where, "a word without its Traditional");
      continue;
    }
    // The shop's own file is read last.
    const std::string& simplified = key.scalar;
    std::erase_if(all, [&](const auto& word) { return word.first == simplified; });
    all.emplace_back(simplified, std::move(text));
  }
}

}  // namespace

void ReadTraditionalWords(const yaml::Node& root, ShopReading& reading) {
  yaml::MapReader map(root, "the Traditional words", reading.diagnostics);
  const yaml::Node* taiwan = map.Find("tw");
  const yaml::Node* hong_kong = map.Find("hk");
  const Traditional kind = reading.shop.traditional;
  if (kind == Traditional::kTaiwan && taiwan != nullptr) ReadWordsOf(*taiwan, reading);
  if (kind == Traditional::kHongKong && hong_kong != nullptr) ReadWordsOf(*hong_kong, reading);
}

}  // namespace xiaoer
