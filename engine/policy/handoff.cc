#include "engine/policy/handoff.h"

#include <algorithm>

#include "engine/policy/cases.h"
#include "engine/policy/hours.h"

namespace xiaoer {
namespace {

constexpr std::size_t kQuoteBytes = 120;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The buyer's words, short enough for a list.
std::string Quote(std::string_view line) {
  std::string text = MaskLongNumbers(line.substr(0, kQuoteBytes * 4));
  if (text.size() <= kQuoteBytes) return text;
  std::size_t end = kQuoteBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

const OrderFact* OrderOf(const Conversation& conversation, const Facts& facts) {
  const auto named = conversation.slots.find("order");
  for (const OrderFact& order : facts.orders) {
    if (named == conversation.slots.end() || order.number == named->second) return &order;
  }
  return nullptr;
}

std::string Summary(const Pack& pack, const Conversation& conversation, const Facts& facts,
                    const HandoffRule& rule, std::string_view line, Instant now) {
  std::string text =
      "买家" + (conversation.buyer_name.empty() ? std::string() : conversation.buyer_name);
  text += "：" + rule.reason + "。";
  if (!line.empty()) text += "原话：“" + Quote(line) + "”。";
  if (const Product* product = pack.shop.FindProduct(conversation.product)) {
    text += "商品：" + product->name + "。";
  }
  if (const OrderFact* order = OrderOf(conversation, facts)) {
    text += "订单" + order->number + "（" + order->status + "）。";
  }
  for (const Case& c : conversation.cases) {
    if (c.state != Case::State::kClosed) text += CaseSummary(pack, c);
  }
  for (const Bargain& bargain : conversation.bargains) {
    if (bargain.offered.value <= 0) continue;
    text += "已报价" + FormatYuan(bargain.offered) + "元";
    if (bargain.buyer_offer.value > 0) text += "，买家出" + FormatYuan(bargain.buyer_offer) + "元";
    text += "。";
  }
  const auto open = std::count_if(conversation.promises.begin(), conversation.promises.end(),
                                  [now](const Promise& p) { return p.expires > now; });
  if (open > 0) text += "有" + std::to_string(open) + "项承诺还有效。";
  return text;
}

}  // namespace

std::string MaskLongNumbers(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i < out.size();) {
    if (!IsDigit(out[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < out.size() && IsDigit(out[end])) ++end;
    if (end - i >= 7) {
      for (std::size_t k = i + 3; k < end - 2; ++k) out[k] = '*';
    }
    i = end;
  }
  return out;
}

bool AgentsPresent(const Shop& shop, const Facts& facts, Instant now) {
  return facts.agents_known ? facts.agents_present : IsOpen(shop.hours, now);
}

Instant PromisedBy(const Shop& shop, const Facts& facts, Urgency urgency, Instant now) {
  const auto promised = [urgency](Millis wait) {
    return urgency == Urgency::kUrgent ? wait / 2 : wait;
  };
  const Instant soon = now + promised(shop.handoff.promise_open);
  if (facts.agents_known && facts.agents_present) return soon;
  // Just before the break nobody can promise to answer in it.
  const auto closing = ClosingTime(shop.hours, now);
  if (closing && soon <= *closing) return soon;
  const Instant from = closing.value_or(now);
  const Millis wait = promised(shop.handoff.promise_after_opening);
  // A calendar without any opening is a mistake of the shop; a day is a promise somebody can still
  // keep.
  return NextOpening(shop.hours, from).value_or(now + std::chrono::hours(24)) + wait;
}

Handoff MakeHandoff(const Pack& pack, const Conversation& conversation, const Facts& facts,
                    const HandoffRule& rule, std::string_view line, Instant now) {
  Handoff handoff;
  handoff.urgency = rule.urgency;
  handoff.reason = rule.reason;
  handoff.since = now;
  handoff.promised_by = PromisedBy(pack.shop, facts, rule.urgency, now);
  if (conversation.handoff) {
    const Handoff& waiting = *conversation.handoff;
    // What was told to the buyer stays told, and the stronger reason stays the reason.
    handoff.since = waiting.since;
    if (waiting.promised_by != Instant{}) handoff.promised_by = waiting.promised_by;
    if (waiting.urgency > rule.urgency) {
      handoff.urgency = waiting.urgency;
      handoff.reason = waiting.reason;
    }
  }
  handoff.facts = conversation.slots;
  if (const Case* c = CurrentCase(conversation)) AddCaseFacts(pack, *c, handoff.facts);
  if (const OrderFact* order = OrderOf(conversation, facts)) handoff.facts["order"] = order->number;
  if (!conversation.product.empty()) handoff.facts["product"] = conversation.product;
  handoff.summary =
      Summary(pack, conversation, facts, {handoff.urgency, handoff.reason}, line, now);
  return handoff;
}

}  // namespace xiaoer
