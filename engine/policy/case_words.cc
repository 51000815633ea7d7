#include "engine/policy/case_words.h"

#include <algorithm>
#include <array>

namespace xiaoer {
namespace {

constexpr std::int64_t kMinutesOfDay = 24 * 60;
constexpr std::size_t kHanzi = 3;  // bytes of one in UTF-8

const std::vector<std::string>& Words(const Shop& shop, CaseWord list) {
  return shop.case_words[static_cast<std::size_t>(list)];
}

bool Contains(std::string_view line, std::string_view word) {
  return line.find(word) != std::string_view::npos;
}

// What a length of time must stand with to be an age: 三天前, 用了两天.
constexpr std::array<std::string_view, 8> kAgeWords = {"前",   "买了", "用了", "穿了",
                                                       "收到", "到手", "拿到", "签收"};
constexpr std::array<std::string_view, 4> kTodayWords = {"刚收到", "刚到", "刚拿到", "刚签收"};

template <std::size_t N>
bool HasAny(std::string_view line, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return Contains(line, word); });
}

// Values are not words: numbers, goods, days say nothing about what is wrong.
bool IsValue(const Entity& entity) {
  return entity.type == EntityType::kOrderNumber || entity.type == EntityType::kProduct ||
         entity.type == EntityType::kTracking || entity.type == EntityType::kPhone ||
         entity.type == EntityType::kDate || entity.type == EntityType::kTime ||
         entity.type == EntityType::kDuration;
}

std::string WithoutValues(const Normalized& line, const std::vector<Entity>& entities) {
  std::u16string rest = line.text;
  for (const Entity& entity : entities) {
    if (!IsValue(entity)) continue;
    const std::size_t end = std::min<std::size_t>(entity.units.end, rest.size());
    for (std::size_t i = entity.units.begin; i < end; ++i) rest[i] = u' ';
  }
  Normalized without;
  without.text = std::move(rest);
  return without.ToUtf8();
}

void Erase(std::string& text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
    text.replace(at, word.size(), " ");
  }
}

}  // namespace

bool Says(const Shop& shop, CaseWord list, std::string_view line) {
  const auto& words = Words(shop, list);
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return Contains(line, word); });
}

bool NegatedAt(const Shop& shop, std::string_view line, std::size_t at) {
  const std::string_view before = line.substr(0, at);
  for (const std::string& word : Words(shop, CaseWord::kNegation)) {
    if (before.ends_with(word)) return true;
    const bool several = word.size() > kHanzi;
    if (several && before.size() > kHanzi &&
        before.substr(0, before.size() - kHanzi).ends_with(word) &&
        static_cast<unsigned char>(before[before.size() - kHanzi]) >= 0xE0) {
      return true;
    }
  }
  return false;
}

bool Means(const Shop& shop, CaseWord list, std::string_view line) {
  for (const std::string& word : Words(shop, list)) {
    for (std::size_t at = line.find(word); at != std::string_view::npos;
         at = line.find(word, at + word.size())) {
      if (!NegatedAt(shop, line, at)) return true;
    }
  }
  return false;
}

std::string ReadPhoto(const Shop& shop, std::string_view line, bool asked) {
  if (Says(shop, CaseWord::kPhotoNone, line)) return "none";
  if (Says(shop, CaseWord::kPhotoLater, line)) return "promised";
  if (Says(shop, CaseWord::kPhotoSent, line)) return "sent";
  if (!asked) return {};
  if (Says(shop, CaseWord::kAnswerLater, line)) return "promised";
  if (Says(shop, CaseWord::kAnswerNone, line)) return "none";
  if (Says(shop, CaseWord::kAnswerSent, line)) return "sent";
  return {};
}

std::optional<std::int64_t> ReadDays(std::string_view line, const std::vector<Entity>& entities) {
  for (const Entity& entity : entities) {
    if (entity.type == EntityType::kDate && entity.unit == "day_offset" && entity.value <= 0) {
      return -entity.value;
    }
  }
  if (HasAny(line, kTodayWords)) return 0;
  if (!HasAny(line, kAgeWords)) return std::nullopt;
  for (const Entity& entity : entities) {
    if (entity.type == EntityType::kDuration && !entity.bare) return entity.value / kMinutesOfDay;
  }
  return std::nullopt;
}

bool Describes(const Shop& shop, const Normalized& line, const std::vector<Entity>& entities) {
  std::string rest = WithoutValues(line, entities);
  for (const CaseWord list :
       {CaseWord::kPhotoNone, CaseWord::kPhotoLater, CaseWord::kPhotoSent, CaseWord::kVague}) {
    for (const std::string& word : Words(shop, list)) Erase(rest, word);
  }
  // Anything beyond ASCII is a character that means something.
  return std::any_of(rest.begin(), rest.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

}  // namespace xiaoer
