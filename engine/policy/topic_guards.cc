// topic.* and asks.*: what a line is about where its intent alone does not say.
#include <algorithm>

#include "engine/pack.h"
#include "engine/policy/parts.h"

namespace xiaoer {
namespace {

template <Topic topic>
bool About(const Step& step) {
  const std::string line = step.line.ToUtf8();
  const auto& words = step.pack.shop.topics[static_cast<std::size_t>(topic)];
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return !word.empty() && line.find(word) != std::string::npos;
  });
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

}  // namespace

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
      {"asks.authenticity", "the line asks whether goods are genuine", AsksAuthenticity},
      {"asks.quality", "the line asks about quality", AsksQuality},
      {"asks.picture", "the line asks whether goods look like the picture", AsksPicture},
      {"asks.payment", "the line doubts the payment", AsksPayment},
      {"asks.urge", "the line urges", Urges},
  };
  return guards;
}

}  // namespace xiaoer
