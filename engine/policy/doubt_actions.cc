// doubt.*: which doubt the buyer has, so that a second answer can take another side of the same.
#include <algorithm>
#include <array>

#include "engine/dialog/talk_tables.h"
#include "engine/pack.h"
#include "engine/policy/case_words.h"
#include "engine/policy/parts.h"

namespace xiaoer {
namespace {

constexpr std::string_view kSlot = "doubt";
constexpr std::string_view kFlawsCounter = "doubt.flaws";
// So many questions after flaws and colours make a buyer who wants it perfect.
constexpr std::int64_t kFlawsLimit = 3;

bool About(const Step& step, Topic topic) {
  const std::string line = step.line.ToUtf8();
  const auto& words = step.pack.shop.topics[static_cast<std::size_t>(topic)];
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return line.find(word) != std::string::npos; });
}

std::string_view Kept(const Step& step) {
  const auto it = step.next.slots.find(std::string(kSlot));
  return it == step.next.slots.end() ? std::string_view() : std::string_view(it->second);
}

bool TriggerIs(const Step& step, std::string_view intent) {
  return step.trigger != nullptr &&
         step.pack.matcher->intents()[step.trigger->intent].name == intent;
}

// The doubt that the line names; empty if it names none.
std::string_view DoubtOfLine(const Step& step) {
  if (TriggerIs(step, "ask_authenticity")) return "goods";
  if (TriggerIs(step, "ask_picture_match")) return "picture";
  if (TriggerIs(step, "ask_quality")) return "quality";
  if (About(step, Topic::kCheated)) return "cheated";
  if (About(step, Topic::kDelivery)) return "delivery";
  if (About(step, Topic::kSite)) return "site";
  if (About(step, Topic::kCredit)) return "credit";
  // A word alone answers "which one is it?".
  const std::string line = step.line.ToUtf8();
  struct Word {
    std::string_view word;
    std::string_view doubt;
  };
  constexpr std::array<Word, 12> kWords = {{{"正品", "goods"},
                                            {"假", "goods"},
                                            {"颜色", "picture"},
                                            {"色差", "picture"},
                                            {"图片", "picture"},
                                            {"质量", "quality"},
                                            {"物流", "delivery"},
                                            {"快递", "delivery"},
                                            {"钱", "payment"},
                                            {"付款", "payment"},
                                            {"支付", "payment"},
                                            {"转账", "payment"}}};
  for (const Word& w : kWords) {
    if (line.find(w.word) != std::string::npos) return w.doubt;
  }
  // 还是不放心 is no doubt of its own while another one is in talk.
  if (TriggerIs(step, "payment_doubt") && Kept(step).empty()) return "payment";
  return {};
}

template <char const* name>
bool Is(const Step& step) {
  return Kept(step) == name;
}

// A question that says no more than that the doubt is still there has no doubt of its own.
bool Again(const Step& step) {
  const std::string_view now = DoubtOfLine(step);
  return now.empty() || now == Kept(step) || (now == "payment" && Kept(step) == "cheated");
}
bool Other(const Step& step) {
  const std::string_view now = DoubtOfLine(step);
  return !now.empty() && now != Kept(step);
}
// Wants to think it over, or leaves: pressing on would only drive the buyer away.
bool Hesitates(const Step& step) {
  constexpr std::array<std::string_view, 5> kLeaves = {"不用了", "不了", "算了", "不需要", "不买"};
  const std::string line = step.line.ToUtf8();
  return About(step, Topic::kHesitation) ||
         std::any_of(kLeaves.begin(), kLeaves.end(),
                     [&](std::string_view word) { return line.find(word) != std::string::npos; });
}
bool Unsure(const Step& step) {
  return Says(step.pack.shop, CaseWord::kUnsure, step.line.ToUtf8()) || Hesitates(step);
}
bool Settled(const Step& step) {
  return !Unsure(step) && Says(step.pack.shop, CaseWord::kSettled, step.line.ToUtf8());
}
bool WantsPerfect(const Step& step) {
  return Says(step.pack.shop, CaseWord::kPerfect, step.line.ToUtf8()) ||
         (Count(step.next, kFlawsCounter) >= kFlawsLimit &&
          (Kept(step) == "picture" || Kept(step) == "quality"));
}

// With this question, as many after flaws and colours as make a buyer who wants it perfect.
bool AsksForFlaws(const Step& step) { return Count(step.next, kFlawsCounter) + 1 >= kFlawsLimit; }

void Take(Step& step) {
  std::string_view now = DoubtOfLine(step);
  if (now.empty() && Kept(step).empty()) now = "payment";
  if (now == "picture" || now == "quality") ++step.next.counters[std::string(kFlawsCounter)];
  // Who fears to be cheated speaks of money too.
  if (now == "payment" && Kept(step) == "cheated") return;
  if (!now.empty()) step.next.slots[std::string(kSlot)] = std::string(now);
}

bool HasChoice(const Step& step) {
  const Product* product = ProductInTalk(step);
  return product != nullptr && (product->colors.size() > 1 || product->sizes.size() > 1);
}

constexpr char kPayment[] = "payment";
constexpr char kCheated[] = "cheated";
constexpr char kSite[] = "site";
constexpr char kCredit[] = "credit";
constexpr char kGoods[] = "goods";
constexpr char kPicture[] = "picture";
constexpr char kQuality[] = "quality";
constexpr char kDelivery[] = "delivery";

}  // namespace

std::span<const NamedGuard> DoubtGuards() {
  static const NamedGuard guards[] = {
      {"doubt.payment", "the doubt is about the money", Is<kPayment>},
      {"doubt.cheated", "… about being cheated after paying", Is<kCheated>},
      {"doubt.site", "… about buying on the net", Is<kSite>},
      {"doubt.credit", "… about the shop's credit", Is<kCredit>},
      {"doubt.goods", "… about whether goods are genuine", Is<kGoods>},
      {"doubt.picture", "… about picture and colour", Is<kPicture>},
      {"doubt.quality", "… about quality", Is<kQuality>},
      {"doubt.delivery", "… about the parcel", Is<kDelivery>},
      {"doubt.hesitation", "the line wants to think it over, or leaves", Hesitates},
      {"doubt.again", "the line comes back to the same doubt, or to none in particular", Again},
      {"doubt.other", "the line names another doubt", Other},
      {"doubt.unsure", "the line agrees in words and is still not sure", Unsure},
      {"doubt.settled", "the line says that nothing is left to ask", Settled},
      {"doubt.perfect", "the buyer wants it without the least flaw", WantsPerfect},
      {"doubt.flaws", "with this line, many questions after flaws and colours", AsksForFlaws},
      {"product.choice", "there is a colour or a size to choose", HasChoice},
  };
  return guards;
}

std::span<const NamedAction> DoubtActions() {
  static const NamedAction actions[] = {
      {"doubt.take", "remembers which doubt the line names", {}, Take},
  };
  return actions;
}

}  // namespace xiaoer
