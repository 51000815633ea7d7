// close.*: when a buyer may be led to the purchase, and with which true word. Which technique is
// used for what is data (dialogs/answers.yaml); here is only what makes it fitting and honest.
#include <algorithm>
#include <array>

#include "engine/dialog/talk_tables.h"
#include "engine/pack.h"
#include "engine/policy/parts.h"
#include "engine/policy/variants.h"

namespace xiaoer {
namespace {

constexpr const char* kLastCounter = "close.turn";  // the turn of the last attempt
constexpr std::int64_t kPause = 4;                  // turns between two attempts
constexpr int kPopular = 9;                         // the catalogue's `recommend` from which on

bool IsAnyOf(const std::string& intent, std::span<const std::string_view> list) {
  return std::find(list.begin(), list.end(), intent) != list.end();
}

// The buyer asked about goods before, so a nod means: that is settled. Not after anger, a case, a
// pause to think, or while somebody is being waited for.
bool Due(const Step& step) {
  static constexpr std::array<std::string_view, 17> kBuying = {
      "ask_product",      "ask_stock",         "ask_size",          "ask_recommend",
      "ask_price",        "ask_promotion",     "ask_gift",          "ask_shipping_fee",
      "ask_courier",      "ask_delivery_time", "ask_ship_time",     "ask_payment_method",
      "ask_invoice",      "ask_warranty",      "ask_return_policy", "ask_quality",
      "ask_picture_match"};
  const Conversation& talk = step.next;
  const Product* product = ProductInTalk(step);
  if (product == nullptr || product->stock <= 0 || talk.owner == Owner::kQueued) return false;
  if (!IsAnyOf(talk.last_intent, kBuying)) return false;
  if (Count(talk, "anger") > 0 || HasTopic(step, Topic::kHesitation)) return false;
  const auto hesitated = talk.slots.find("close.paused");
  if (hesitated != talk.slots.end()) return false;
  const std::int64_t last = Count(talk, kLastCounter);
  return last == 0 || talk.turns - last >= kPause;
}

bool DoubtSettled(const Step& step) {
  static constexpr std::array<std::string_view, 4> kDoubts = {"ask_quality", "ask_picture_match",
                                                              "ask_return_policy", "ask_warranty"};
  return IsAnyOf(step.next.last_intent, kDoubts);
}

bool Popular(const Step& step) {
  const Product* product = ProductInTalk(step);
  return product != nullptr && product->recommend >= kPopular;
}

const Promotion* Ending(const Step& step) {
  for (const Promotion* promotion : PromotionsAt(step.pack.shop, step.next.product, step.now)) {
    if (promotion->until) return promotion;
  }
  return nullptr;
}

// The last day on which it holds: `until` is the first moment when it does not.
std::string LastDay(const Step& step) {
  const Promotion* promotion = Ending(step);
  if (promotion == nullptr) return {};
  const CivilTime last = step.pack.shop.hours.zone.ToCivil(*promotion->until - Millis(1));
  return std::to_string(last.date.month) + "月" + std::to_string(last.date.day) + "日";
}

void Note(Step& step) { step.next.counters[kLastCounter] = step.next.turns; }
void Pause(Step& step) { step.next.slots["close.paused"] = "1"; }

}  // namespace

std::span<const NamedGuard> ClosingGuards() {
  static const NamedGuard guards[] = {
      {"close.due",
       "an answer about goods was accepted, nothing speaks against asking for the order, and it "
       "was "
       "not asked for lately",
       Due},
      {"close.doubt_settled", "the last question was a doubt about the goods", DoubtSettled},
      {"close.popular", "the catalogue recommends the product strongly", Popular},
      {"close.promotion_ends", "a promotion is on that has a last day",
       [](const Step& s) { return Ending(s) != nullptr; }},
  };
  return guards;
}

std::span<const NamedAction> ClosingActions() {
  static const NamedAction actions[] = {
      {"close.note", "the purchase was suggested: not again in the next few turns", {}, Note},
      {"close.pause", "the buyer wants to think: nothing is suggested any more", {}, Pause},
  };
  return actions;
}

std::span<const NamedPlaceholder> ClosingPlaceholders() {
  static const NamedPlaceholder all[] = {
      {"promotion.ends", "the last day of the promotion that ends: 11月12日", LastDay},
      {"promotion.ending", "that promotion's text",
       [](const Step& s) {
         const Promotion* promotion = Ending(s);
         return promotion == nullptr ? std::string() : promotion->text;
       }},
  };
  return all;
}

}  // namespace xiaoer
