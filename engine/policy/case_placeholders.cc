// {case.*}: what a buyer is told about a case. Without one in this conversation, the promise of an
// earlier conversation speaks.
#include "engine/dialog/talk_tables.h"
#include "engine/pack.h"
#include "engine/policy/case_parts.h"
#include "engine/policy/handoff.h"
#include "engine/policy/hours.h"
#include "engine/policy/parts.h"

namespace xiaoer {
namespace {

std::string Number(const Step& step) {
  if (const Case* c = CaseToTell(step)) return c->number;
  const Promise* promise = PromisedCase(step);
  return promise == nullptr ? std::string() : promise->reference;
}

std::string RemedyName(const Step& step) {
  if (const Remedy* remedy = AgreedRemedy(step)) return remedy->name;
  if (CaseToTell(step) != nullptr) return {};
  const Promise* promise = PromisedCase(step);
  return promise == nullptr ? std::string() : promise->what;
}

std::string Next(const Step& step) {
  const Remedy* remedy = AgreedRemedy(step);
  return remedy == nullptr ? std::string() : remedy->next;
}

std::string Postage(const Step& step) {
  const Remedy* remedy = AgreedRemedy(step);
  if (remedy == nullptr) return {};
  return remedy->shop_pays_return ? "来回运费咱们承担" : "寄回的运费需要您先承担";
}

std::string By(const Step& step) {
  const Shop& shop = step.pack.shop;
  const Case* c = CaseToTell(step);
  Instant by = c == nullptr ? Instant{} : c->promised_by;
  if (by <= step.now) by = PromisedBy(shop, step.facts, Urgency::kNormal, step.now);
  return SayBy(shop.hours, by, step.now);
}

struct Question {
  std::string_view what;
  std::string_view words;
};
constexpr Question kQuestions[] = {
    {"order", "请问是哪一笔订单呢？"},
    {"what", "具体是什么情况呢？"},
    {"photo", "方便发张照片吗？"},
    {"reason", "方便说下原因吗？"},
    {"where", "家人、门卫或驿站有代收吗？"},
    {"condition", "您这件没用过吧？"},
    {"difference", "是颜色还是款式不一样？"},
    {"wish", "您希望怎么解决呢？"},
};

// What the buyer was asked last; the choice if nothing else.
std::string Missing(const Step& step) {
  const Case* c = CurrentCase(step.next);
  if (c == nullptr) return {};
  for (const Question& q : kQuestions) {
    if (!c->asked.empty() && c->asked.back() == q.what) return std::string(q.words);
  }
  return "您想怎么处理呢？";
}

std::string Told(const Step& step) {
  const Case* c = CaseToTell(step);
  if (c == nullptr) return {};
  const Product* product = step.pack.shop.FindProduct(c->product);
  return product == nullptr ? std::string("宝贝") : product->name;
}

std::string Orders(const Step& step) {
  std::vector<std::string> names;
  for (const OrderFact& order : step.facts.orders) {
    const Product* product = step.pack.shop.FindProduct(order.product);
    if (product == nullptr || names.size() >= 3) continue;
    names.push_back(product->name);
  }
  return Join(names);
}

}  // namespace

std::span<const NamedPlaceholder> CasePlaceholders() {
  static const NamedPlaceholder all[] = {
      {"case.number", "number of the after-sale case: AS1111-7K3QM", Number},
      {"case.remedy", "what it is made good with: 换货", RemedyName},
      {"case.next", "what the buyer does next for it", Next},
      {"case.postage", "who pays the parcel back", Postage},
      {"case.by", "until when the buyer has an answer: 10分钟内, 明天9点半前", By},
      {"case.missing", "the question that is open: 您想怎么处理呢？", Missing},
      {"case.product", "the goods that it is about, 宝贝 if not known", Told},
      {"case.orders", "goods of the buyer's newest orders, at most three", Orders},
  };
  return all;
}

}  // namespace xiaoer
