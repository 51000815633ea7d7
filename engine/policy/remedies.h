// Which ways to make it good the shop's policy and the time since delivery allow.
#pragma once

#include <vector>

#include "engine/policy/shop.h"
#include "engine/turn.h"

namespace xiaoer {

// Whole days since delivery, the day of delivery not counted; nothing while it is not delivered.
std::optional<std::int64_t> DaysSinceDelivery(const OrderFact& order, Instant now);

// In the policy's order, `days` after delivery; nothing: no limit of time applies. A return without
// a reason also needs a product that may be returned.
std::vector<const Remedy*> RemediesFor(const ReturnPolicy& policy, const Product* product,
                                       CaseKind kind, std::optional<std::int64_t> days);

// The same by the order. Without an order, or before its delivery, no limit of time applies. A
// return without a reason also needs a product that may be returned.
std::vector<const Remedy*> RemediesFor(const ReturnPolicy& policy, const Product* product,
                                       CaseKind kind, const OrderFact* order, Instant now);

}  // namespace xiaoer
