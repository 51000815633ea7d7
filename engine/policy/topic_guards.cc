// topic.* and asks.*: what a line is about where its intent alone does not say.
#include <algorithm>

#include "engine/pack.h"
#include "engine/policy/parts.h"

namespace xiaoer {
namespace {

template <Topic topic>
bool About(const Step& step) {
  return HasTopic(step, topic);
}

bool TriggerIs(const Step& step, std::string_view intent) {
  if (step.trigger == nullptr || step.pack.matcher == nullptr) return false;
  const auto& intents = step.pack.matcher->intents();
  return step.trigger->intent < intents.size() && intents[step.trigger->intent].name == intent;
}

bool AsksAuthenticity(const Step& step) { return TriggerIs(step, "ask_authenticity"); }
bool AsksQuality(const Step& step) { return TriggerIs(step, "ask_quality"); }
bool AsksPicture(const Step& step) { return TriggerIs(step, "ask_picture_match"); }
bool AsksPayment(const Step& step) { return TriggerIs(step, "payment_doubt"); }
bool Urges(const Step& step) { return TriggerIs(step, "urge_order"); }

// Anywhere in the line, not only what is being answered.
bool LineBargains(const Step& step) {
  if (step.pack.matcher == nullptr) return false;
  const auto& intents = step.pack.matcher->intents();
  const auto& winners = step.match.winners;
  return std::any_of(winners.begin(), winners.end(), [&](const Candidate& c) {
    return c.intent < intents.size() && intents[c.intent].name == "bargain";
  });
}

}  // namespace

bool HasTopic(const Step& step, Topic topic) {
  const std::string line = step.line.ToUtf8();
  const auto& words = step.pack.shop.topics[static_cast<std::size_t>(topic)];
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return !word.empty() && line.find(word) != std::string::npos;
  });
}

std::span<const NamedGuard> TopicGuards() {
  static const NamedGuard guards[] = {
      {"topic.material", "the line has a word for what goods are made of", About<Topic::kMaterial>},
      {"topic.care", "… for washing and keeping", About<Topic::kCare>},
      {"topic.color", "… for colours", About<Topic::kColor>},
      {"topic.site", "… for the site", About<Topic::kSite>},
      {"topic.credit", "… for the shop's credit", About<Topic::kCredit>},
      {"topic.cheated", "… for being cheated", About<Topic::kCheated>},
      {"topic.delivery", "… for what may happen on the road", About<Topic::kDelivery>},
      {"topic.hesitation", "… for wanting to think it over", About<Topic::kHesitation>},
      {"topic.cash_on_delivery", "… for cash on delivery", About<Topic::kCashOnDelivery>},
      {"topic.free_shipping", "… that asks to be given free shipping", About<Topic::kFreeShipping>},
      {"topic.last_word", "… that says that a number is the last", About<Topic::kLastWord>},
      {"topic.elsewhere", "… for another shop's price", About<Topic::kElsewhere>},
      {"topic.plea", "… that begs", About<Topic::kPlea>},
      {"topic.threat", "… that threatens to leave", About<Topic::kThreat>},
      {"topic.gift_refused", "… that would rather have money than a gift",
       About<Topic::kGiftRefused>},
      {"topic.compare", "… that asks for the difference", About<Topic::kCompare>},
      {"topic.budget", "… for what may be spent", About<Topic::kBudget>},
      {"topic.present", "… for a present", About<Topic::kPresent>},
      {"topic.own_use", "… for one's own use", About<Topic::kOwnUse>},
      {"topic.assurance", "… that wants a guarantee", About<Topic::kAssurance>},
      {"topic.instalment", "… for paying in instalments", About<Topic::kInstalment>},
      {"topic.buying", "… for how to place an order", About<Topic::kBuying>},
      {"topic.using", "… for how to use a coupon", About<Topic::kUsing>},
      {"topic.newcomer", "… of somebody who buys for the first time", About<Topic::kNewcomer>},
      {"topic.expert", "… of somebody who knows the trade", About<Topic::kExpert>},
      {"topic.half_knowing", "… of somebody who has heard something", About<Topic::kHalfKnowing>},
      {"topic.supplier", "… for where the shop buys", About<Topic::kSupplier>},
      {"topic.profit", "… for what the shop earns", About<Topic::kProfit>},
      {"topic.other_platform", "… for shops on other platforms", About<Topic::kOtherPlatform>},
      {"topic.cashback", "… for money back after a good review", About<Topic::kCashback>},
      {"topic.other_person", "… for somebody else's order", About<Topic::kOtherPerson>},
      {"topic.off_topic", "… for what has nothing to do with a shop", About<Topic::kOffTopic>},
      {"topic.together", "… that adds things up", About<Topic::kTogether>},
      {"topic.decided", "… that takes it", About<Topic::kDecided>},
      {"topic.placed", "… that says the order is placed or paid", About<Topic::kPlaced>},
      {"topic.wait", "… that asks us to wait", About<Topic::kWait>},
      {"topic.unclear", "… that did not understand us", About<Topic::kUnclear>},
      {"topic.opening_hours", "… for when somebody is there", About<Topic::kOpeningHours>},
      {"topic.media", "… that is a picture or a voice, of which only the mark is seen",
       About<Topic::kMedia>},
      {"topic.origin", "… for where parcels leave from", About<Topic::kOrigin>},
      {"topic.store", "… for a shop in a street", About<Topic::kStore>},
      {"topic.browsing", "… of somebody who only looks round", About<Topic::kBrowsing>},
      {"topic.assortment", "… for what the shop sells", About<Topic::kAssortment>},
      {"topic.taste", "… for looks, which are a matter of taste", About<Topic::kTaste>},
      {"topic.restock", "… for when goods come again", About<Topic::kRestock>},
      {"topic.other_goods", "… for other goods than these", About<Topic::kOtherGoods>},
      {"topic.surcharge", "… for what is added to the price", About<Topic::kSurcharge>},
      {"topic.stacking", "… for several promotions at once", About<Topic::kStacking>},
      {"topic.ending", "… for when a promotion ends", About<Topic::kEnding>},
      {"topic.special_invoice", "… for a VAT invoice", About<Topic::kSpecialInvoice>},
      {"topic.tracking", "… for a tracking number", About<Topic::kTracking>},
      {"topic.intro", "… that wants to be told about goods in general", About<Topic::kIntro>},
      {"topic.loose", "… for a loose fit", About<Topic::kLoose>},
      {"topic.other_courier", "… for a courier by name", About<Topic::kOtherCourier>},
      {"topic.chatter", "… that is only a laugh", About<Topic::kChatter>},
      {"topic.verdict", "… for whether it is any good, no more", About<Topic::kVerdict>},
      {"topic.nothing_suits", "… of somebody who found nothing to like",
       About<Topic::kNothingSuits>},
      {"topic.arrived", "… of somebody who has the parcel", About<Topic::kArrived>},
      {"topic.own_order", "… for what the buyer has bought", About<Topic::kOwnOrder>},
      {"topic.size_range", "… for which sizes there are", About<Topic::kSizeRange>},
      {"topic.reserve", "… for keeping goods back", About<Topic::kReserve>},
      {"asks.authenticity", "the line asks whether goods are genuine", AsksAuthenticity},
      {"asks.quality", "the line asks about quality", AsksQuality},
      {"asks.picture", "the line asks whether goods look like the picture", AsksPicture},
      {"asks.payment", "the line doubts the payment", AsksPayment},
      {"asks.bargain", "the line asks for a lower price, beside what else it says", LineBargains},
      {"asks.urge", "the line urges", Urges},
  };
  return guards;
}

}  // namespace xiaoer
