#include "tests/unit/dialog/mini_pack.h"

#include <fstream>
#include <iostream>
#include <iterator>
#include <utility>

#include "engine/load/flow_loader.h"
#include "engine/load/reply_loader.h"
#include "engine/load/yaml.h"
#include "engine/policy/gate_words.h"

namespace xiaoer::testing {
namespace {

IntentSource MakeIntent(std::string name, std::vector<std::string> templates,
                        Tier tier = Tier::kNormal, std::vector<std::string> when = {}) {
  IntentSource intent;
  intent.name = name;
  intent.about = name;
  intent.tier = tier;
  int line = 0;
  for (std::string& text : templates) {
    intent.templates.push_back({std::move(text), when, {"intents/" + name + ".yaml", ++line, 1}});
  }
  intent.where = {"intents/" + name + ".yaml", 1, 1};
  return intent;
}

TemplateSet MakeIntents() {
  TemplateSet set;
  set.intents = {
      MakeIntent("greet", {"在吗", "你好"}, Tier::kSmallTalk),
      MakeIntent("thanks", {"谢谢"}, Tier::kSmallTalk),
      MakeIntent("affirm", {"^好的$", "^嗯$"}, Tier::kSmallTalk),
      MakeIntent("bargain", {"便宜"}),
      MakeIntent("offer", {"^{offer:money}$"}, Tier::kNormal, {"haggle"}),
      MakeIntent("ask_shipping_fee", {"包邮"}),
      MakeIntent("ask_courier", {"什么快递"}),
      MakeIntent("ask_fixed", {"几点下班"}),
      MakeIntent("ask_odd", {"怪问题"}),
      MakeIntent("nobody", {"没人管"}),
      MakeIntent("track_order", {"到哪了"}),
      MakeIntent("complain", {"坏了"}),
      MakeIntent("regulator", {"投诉"}, Tier::kSafety),
      MakeIntent("twin_a", {"双胞胎"}),
      MakeIntent("twin_b", {"双胞胎"}),
  };
  for (IntentSource& intent : set.intents) {
    if (intent.name == "regulator") intent.handoff = HandoffRule{Urgency::kUrgent, "说要投诉"};
  }
  return set;
}

Shop MakeShop() {
  Shop shop;
  shop.id = "mini";
  shop.name = "小店";
  Product product;
  product.id = "p-1";
  product.name = "帆布包";
  product.list = {10000};
  product.floor = {8000};
  product.stock = 5;
  shop.products.push_back(product);
  for (auto& day : shop.hours.week) day.push_back({9 * 60, 18 * 60});
  return shop;
}

template <class Read>
void ReadText(const std::string& text, const std::string& file, Diagnostics& diagnostics,
              Read read) {
  if (const auto root = yaml::Parse(text, file, diagnostics)) read(*root);
}

}  // namespace

OrderFact MakeOrder(std::string number, std::string status, std::string location) {
  OrderFact order;
  order.number = std::move(number);
  order.status = std::move(status);
  order.location = std::move(location);
  return order;
}

std::string ReadData(const std::string& name) {
  std::ifstream in(std::string(XIAOER_SOURCE_DIR) + "/tests/unit/dialog/data/" + name);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::shared_ptr<const Pack> MakePack(const std::vector<std::string>& flows,
                                     const std::string& answers, const std::string& replies) {
  static const auto table = FoldTable::Build().value();
  Diagnostics diagnostics;
  auto pack = std::make_shared<Pack>();
  pack->hash = "mini";
  pack->fold_table = table;
  pack->normalizer = std::make_unique<Normalizer>(table, pack->lexicon);
  pack->converter = ScriptConverter::Load(ScriptTarget::kS2tw).value();
  pack->intents = MakeIntents();
  pack->shop = MakeShop();
  pack->gate_words = std::make_shared<const GateWords>(pack->shop, *pack->normalizer);
  EntityLexicon words;
  words.products.push_back({"p-1", {"帆布包"}});
  pack->entity_reader = std::make_unique<EntityReader>(words, *pack->normalizer);
  pack->matcher = Matcher::Build(pack->intents, *pack->normalizer, diagnostics);
  KnownNames names;
  names.replies = &pack->replies;
  names.root = "data/";
  for (const IntentSource& intent : pack->intents.intents) names.intents.insert(intent.name);
  ReadText(replies, "data/replies.yaml", diagnostics, [&](const yaml::Node& root) {
    ReadReplies(root, names.root, pack->shop.words, pack->replies, diagnostics);
  });
  for (const std::string& flow : flows) {
    ReadText(flow, "data/flow.yaml", diagnostics,
             [&](const yaml::Node& root) { ReadFlow(root, names, pack->flows, diagnostics); });
  }
  ReadText(answers, "data/answers.yaml", diagnostics,
           [&](const yaml::Node& root) { ReadAnswers(root, names, pack->flows, diagnostics); });
  CheckFlows(pack->flows, diagnostics);
  if (diagnostics.has_errors() || pack->matcher == nullptr) {
    std::cerr << diagnostics.ToString();
    return nullptr;
  }
  return pack;
}

std::shared_ptr<const Pack> DefaultPack() {
  return MakePack({ReadData("haggle.yaml"), ReadData("dispute.yaml")}, ReadData("answers.yaml"),
                  ReadData("replies.yaml"));
}

Talk::Talk(std::shared_ptr<const Pack> p) : pack(std::move(p)) {
  // A Wednesday, 10:00 UTC: the mini shop is open.
  now = Instant(std::chrono::sys_days(std::chrono::year(2026) / 11 / 11)) + std::chrono::hours(10);
  conversation.key = {"mini", "test", "c-1"};
}

Turn Talk::Take(Inbound inbound) {
  inbound.key = conversation.key;
  inbound.message_id = "m-" + std::to_string(++count_);
  inbound.buyer_id = "b-1";
  inbound.sent_at = now;
  last = Respond(*pack, conversation, inbound, facts, now);
  conversation = last.next;
  return last;
}

Turn Talk::Say(std::string_view text) {
  Inbound inbound;
  inbound.text = text;
  return Take(std::move(inbound));
}

Turn Talk::AgentSays(std::string_view text) {
  Inbound inbound;
  inbound.sender = Sender::kAgent;
  inbound.text = text;
  return Take(std::move(inbound));
}

std::string Talk::Ids() const {
  std::string ids;
  for (const Outbound& reply : last.replies) ids += (ids.empty() ? "" : " ") + reply.reply_id;
  return ids;
}

std::string Talk::State() const { return last.receipt.state_after; }

}  // namespace xiaoer::testing
