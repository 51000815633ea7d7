// The agents' side of the API, and Rasa's door.
#include "tests/contract/running_server.h"

namespace xiaoer {
namespace {

using nlohmann::json;

class DeskTest : public ::testing::Test {
 protected:
  ServerSetup Options() const {
    ServerSetup setup;
    setup.data = data_.path();
    return setup;
  }
  json Say(const RunningServer& server, const std::string& id, const std::string& text,
           const std::string& conversation = "c1") {
    const auto response = server.Post(MessageOf("web", conversation, id, text).dump());
    return json::parse(response->body);
  }

  const TemporaryFolder data_;
};

TEST_F(DeskTest, TheQueueHasTheMostUrgentFirst) {
  const RunningServer server(Options());
  Say(server, "m1", "我要退款", "calm");
  Say(server, "m1", "漏电电到我了", "urgent");
  Say(server, "m1", "发什么快递", "nothing");
  const json waiting = server.Get("/v1/queue").at("waiting");
  ASSERT_EQ(waiting.size(), 2u);
  EXPECT_EQ(waiting[0].at("conversation"), "urgent");
  EXPECT_EQ(waiting[0].at("urgency"), "urgent");
  EXPECT_EQ(waiting[0].at("owner"), "queued");
  EXPECT_FALSE(waiting[0].at("reason").get<std::string>().empty());
}

TEST_F(DeskTest, AConversationIsTakenSpokenInGivenBackAndClosed) {
  {
    RunningServer server(Options());
    Say(server, "m1", "能便宜点吗");
    const json taken = server.PostTo("/v1/conversations/c1/take", {{"agent", "lili"}});
    EXPECT_EQ(taken.at("owner"), "human");
    EXPECT_EQ(taken.at("agent"), "lili");
    EXPECT_TRUE(Say(server, "m2", "在吗").at("replies").empty());
    const json said =
        server.PostTo("/v1/conversations/c1/messages",
                      {{"agent", {{"id", "lili"}}}, {"message", {{"id", "a1"}, {"text", "亲"}}}});
    EXPECT_EQ(said.at("message").at("id"), "a1");
    // The same id again changes nothing.
    server.PostTo("/v1/conversations/c1/messages",
                  {{"agent", "lili"}, {"message", {{"id", "a1"}, {"text", "亲"}}}});
  }
  // A take-over survives a restart.
  RunningServer server(Options());
  const json view = server.Get("/v1/conversations/c1");
  EXPECT_EQ(view.at("owner"), "human");
  int agents = 0;
  for (const json& line : view.at("transcript")) agents += line.at("sender") == "agent" ? 1 : 0;
  EXPECT_EQ(agents, 1);
  EXPECT_FALSE(view.at("transcript")[0].at("receipt").get<std::string>().empty());
  EXPECT_EQ(server.PostTo("/v1/conversations/c1/return", {}).at("owner"), "returned");
  EXPECT_FALSE(Say(server, "m3", "发什么快递").at("replies").empty());
  EXPECT_EQ(server.PostTo("/v1/conversations/c1/close", {}).at("owner"), "closed");
  EXPECT_EQ(Say(server, "m4", "多少钱").at("owner"), "bot");
}

TEST_F(DeskTest, AnIdleTakeOverReturnsByPolicy) {
  RunningServer server(Options());
  Say(server, "m1", "能便宜点吗");
  server.PostTo("/v1/conversations/c1/take", {{"agent", "lili"}});
  server.clock().Advance(std::chrono::minutes(29));
  EXPECT_TRUE(Say(server, "m2", "发什么快递").at("replies").empty());
  server.clock().Advance(std::chrono::minutes(1));
  const json answer = Say(server, "m3", "发什么快递呀");
  EXPECT_EQ(answer.at("owner"), "returned");
  EXPECT_FALSE(answer.at("replies").empty());
}

TEST_F(DeskTest, AnAgentAtTheDeskTurnsAnswersIntoSuggestionsThatCanBeSentOnce) {
  RunningServer server(Options());
  Say(server, "m1", "能便宜点吗");
  server.PostTo("/v1/agents/presence", {{"agent", "lili"}, {"present", true}});
  const json answer = Say(server, "m2", "270可以吗");
  EXPECT_EQ(answer.at("mode"), "suggest");
  EXPECT_TRUE(answer.at("replies").empty());
  ASSERT_FALSE(answer.at("suggestions").empty());
  const std::string id = answer.at("suggestions")[0].at("id");
  const json sent = server.PostTo("/v1/suggestions/" + id + "/accept", {{"agent", "lili"}});
  EXPECT_EQ(sent.at("owner"), "human");
  EXPECT_EQ(sent.at("message").at("text"), answer.at("suggestions")[0].at("text"));
  // What was offered stands, and the same suggestion is not sent twice.
  EXPECT_FALSE(server.Get("/v1/conversations/c1").at("promises").empty());
  const json again = server.PostTo("/v1/suggestions/" + id + "/accept", {{"agent", "lili"}});
  EXPECT_EQ(again.at("error").at("code"), "conflict");
  server.PostTo("/v1/agents/presence", {{"agent", "lili"}, {"present", false}});
  EXPECT_EQ(Say(server, "m1", "你好", "c2").at("mode"), "auto");
}

TEST_F(DeskTest, PresenceIsForgottenWhenNothingIsHeardOfTheAgent) {
  RunningServer server(Options());
  server.PostTo("/v1/agents/presence", {{"agent", "lili"}, {"present", true}});
  EXPECT_EQ(Say(server, "m1", "你好").at("mode"), "suggest");
  server.clock().Advance(std::chrono::minutes(30));
  EXPECT_EQ(Say(server, "m2", "多少钱").at("mode"), "auto");
}

TEST_F(DeskTest, OurOwnWordsComingBackAreNoPerson) {
  RunningServer server(Options());
  const json answer = Say(server, "m1", "发什么快递");
  const auto as_agent = [&](const std::string& id, const std::string& text) {
    json message = MessageOf("web", "c1", id, text);
    message["message"]["sender"] = "agent";
    return json::parse(server.Post(message.dump())->body);
  };
  const json& reply = answer.at("replies")[0];
  EXPECT_EQ(as_agent(reply.at("id"), "whatever").at("echo"), true);
  EXPECT_EQ(as_agent("platform-7", reply.at("text")).at("echo"), true);
  EXPECT_EQ(server.Get("/v1/conversations/c1").at("owner"), "bot");
  // Somebody at the platform's own desk is a person.
  EXPECT_EQ(as_agent("platform-8", "亲，我来接待您").at("owner"), "human");
}

TEST_F(DeskTest, OneIdInTwoChannelsMustBeToldApart) {
  const RunningServer server(Options());
  Say(server, "m1", "你好");
  server.Post(MessageOf("app", "c1", "m1", "你好").dump());
  EXPECT_EQ(server.Get("/v1/conversations/c1").at("error").at("code"), "conflict");
  EXPECT_EQ(server.Get("/v1/conversations/c1?channel=app").at("channel"), "app");
  EXPECT_EQ(server.Get("/v1/conversations/nobody").at("error").at("code"), "not_found");
}

TEST_F(DeskTest, TokensAreAskedForAndNobodySpeaksInAnothersName) {
  ServerSetup setup = Options();
  setup.agents["lili"] = "0123456789abcdef-lili";
  setup.admin = "0123456789abcdef-admin";
  const RunningServer server(setup);
  Say(server, "m1", "我要退款");
  EXPECT_EQ(server.Get("/v1/queue").at("error").at("code"), "unauthorized");
  EXPECT_EQ(server.Get("/v1/queue", {{"Authorization", "Bearer wrong"}}).at("error").at("code"),
            "unauthorized");
  const httplib::Headers lili = {{"Authorization", "Bearer 0123456789abcdef-lili"}};
  EXPECT_EQ(server.Get("/v1/queue", lili).at("waiting").size(), 1u);
  EXPECT_EQ(server.PostTo("/v1/conversations/c1/take", {{"agent", "boss"}}, lili).at("agent"),
            "lili");
}

TEST_F(DeskTest, BadRequestsNameTheField) {
  const RunningServer server(Options());
  Say(server, "m1", "你好");
  const auto message = [&](const std::string& path, const json& body) {
    return server.PostTo(path, body).at("error").at("message").get<std::string>();
  };
  EXPECT_NE(message("/v1/agents/presence", {{"agent", "lili"}}).find("present"), std::string::npos);
  EXPECT_NE(message("/v1/agents/presence", {{"agent", 5}, {"present", true}}).find("agent"),
            std::string::npos);
  EXPECT_NE(message("/v1/conversations/c1/messages", {{"agent", "lili"}}).find("text"),
            std::string::npos);
}

TEST_F(DeskTest, RasasClientsAreAnswered) {
  const RunningServer server(Options());
  const json replies =
      server.PostTo("/webhooks/rest/webhook", {{"sender", "u1"}, {"message", "发什么快递"}});
  ASSERT_TRUE(replies.is_array());
  ASSERT_FALSE(replies.empty());
  EXPECT_EQ(replies[0].at("recipient_id"), "u1");
  EXPECT_FALSE(replies[0].at("text").get<std::string>().empty());
}

}  // namespace
}  // namespace xiaoer
