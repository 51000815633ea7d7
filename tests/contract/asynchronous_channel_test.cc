// A channel that is answered later: accepted at once, thoughts in pieces, delivered signed and in order.
#include "tests/contract/receiver.h"
#include "tests/contract/running_server.h"

namespace xiaoer {
namespace {

using nlohmann::json;

constexpr std::string_view kSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr Millis kPause = std::chrono::seconds(9);  // a little more than the shop's own

// `later`: what a run accepted is due when the next one starts; the pause is not waited for in real time.
ServerSetup With(const TemporaryFolder& data, const Receiver& receiver, Millis later = Millis(0)) {
  ServerSetup setup;
  setup.later = later;
  setup.data = data.path();
  setup.channels["bridge"] = {receiver.url(), StandardWebhooks::FromSecrets(kSecret).value()};
  return setup;
}

json Send(const RunningServer& server, const std::string& id, const std::string& text) {
  const auto response = server.Post(MessageOf("bridge", "k1", id, text).dump());
  EXPECT_TRUE(response);
  EXPECT_EQ(response->status, 202);
  return json::parse(response->body);
}

TEST(AsynchronousChannel, PiecesAreOneThoughtAndTheAnswerIsSigned) {
  const TemporaryFolder data;
  Receiver receiver;
  {
    const RunningServer server(With(data, receiver));
    EXPECT_EQ(Send(server, "m1", "在吗").at("accepted"), true);
    Send(server, "m2", "能便宜点吗");
    EXPECT_EQ(Send(server, "m2", "能便宜点吗").at("duplicate"), true);
    Send(server, "m3", "发什么快递");
    EXPECT_EQ(server.Get("/v1/conversations/k1").at("transcript").size(), 3u);
  }
  const RunningServer server(With(data, receiver, kPause));
  const auto delivered = receiver.WaitFor(3);
  ASSERT_EQ(delivered.size(), 3u);  // a greeting, the price, the courier
  for (const auto& one : delivered) {
    const json body = json::parse(one.body);
    EXPECT_EQ(body.at("type"), "reply");
    EXPECT_EQ(body.at("conversation"), "k1");
    EXPECT_EQ(body.at("in_reply_to"), "m3");
    EXPECT_EQ(body.at("author"), "bot");
    EXPECT_EQ(body.at("reply").at("id"), one.id);
    const auto signer = StandardWebhooks::FromSecrets(kSecret).value();
    RawRequest raw;
    raw.body = one.body;
    raw.headers = {{"webhook-id", one.id},
                   {"webhook-timestamp", one.timestamp},
                   {"webhook-signature", one.signature}};
    const Instant sent = FromMillis(std::stoll(one.timestamp) * 1000);
    EXPECT_TRUE(signer.Verify(raw, sent).ok());
  }
  // A late retry is told that it was answered, and nothing is sent again.
  EXPECT_EQ(Send(server, "m1", "在吗").at("duplicate"), true);
  EXPECT_EQ(receiver.WaitFor(3).size(), 3u);
}

TEST(AsynchronousChannel, AReceiverThatIsDownGetsEverythingLaterOnceAndInOrder) {
  const TemporaryFolder data;
  Receiver receiver;
  receiver.Answer(503);
  {
    const RunningServer server(With(data, receiver));
    Send(server, "m1", "你好 发什么快递");
  }
  RunningServer server(With(data, receiver, kPause));
  receiver.WaitForAttempts(3);
  receiver.Answer(200);
  const auto delivered = receiver.WaitFor(2);
  ASSERT_EQ(delivered.size(), 2u);
  std::vector<std::string> said;
  const json view = server.Get("/v1/conversations/k1");
  for (const json& line : view.at("transcript")) {
    if (line.at("sender") == "bot") said.push_back(line.at("id"));
  }
  EXPECT_EQ(said, (std::vector<std::string>{delivered[0].id, delivered[1].id}));
  EXPECT_EQ(server.store().outbox().Count()->dead, 0);
}

TEST(AsynchronousChannel, AReceiverThatIsGoneLeavesDeadLettersThatCanBeRevived) {
  const TemporaryFolder data;
  Receiver receiver;
  receiver.Answer(410);
  {
    const RunningServer server(With(data, receiver));
    Send(server, "m1", "发什么快递");
  }
  RunningServer server(With(data, receiver, kPause));
  receiver.WaitForAttempts(1);
  for (int i = 0; i < 500 && server.store().outbox().Count()->dead == 0; ++i) {
    std::this_thread::sleep_for(Millis(10));
  }
  EXPECT_EQ(server.store().outbox().Count()->dead, 1);
  receiver.Answer(200);
  EXPECT_EQ(*server.store().outbox().Revive(server.clock().Now()), 1);
  EXPECT_EQ(receiver.WaitFor(1).size(), 1u);
}

TEST(AsynchronousChannel, WhatAPersonSaysGoesOutAndTheBotIsSilent) {
  const TemporaryFolder data;
  Receiver receiver;
  {
    const RunningServer server(With(data, receiver));
    Send(server, "m1", "发什么快递");
    const json taken =
        server.PostTo("/v1/conversations/k1/messages", {{"agent", "lili"}, {"text", "亲，我来了"}});
    EXPECT_EQ(taken.at("owner"), "human");
    EXPECT_EQ(receiver.WaitFor(1).size(), 1u);
  }
  RunningServer server(With(data, receiver, kPause));
  // The message that waited is answered by nobody: the person has the conversation.
  for (int i = 0; i < 500 && !server.store()->FindWaiting()->empty(); ++i) {
    std::this_thread::sleep_for(Millis(10));
  }
  EXPECT_TRUE(server.store()->FindWaiting()->empty());
  const auto delivered = receiver.WaitFor(1);
  ASSERT_EQ(delivered.size(), 1u);
  const json body = json::parse(delivered.front().body);
  EXPECT_EQ(body.at("author"), "agent");
  EXPECT_EQ(body.at("reply").at("text"), "亲，我来了");
}

// A desk that numbers each conversation's messages on their own: the receiver takes each id once, of all of them.
TEST(AsynchronousChannel, TheSameIdOfAnAgentsMessageInTwoConversationsIsTwoMessages) {
  const TemporaryFolder data;
  Receiver receiver;
  const RunningServer server(With(data, receiver));
  const json said = {{"agent", "lili"}, {"message", {{"id", "1"}, {"text", "亲，我来了"}}}};
  for (const char* conversation : {"k1", "k2"}) {
    server.Post(MessageOf("bridge", conversation, "m1", "在吗").dump());
    for (int times = 0; times < 2; ++times) {
      const json taken =
          server.PostTo("/v1/conversations/" + std::string(conversation) + "/messages", said);
      EXPECT_EQ(taken.value("owner", ""), "human") << taken;
    }
  }
  const auto delivered = receiver.WaitFor(2);
  ASSERT_EQ(delivered.size(), 2u);
  EXPECT_NE(delivered[0].id, delivered[1].id);
  for (const auto& one : delivered) {
    const json body = json::parse(one.body);
    const json view = server.Get("/v1/conversations/" + body.at("conversation").get<std::string>());
    EXPECT_EQ(view.at("transcript").back().at("id"), one.id);
    // What a platform sends back under the id that it was given is not said a second time.
    json echo = MessageOf("bridge", body.at("conversation"), one.id, "亲，我来了");
    echo["message"]["sender"] = "agent";
    echo["agent"] = {{"id", "lili"}};
    EXPECT_EQ(json::parse(server.Post(echo.dump())->body).value("echo", false), true);
  }
}

}  // namespace
}  // namespace xiaoer
