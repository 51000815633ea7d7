#include "engine/dialog/placeholders.h"

#include "engine/dialog/talk_tables.h"
#include "engine/dialog/time_of_day.h"
#include "engine/policy/parts.h"
#include "engine/policy/tables.h"

namespace xiaoer {
namespace {

std::string BuyerName(const Step& step) { return step.next.buyer_name; }

std::string Greeting(const Step& step) { return std::string(GreetingWord(TimeOfDayOf(step))); }

std::string StatusWord(std::string_view status) {
  if (status == "unpaid") return "待付款";
  if (status == "paid") return "已付款，等待发货";
  if (status == "shipped") return "已发货";
  if (status == "delivered") return "已签收";
  if (status == "refunding") return "退款处理中";
  if (status == "closed") return "已关闭";
  return {};
}

// A field of the order that is talked about; empty if none is known.
template <class Field>
std::string OfOrder(const Step& step, Field field) {
  const OrderFact* order = CurrentOrder(step);
  return order == nullptr ? std::string() : field(*order);
}

std::string OrderNumber(const Step& step) {
  return OfOrder(step, [](const OrderFact& o) { return o.number; });
}
std::string OrderStatus(const Step& step) {
  return OfOrder(step, [](const OrderFact& o) { return StatusWord(o.status); });
}
std::string OrderCourier(const Step& step) {
  return OfOrder(step, [](const OrderFact& o) { return o.courier; });
}
std::string OrderTracking(const Step& step) {
  return OfOrder(step, [](const OrderFact& o) { return o.tracking; });
}
std::string OrderLocation(const Step& step) {
  return OfOrder(step, [](const OrderFact& o) { return o.location; });
}
std::string OrderPaid(const Step& step) {
  return OfOrder(step, [](const OrderFact& o) {
    return o.paid.value > 0 ? FormatYuan(o.paid) : std::string();
  });
}

constexpr NamedPlaceholder kOwn[] = {
    {"buyer.name", "the buyer's name as the channel gives it", BuyerName},
    {"time.greeting", "早上好, 中午好, 下午好 or 晚上好, by the shop's clock", Greeting},
    {"order.number", "number of the order that is talked about", OrderNumber},
    {"order.status", "its status in words: 已发货", OrderStatus},
    {"order.courier", "who carries it", OrderCourier},
    {"order.tracking", "its tracking number", OrderTracking},
    {"order.location", "where the parcel was last scanned", OrderLocation},
    {"order.paid", "what was paid, in yuan", OrderPaid},
};

// Set by the engine itself for the reply `clarify`.
constexpr std::string_view kSetByEngine[] = {"clarify.a", "clarify.b"};

std::vector<NamedPlaceholder> Collect() {
  std::vector<NamedPlaceholder> all(std::begin(kOwn), std::end(kOwn));
  const auto orders = OrderPlaceholders();
  all.insert(all.end(), orders.begin(), orders.end());
  const auto policy = PolicyPlaceholders();
  all.insert(all.end(), policy.begin(), policy.end());
  return all;
}

}  // namespace

std::span<const NamedPlaceholder> Placeholders() {
  static const std::vector<NamedPlaceholder> all = Collect();
  return all;
}

std::vector<std::string> AllPlaceholderNames() {
  std::vector<std::string> names(std::begin(kSetByEngine), std::end(kSetByEngine));
  for (const NamedPlaceholder& placeholder : Placeholders()) names.emplace_back(placeholder.name);
  for (const NamedAction& action : Actions()) {
    names.insert(names.end(), action.sets.begin(), action.sets.end());
  }
  return names;
}

std::optional<std::string> FindPlaceholder(const Step& step, std::string_view name) {
  if (const auto it = step.values.find(std::string(name)); it != step.values.end()) {
    return it->second.empty() ? std::nullopt : std::optional(it->second);
  }
  for (const NamedPlaceholder& placeholder : Placeholders()) {
    if (placeholder.name != name) continue;
    std::string value = placeholder.function(step);
    return value.empty() ? std::nullopt : std::optional(std::move(value));
  }
  return std::nullopt;
}

}  // namespace xiaoer
