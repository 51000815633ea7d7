#include <gtest/gtest.h>

#include "engine/policy/remedies.h"

namespace xiaoer {
namespace {

constexpr std::int64_t kDay = 86'400'000;

ReturnPolicy Policy() {
  ReturnPolicy policy;
  policy.no_reason_days = 7;
  policy.remedies = {
      {"exchange", "换货", {CaseKind::kDefect, CaseKind::kNoReason}, 15, true},
      {"return", "退货", {CaseKind::kNoReason}, 7, false},
      {"repair", "维修", {CaseKind::kDefect}, 365, true},
      {"resend", "补发", {CaseKind::kMissing}, 0, true},
  };
  return policy;
}

OrderFact Delivered() {
  OrderFact order;
  order.delivered_at = FromMillis(kDay);
  return order;
}
Instant After(std::int64_t days) { return FromMillis(kDay + days * kDay); }

std::vector<std::string> Ids(const std::vector<const Remedy*>& remedies) {
  std::vector<std::string> ids;
  for (const Remedy* r : remedies) ids.push_back(r->id);
  return ids;
}

using Names = std::vector<std::string>;

TEST(Remedies, DependOnTheCaseAndTheTime) {
  const ReturnPolicy policy = Policy();
  const OrderFact order = Delivered();
  EXPECT_EQ(Ids(RemediesFor(policy, nullptr, CaseKind::kDefect, &order, After(3))),
            (Names{"exchange", "repair"}));
  EXPECT_EQ(Ids(RemediesFor(policy, nullptr, CaseKind::kDefect, &order, After(16))),
            (Names{"repair"}));
  EXPECT_TRUE(RemediesFor(policy, nullptr, CaseKind::kDefect, &order, After(400)).empty());
}

TEST(Remedies, WithoutAReasonOnlyInTimeAndOnlyWhatMayComeBack) {
  const ReturnPolicy policy = Policy();
  const OrderFact order = Delivered();
  EXPECT_EQ(Ids(RemediesFor(policy, nullptr, CaseKind::kNoReason, &order, After(7))),
            (Names{"exchange", "return"}));
  EXPECT_TRUE(RemediesFor(policy, nullptr, CaseKind::kNoReason, &order, After(8)).empty());
  Product food;
  food.returnable = false;
  EXPECT_TRUE(RemediesFor(policy, &food, CaseKind::kNoReason, &order, After(1)).empty());
}

TEST(Remedies, WithoutAnOrderNoLimitOfTimeApplies) {
  EXPECT_EQ(Ids(RemediesFor(Policy(), nullptr, CaseKind::kMissing, nullptr, After(900))),
            (Names{"resend"}));
}

TEST(Remedies, DaysCountFromDelivery) {
  OrderFact order;
  EXPECT_FALSE(DaysSinceDelivery(order, After(1)));
  order.delivered_at = FromMillis(kDay);
  EXPECT_EQ(DaysSinceDelivery(order, After(2)), 2);
  EXPECT_FALSE(DaysSinceDelivery(order, FromMillis(0)));  // a clock that runs behind
}

}  // namespace
}  // namespace xiaoer
