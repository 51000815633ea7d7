// A receiver that is down for long, and a clock that is set while messages are on their way.
#include "tests/contract/receiver.h"
#include "tests/contract/running_server.h"

namespace xiaoer {
namespace {

using nlohmann::json;
using std::chrono::hours;

constexpr Millis kPause = std::chrono::seconds(9);  // a little more than the shop's own

ServerSetup With(const TemporaryFolder& data, const Receiver& receiver, Millis later = Millis(0)) {
  ServerSetup setup;
  setup.later = later;
  setup.data = data.path();
  setup.channels["bridge"] = {receiver.url(), std::nullopt};
  return setup;
}

void Send(const RunningServer& server, const std::string& conversation, const std::string& id,
          const std::string& text) {
  const auto response = server.Post(MessageOf("bridge", conversation, id, text).dump());
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 202);
}

// Messages that were accepted by an earlier run and are due now.
void SendToEarlierRun(const TemporaryFolder& data, const Receiver& receiver, int conversations) {
  const RunningServer server(With(data, receiver));
  for (int i = 0; i < conversations; ++i) {
    Send(server, "k" + std::to_string(i), "m1", "你好 发什么快递");
  }
}

template <class True>
bool Eventually(True is_true) {
  for (int i = 0; i < 1000 && !is_true(); ++i) std::this_thread::sleep_for(Millis(10));
  return is_true();
}

// The replies of a conversation in the order in which they were said, and as they arrived.
std::vector<std::string> Said(const RunningServer& server, const std::string& conversation) {
  std::vector<std::string> said;
  const json view = server.Get("/v1/conversations/" + conversation);
  for (const json& line : view.at("transcript")) {
    if (line.at("sender") == "bot") said.push_back(line.at("id"));
  }
  return said;
}
std::vector<std::string> Arrived(const std::vector<Receiver::Delivered>& all,
                                 const std::string& conversation) {
  std::vector<std::string> ids;
  for (const auto& one : all) {
    if (json::parse(one.body).at("conversation") == conversation) ids.push_back(one.id);
  }
  return ids;
}

TEST(OutboxSender, PausesDoubleUpToFiveMinutesAndAQuarterMore) {
  const OutboxSender::Options options;
  Millis sum{0};
  int attempts = 0;
  for (int failures = 1; sum < hours(1); ++failures, ++attempts) {
    const Millis pause = OutboxSender::Pause(options, failures, 0);
    EXPECT_EQ(pause, std::min<Millis>(std::chrono::seconds(1LL << (failures - 1)),
                                      std::chrono::minutes(5)));
    sum += pause;
  }
  // An hour's outage costs a receiver some twenty attempts, not thousands.
  EXPECT_EQ(attempts, 20);
  for (std::size_t seed = 0; seed < 2000; ++seed) {
    const Millis pause = OutboxSender::Pause(options, 3, seed);
    EXPECT_GE(pause, std::chrono::seconds(4));
    EXPECT_LE(pause, std::chrono::seconds(5));
  }
  EXPECT_EQ(OutboxSender::Pause(options, 1'000'000, 0), std::chrono::minutes(5));
}

TEST(OutboxSender, AfterAnHourOfOutageEverythingArrivesOnceAndInOrder) {
  const TemporaryFolder data;
  Receiver receiver;
  receiver.Answer(503);
  SendToEarlierRun(data, receiver, 5);
  RunningServer server(With(data, receiver, kPause));
  receiver.WaitForAttempts(3);
  server.clock().Advance(hours(1));
  receiver.WaitForAttempts(8);
  EXPECT_EQ(server.store().outbox().Count()->dead, 0);
  EXPECT_GT(server.store().outbox().Count()->pending, 0);
  receiver.Answer(200);
  EXPECT_TRUE(Eventually([&] {
    return server.store()->FindWaiting()->empty() && server.store().outbox().Count()->pending == 0;
  }));
  const auto delivered = receiver.WaitFor(10);
  EXPECT_EQ(delivered.size(), 10u);  // a greeting and the courier, five times
  for (int i = 0; i < 5; ++i) {
    const std::string conversation = "k" + std::to_string(i);
    EXPECT_EQ(Arrived(delivered, conversation), Said(server, conversation));
  }
}

TEST(OutboxSender, AfterADayOfOutageRepliesAreDeadLettersAndNewOnesArrive) {
  const TemporaryFolder data;
  Receiver receiver;
  receiver.Answer(503);
  SendToEarlierRun(data, receiver, 1);
  RunningServer server(With(data, receiver, kPause));
  receiver.WaitForAttempts(2);
  server.clock().Advance(hours(24) - std::chrono::minutes(1));
  receiver.WaitForAttempts(6);
  EXPECT_EQ(server.store().outbox().Count()->dead, 0);
  server.clock().Advance(std::chrono::minutes(1));
  EXPECT_TRUE(Eventually([&] { return server.store().outbox().Count()->dead == 2; }));
  EXPECT_EQ(server.store().outbox().Count()->pending, 0);
  receiver.Answer(200);
  server.PostTo("/v1/conversations/k0/messages", {{"agent", "lili"}, {"text", "亲，我来了"}});
  const auto delivered = receiver.WaitFor(1);
  ASSERT_EQ(delivered.size(), 1u);
  EXPECT_EQ(json::parse(delivered.front().body).at("author"), "agent");
}

// The clock of the machine is corrected while replies wait for a receiver that is down.
TEST(ClockThatJumps, BackByADayDelaysNoReply) {
  const TemporaryFolder data;
  Receiver receiver;
  receiver.Answer(503);
  SendToEarlierRun(data, receiver, 3);
  RunningServer server(With(data, receiver, kPause));
  receiver.WaitForAttempts(3);
  EXPECT_TRUE(Eventually([&] { return server.store().outbox().Count()->pending == 6; }));
  server.clock().Advance(-hours(24));
  receiver.Answer(200);
  EXPECT_EQ(receiver.WaitFor(6).size(), 6u);
}

// By less than a pause may last: the time due alone does not tell it from a pause.
TEST(ClockThatJumps, BackByTwentyMinutesDelaysNoReply) {
  const TemporaryFolder data;
  Receiver receiver;
  SendToEarlierRun(data, receiver, 1);
  RunningServer server(With(data, receiver, kPause));
  EXPECT_EQ(receiver.WaitFor(2).size(), 2u);
  receiver.Answer(503);
  server.PostTo("/v1/conversations/k0/messages", {{"agent", "lili"}, {"text", "亲，我来了"}});
  server.PostTo("/v1/conversations/k0/messages", {{"agent", "lili"}, {"text", "马上帮您看"}});
  receiver.WaitForAttempts(3);
  server.clock().Advance(-std::chrono::minutes(20));
  receiver.Answer(200);
  EXPECT_EQ(receiver.WaitFor(4).size(), 4u);
}

// Whatever the clock says, what was accepted is answered and the talk goes on.
TEST(ClockThatJumps, MessagesAreAnsweredOnBothKindsOfChannel) {
  for (const Millis jump : {Millis(-hours(24)), Millis(hours(24))}) {
    const TemporaryFolder data;
    Receiver receiver;
    SendToEarlierRun(data, receiver, 1);
    RunningServer server(With(data, receiver, jump));
    EXPECT_EQ(receiver.WaitFor(2).size(), 2u) << "accepted before the clock was set";
    const auto first = server.Post(MessageOf("web", "c1", "m1", "能便宜点吗").dump());
    ASSERT_TRUE(first);
    server.clock().Advance(-jump);
    for (const char* text : {"270可以吗", "再少点", "包邮吗"}) {
      const auto response = server.Post(MessageOf("web", "c1", text, text).dump());
      ASSERT_TRUE(response);
      EXPECT_EQ(response->status, 200);
      EXPECT_FALSE(json::parse(response->body).at("replies").empty()) << text;
    }
    const json again =
        json::parse(server.Post(MessageOf("web", "c1", "m1", "能便宜点吗").dump())->body);
    EXPECT_EQ(again.at("duplicate"), true);
    EXPECT_EQ(again.at("replies"), json::parse(first->body).at("replies"));
    EXPECT_EQ(server.Get("/v1/conversations/c1").at("bargains").size(), 1u);
  }
}

}  // namespace
}  // namespace xiaoer
