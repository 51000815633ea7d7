#include "engine/match/main_readings.h"

#include <gtest/gtest.h>

namespace xiaoer {
namespace {

Entity Reading(EntityType type, std::uint32_t begin, std::uint32_t end, bool bare = false) {
  Entity e;
  e.type = type;
  e.units = {begin, end};
  e.bare = bare;
  return e;
}

TEST(MainReadings, ALongerReadingHidesNumbersAndItsOwnKind) {
  const Entity off = Reading(EntityType::kMoneyOff, 0, 4);
  EXPECT_EQ(MainReadings(
                {off, Reading(EntityType::kNumber, 2, 4), Reading(EntityType::kMoney, 2, 4, true)}),
            std::vector<Entity>{off});
  const Entity discount = Reading(EntityType::kDiscount, 0, 3);
  EXPECT_EQ(MainReadings({discount, Reading(EntityType::kDiscount, 1, 3)}),
            std::vector<Entity>{discount});
}

TEST(MainReadings, WhatSaysSomethingElseStays) {
  const std::vector<Entity> lot = {Reading(EntityType::kMoney, 0, 5),
                                   Reading(EntityType::kQuantity, 0, 2)};
  EXPECT_EQ(MainReadings(lot), lot);
  const std::vector<Entity> bare = {Reading(EntityType::kMoney, 0, 2, true),
                                    Reading(EntityType::kNumber, 0, 2)};
  EXPECT_EQ(MainReadings(bare), bare);
  const std::vector<Entity> apart = {Reading(EntityType::kMoneyOff, 0, 4),
                                     Reading(EntityType::kNumber, 4, 6)};
  EXPECT_EQ(MainReadings(apart), apart);
}

}  // namespace
}  // namespace xiaoer
