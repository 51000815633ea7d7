#include <algorithm>

#include "engine/dialog/talk_tables.h"
#include "engine/pack.h"
#include "engine/policy/parts.h"
#include "engine/policy/remedies.h"

namespace xiaoer {
namespace {

constexpr const char* kListedCounter = "order.listed";  // the turn in which they were listed
constexpr std::int64_t kListedTurns = 3;  // so long 第二个 means one of the listed orders

bool ListedLately(const Step& step) {
  const std::int64_t listed = Count(step.next, kListedCounter);
  return listed > 0 && step.next.turns - listed <= kListedTurns;
}

// 第二个 after a list, or the product of one order: 我的T恤到哪了. Null if the line picks none.
const OrderFact* PickedByLine(const Step& step) {
  const auto& orders = step.facts.orders;
  if (ListedLately(step)) {
    constexpr Topic kOrdinals[] = {Topic::kFirstOne, Topic::kSecondOne, Topic::kThirdOne};
    for (std::size_t i = std::size(kOrdinals); i-- > 0;) {
      if (HasTopic(step, kOrdinals[i])) return i < orders.size() ? &orders[i] : nullptr;
    }
  }
  for (const Product* product : ProductsInLine(step)) {
    const auto it = std::find_if(orders.begin(), orders.end(), [&](const OrderFact& order) {
      return order.product == product->id;
    });
    if (it != orders.end()) return &*it;
  }
  return nullptr;
}

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
         step.next.slots.find("order") == step.next.slots.end() && PickedByLine(step) == nullptr;
}
bool Unpaid(const Step& step) { return HasStatus(step, "unpaid"); }
bool Paid(const Step& step) { return HasStatus(step, "paid"); }
bool Shipped(const Step& step) { return HasStatus(step, "shipped"); }
bool Delivered(const Step& step) { return HasStatus(step, "delivered"); }
// So short a time ago that faulty goods can still go back.
bool Recent(const Step& step) {
  const OrderFact* order = CurrentOrder(step);
  if (order == nullptr) return false;
  const auto days = DaysSinceDelivery(*order, step.now);
  return days && *days <= step.pack.shop.returns.quality_days;
}
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

std::string StatusWord(std::string_view status) {
  static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"unpaid", "待付款"},    {"paid", "待发货"},      {"shipped", "已发货"},
      {"delivered", "已签收"}, {"refunding", "退款中"}, {"closed", "已关闭"}};
  for (const auto& [name, word] : kWords) {
    if (name == status) return std::string(word);
  }
  return {};
}

// "①云朵羊毛开衫（待发货），②重磅纯棉T恤（已发货）": the newest three.
std::string ListOrders(const Step& step) {
  constexpr std::string_view kNumbers[] = {"①", "②", "③"};
  constexpr std::size_t kMost = std::size(kNumbers);
  std::string text;
  for (std::size_t i = 0; i < std::min(step.facts.orders.size(), kMost); ++i) {
    const OrderFact& order = step.facts.orders[i];
    const Product* product = step.pack.shop.FindProduct(order.product);
    text += (i == 0 ? "" : "，") + std::string(kNumbers[i]) +
            (product == nullptr ? order.number : product->name) + "（" + StatusWord(order.status) +
            "）";
  }
  return text;
}

// From here on 第二个 means an order, no longer a product that was recommended.
void NoteListed(Step& step) {
  step.next.counters[kListedCounter] = step.next.turns;
  step.next.slots.erase("recommended");
}

void KeepOrder(Step& step) {
  if (const OrderFact* picked = PickedByLine(step)) step.next.slots["order"] = picked->number;
}

}  // namespace

bool PicksListedOrder(const Step& step) {
  return ListedLately(step) &&
         (HasTopic(step, Topic::kFirstOne) || HasTopic(step, Topic::kSecondOne) ||
          HasTopic(step, Topic::kThirdOne));
}

std::string OrderKey(const Step& step) {
  if (step.trigger != nullptr) {
    for (const Slot& slot : step.trigger->slots) {
      if (slot.entity.type == EntityType::kOrderNumber) return slot.entity.text;
    }
  }
  if (PicksListedOrder(step) || !ProductsInLine(step).empty()) return {};
  const auto kept = step.next.slots.find("order");
  return kept == step.next.slots.end() ? std::string() : kept->second;
}

const OrderFact* CurrentOrder(const Step& step) {
  const auto& orders = step.facts.orders;
  if (step.facts.order_state != Facts::State::kFound || orders.empty()) return nullptr;
  if (const OrderFact* picked = PickedByLine(step)) return picked;
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
      {"order.unasked", "no order was looked up for this line",
       [](const Step& s) { return s.facts.order_state == Facts::State::kNotAsked; }},
      {"order.pointed", "the line has an order number, or picks one of the listed orders",
       [](const Step& s) {
         return PicksListedOrder(s) || FindEntity(s, EntityType::kOrderNumber) != nullptr;
       }},
      {"order.unpaid", "the order is placed but not paid", Unpaid},
      {"order.paid", "the order is paid but not shipped", Paid},
      {"order.shipped", "the order is on its way", Shipped},
      {"order.delivered", "the order was delivered", Delivered},
      {"order.recent", "it was delivered in the days for returning faulty goods", Recent},
      {"order.refunding", "a refund for the order is running", Refunding},
      {"order.closed", "the order is closed or cancelled", Closed},
      {"order.tracked", "the order has a tracking number", Tracked},
      {"order.located", "the parcel was scanned somewhere", Located},
  };
  return guards;
}

std::span<const NamedAction> OrderActions() {
  static const NamedAction actions[] = {
      {"order.listed",
       "the buyer was told the orders: 第二个 means one of them now",
       {},
       NoteListed},
      {"order.keep", "the order that the line picks is talked about from now on", {}, KeepOrder},
  };
  return actions;
}

std::span<const NamedPlaceholder> OrderPlaceholders() {
  static const NamedPlaceholder all[] = {
      {"order.list", "the buyer's newest three orders, numbered", ListOrders},
      {"order.product", "what was ordered",
       [](const Step& step) {
         const OrderFact* order = CurrentOrder(step);
         const Product* product =
             order == nullptr ? nullptr : step.pack.shop.FindProduct(order->product);
         return product == nullptr ? std::string() : product->name;
       }},
  };
  return all;
}

}  // namespace xiaoer
