// The demo shop has an answer to everything that its intents know, in every wording, and no wording
// is one that the gate would refuse.
#include <gtest/gtest.h>

#include <set>

#include "engine/engine.h"

namespace xiaoer {
namespace {

constexpr const char* kNow = "2026-11-11";  // a Wednesday

class EveryIntent : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    Diagnostics diagnostics;
    pack_ = LoadPack(XIAOER_SOURCE_DIR "/dialogs/shop.example", nullptr, diagnostics);
    if (pack_ == nullptr) ADD_FAILURE() << diagnostics.ToString();
  }
  static void TearDownTestSuite() { pack_.reset(); }
  void SetUp() override { ASSERT_NE(pack_, nullptr); }

  static Instant At(int hour) {
    return pack_->shop.hours.zone.ToInstant(*ParseCivilDate(kNow), hour * 60);
  }

  // Everything the world may say about the buyer's order.
  static std::vector<Facts> Worlds() {
    std::vector<Facts> worlds(2);
    worlds[0].order_state = Facts::State::kNone;
    worlds[1].order_state = Facts::State::kTimeout;
    for (const char* status : {"unpaid", "paid", "shipped", "delivered", "refunding", "closed"}) {
      Facts facts;
      facts.order_state = Facts::State::kFound;
      OrderFact order;
      order.number = "20261108000002";
      order.status = status;
      order.product = "p-tee";
      order.paid = {7900};
      order.courier = "中通";
      order.tracking = "ZT20261108002";
      order.location = "杭州转运中心";
      order.paid_at = At(10) - std::chrono::hours(48);
      if (order.status == "delivered") order.delivered_at = At(10) - std::chrono::hours(24);
      facts.orders.push_back(order);
      worlds.push_back(facts);
    }
    return worlds;
  }

  static Turn Say(const std::string& text, const std::string& product, const Facts& facts,
                  Instant now, int wording) {
    Conversation conversation;
    conversation.key = {"demo", "web", "c"};
    conversation.product = product;
    for (const auto& [id, reply] : pack_->replies.replies) {
      for (int i = 0; i < wording; ++i) conversation.said[id].push_back(i);
    }
    Inbound inbound;
    inbound.key = conversation.key;
    inbound.message_id = "m";
    inbound.buyer_id = "b";
    inbound.text = text;
    inbound.product = product;
    return Respond(*pack_, conversation, inbound, facts, now);
  }

  static std::shared_ptr<const Pack> pack_;
};
std::shared_ptr<const Pack> EveryIntent::pack_;

TEST_F(EveryIntent, HasAnAnswerOrAFlow) {
  for (const IntentSource& intent : pack_->intents.intents) {
    EXPECT_TRUE(pack_->flows.FindStart(intent.name) != nullptr ||
                pack_->flows.FindAnswer(intent.name) != nullptr)
        << intent.name;
  }
}

TEST_F(EveryIntent, IsAnsweredInEveryWorldAndWording) {
  std::set<std::string> refused;  // each fault once, not once per world
  for (const IntentSource& intent : pack_->intents.intents) {
    if (intent.examples.empty()) continue;
    const std::string& line = intent.examples.front().text;
    for (const char* product : {"", "p-300", "p-mug", "p-card", "p-socks"}) {
      for (const Facts& facts : Worlds()) {
        for (int wording = 0; wording < 4; ++wording) {
          const Turn turn = Say(line, product, facts, At(wording % 2 == 0 ? 10 : 3), wording);
          EXPECT_TRUE(!turn.replies.empty() || turn.next.handoff.has_value())
              << intent.name << " 「" << line << "」 product " << product;
          for (const GateCheck& gate : turn.receipt.gates) {
            if (gate.passed) continue;
            refused.insert(intent.name + " " + product + ": " + gate.name + " " + gate.detail);
          }
        }
      }
    }
  }
  for (const std::string& fault : refused) ADD_FAILURE() << fault;
}

TEST_F(EveryIntent, NeverNamesThePriceBelowTheFloorWhateverIsOffered) {
  for (const char* line :
       {"1元卖不卖", "打一折", "便宜299", "两件100", "0元", "便宜点 80 行不行"}) {
    Conversation conversation;
    conversation.product = "p-300";
    for (int i = 0; i < 12; ++i) {
      Inbound inbound;
      inbound.text = line;
      inbound.message_id = std::to_string(i);
      const Turn turn =
          Respond(*pack_, conversation, inbound, {}, At(10) + std::chrono::minutes(i));
      for (const Bargain& bargain : turn.next.bargains) {
        EXPECT_TRUE(bargain.offered.value == 0 || bargain.offered >= Fen{25000}) << line;
      }
      for (const Promise& promise : turn.next.promises)
        EXPECT_GE(promise.amount, Fen{25000}) << line;
      conversation = turn.next;
    }
  }
}

}  // namespace
}  // namespace xiaoer
