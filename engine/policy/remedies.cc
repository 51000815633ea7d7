#include "engine/policy/remedies.h"

#include <algorithm>

namespace xiaoer {

std::optional<std::int64_t> DaysSinceDelivery(const OrderFact& order, Instant now) {
  if (order.delivered_at == Instant{} || now < order.delivered_at) return std::nullopt;
  return std::chrono::duration_cast<std::chrono::hours>(now - order.delivered_at).count() / 24;
}

std::vector<const Remedy*> RemediesFor(const ReturnPolicy& policy, const Product* product,
                                       CaseKind kind, std::optional<std::int64_t> days) {
  std::vector<const Remedy*> found;
  if (kind == CaseKind::kNoReason) {
    if (product != nullptr && !product->returnable) return found;
    if (days && *days > policy.no_reason_days) return found;
  }
  for (const Remedy& remedy : policy.remedies) {
    if (std::find(remedy.cases.begin(), remedy.cases.end(), kind) == remedy.cases.end()) continue;
    if (remedy.within_days > 0 && days && *days > remedy.within_days) continue;
    found.push_back(&remedy);
  }
  return found;
}

std::vector<const Remedy*> RemediesFor(const ReturnPolicy& policy, const Product* product,
                                       CaseKind kind, const OrderFact* order, Instant now) {
  const auto days = order == nullptr ? std::nullopt : DaysSinceDelivery(*order, now);
  return RemediesFor(policy, product, kind, days);
}

}  // namespace xiaoer
