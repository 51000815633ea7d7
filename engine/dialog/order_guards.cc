#include <algorithm>

#include "engine/dialog/talk_tables.h"

namespace xiaoer {
namespace {

bool HasStatus(const Step& step, std::string_view status) {
  const OrderFact* order = CurrentOrder(step);
  return order != nullptr && order->status == status;
}

bool Found(const Step& step) { return CurrentOrder(step) != nullptr; }
bool None(const Step& step) {
  return step.facts.order_state == Facts::State::kNone ||
         (step.facts.order_state == Facts::State::kFound && CurrentOrder(step) == nullptr);
}
bool TimedOut(const Step& step) { return step.facts.order_state == Facts::State::kTimeout; }
bool Several(const Step& step) {
  return step.facts.order_state == Facts::State::kFound && step.facts.orders.size() > 1 &&
         step.next.slots.find("order") == step.next.slots.end();
}
bool Unpaid(const Step& step) { return HasStatus(step, "unpaid"); }
bool Paid(const Step& step) { return HasStatus(step, "paid"); }
bool Shipped(const Step& step) { return HasStatus(step, "shipped"); }
bool Delivered(const Step& step) { return HasStatus(step, "delivered"); }
bool Refunding(const Step& step) { return HasStatus(step, "refunding"); }
bool Closed(const Step& step) { return HasStatus(step, "closed"); }
bool Tracked(const Step& step) {
  const OrderFact* order = CurrentOrder(step);
  return order != nullptr && !order->tracking.empty();
}
bool Located(const Step& step) {
  const OrderFact* order = CurrentOrder(step);
  return order != nullptr && !order->location.empty();
}

}  // namespace

const OrderFact* CurrentOrder(const Step& step) {
  const auto& orders = step.facts.orders;
  if (step.facts.order_state != Facts::State::kFound || orders.empty()) return nullptr;
  const auto named = step.next.slots.find("order");
  if (named == step.next.slots.end()) return &orders.front();
  const auto it = std::find_if(orders.begin(), orders.end(), [&](const OrderFact& order) {
    return order.number == named->second;
  });
  return it == orders.end() ? nullptr : &*it;
}

std::span<const NamedGuard> OrderGuards() {
  static const NamedGuard guards[] = {
      {"order.found", "the order that is talked about was looked up and is known", Found},
      {"order.none", "it was looked up, and the buyer has no such order", None},
      {"order.timeout", "the look-up took too long", TimedOut},
      {"order.several", "the buyer has several orders and named none of them", Several},
      {"order.unpaid", "the order is placed but not paid", Unpaid},
      {"order.paid", "the order is paid but not shipped", Paid},
      {"order.shipped", "the order is on its way", Shipped},
      {"order.delivered", "the order was delivered", Delivered},
      {"order.refunding", "a refund for the order is running", Refunding},
      {"order.closed", "the order is closed or cancelled", Closed},
      {"order.tracked", "the order has a tracking number", Tracked},
      {"order.located", "the parcel was scanned somewhere", Located},
  };
  return guards;
}

}  // namespace xiaoer
