#include "engine/policy/cases.h"

#include <algorithm>
#include <array>

namespace xiaoer {
namespace {

// Without vowels and what is mistaken for something else, so that no word and no price comes out.
constexpr std::string_view kLetters = "CDFGHJKMNPQRTVWXY34679";
constexpr int kRandomLength = 5;

class Fnv {
 public:
  void Add(std::string_view text) {
    for (const char c : text) Step(static_cast<unsigned char>(c));
    Step(0);
  }
  void Add(std::int64_t value) { Add(std::to_string(value)); }
  std::uint64_t value() const { return hash_; }

 private:
  void Step(unsigned char c) { hash_ = (hash_ ^ c) * 0x100000001b3ULL; }
  std::uint64_t hash_ = 0xcbf29ce484222325ULL;
};

std::string TwoDigits(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

struct KindName {
  CaseKind kind;
  std::string_view words;
};
constexpr KindName kKinds[] = {
    {CaseKind::kDefect, "商品破损或有故障"}, {CaseKind::kWrongItem, "发错商品"},
    {CaseKind::kMissing, "少件漏发"},        {CaseKind::kNotReceived, "没有收到"},
    {CaseKind::kMismatch, "与描述不符"},     {CaseKind::kNoReason, "无理由退换"},
    {CaseKind::kService, "服务投诉"},        {CaseKind::kPriceDrop, "价保"},
};

std::string_view PhotoInWords(std::string_view photo) {
  if (photo == "sent") return "照片已发";
  if (photo == "promised") return "照片稍后发";
  if (photo == "none") return "没有照片";
  return {};
}

std::string RemedyName(const Shop& shop, const std::string& id) {
  for (const Remedy& remedy : shop.returns.remedies) {
    if (remedy.id == id) return remedy.name;
  }
  return id == "other" ? "其他要求" : id;
}

}  // namespace

std::string CaseNumber(const Conversation& conversation, const TimeZone& zone, Instant now) {
  Fnv hash;
  hash.Add(conversation.key.shop);
  hash.Add(conversation.key.channel);
  hash.Add(conversation.key.conversation);
  hash.Add(static_cast<std::int64_t>(conversation.cases.size()));
  hash.Add(ToMillis(now));
  const CivilDate date = zone.ToCivil(now).date;
  std::string number = "AS" + TwoDigits(date.month) + TwoDigits(date.day) + "-";
  std::uint64_t rest = hash.value();
  for (int i = 0; i < kRandomLength; ++i) {
    number += kLetters[rest % kLetters.size()];
    rest /= kLetters.size();
  }
  return number;
}

const Case* CurrentCase(const Conversation& conversation) {
  const auto named = conversation.slots.find("case");
  if (named == conversation.slots.end()) return nullptr;
  const auto& cases = conversation.cases;
  const auto it = std::find_if(cases.begin(), cases.end(),
                               [&](const Case& c) { return c.number == named->second; });
  return it == cases.end() ? nullptr : &*it;
}

Case* CurrentCase(Conversation& conversation) {
  return const_cast<Case*>(CurrentCase(std::as_const(conversation)));
}

const Case* WaitingCase(const Conversation& conversation) {
  const auto waits = [](const Case& c) {
    return c.state == Case::State::kRegistered || c.state == Case::State::kWithPerson;
  };
  const auto& cases = conversation.cases;
  const auto it = std::find_if(cases.rbegin(), cases.rend(), waits);
  return it == cases.rend() ? nullptr : &*it;
}

std::string_view KindInWords(const Case& c) {
  const auto kind = ParseCaseKind(c.kind);
  for (const KindName& k : kKinds) {
    if (kind == k.kind) return k.words;
  }
  return "售后";
}

std::string CaseSummary(const Pack& pack, const Case& c) {
  std::string text = "售后单" + c.number + "（" + std::string(KindInWords(c)) + "）";
  if (!c.problem.empty()) text += "：" + c.problem;
  if (!c.photo.empty()) text += "；" + std::string(PhotoInWords(c.photo));
  if (c.days >= 0) text += "；买家说收到" + std::to_string(c.days) + "天";
  if (!c.remedy.empty()) {
    text += "；登记" + RemedyName(pack.shop, c.remedy);
  } else if (!c.wish.empty()) {
    text += "；买家想要" + RemedyName(pack.shop, c.wish);
  }
  return text + "。";
}

void AddCaseFacts(const Pack& pack, const Case& c, std::map<std::string, std::string>& facts) {
  facts["case"] = c.number;
  facts["case.kind"] = c.kind;
  facts["case.state"] = ToString(c.state);
  if (!c.order.empty()) facts["order"] = c.order;
  if (!c.problem.empty()) facts["problem"] = c.problem;
  if (!c.photo.empty()) facts["photo"] = c.photo;
  if (c.days >= 0) facts["days"] = std::to_string(c.days);
  if (!c.wish.empty()) facts["wish"] = RemedyName(pack.shop, c.wish);
  if (!c.remedy.empty()) facts["remedy"] = RemedyName(pack.shop, c.remedy);
}

}  // namespace xiaoer
