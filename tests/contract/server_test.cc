// What a peer of the webhook sees.
#include "tests/contract/running_server.h"

#include <thread>

namespace xiaoer {
namespace {

using nlohmann::json;

ServerSetup In(const TemporaryFolder& data, std::string secret = {}) {
  ServerSetup setup;
  setup.data = data.path();
  setup.secret = std::move(secret);
  return setup;
}

std::string Message(const std::string& id, const std::string& text,
                    const std::string& conversation = "c1") {
  return json{{"shop", "demo"},
              {"channel", "web"},
              {"conversation", conversation},
              {"buyer", {{"id", "buyer-1"}}},
              {"message", {{"id", id}, {"text", text}}},
              {"context", {{"product", "p-300"}}}}
      .dump();
}

TEST(Server, AnswersWithTheDocumentedShapeAndExplainsIt) {
  const TemporaryFolder data;
  const RunningServer server(In(data));
  const auto response = server.Post(Message("m1", "在吗 能便宜点吗"));
  ASSERT_TRUE(response);
  ASSERT_EQ(response->status, 200) << response->body;
  const json answer = json::parse(response->body);
  EXPECT_EQ(answer.at("conversation"), "c1");
  EXPECT_EQ(answer.at("in_reply_to"), "m1");
  EXPECT_EQ(answer.at("duplicate"), false);
  EXPECT_EQ(answer.at("owner"), "bot");
  EXPECT_EQ(answer.at("mode"), "auto");
  EXPECT_TRUE(answer.at("handoff").is_null());
  EXPECT_TRUE(answer.at("suggestions").empty());
  ASSERT_FALSE(answer.at("replies").empty());
  for (const json& reply : answer.at("replies")) {
    EXPECT_FALSE(reply.at("id").get<std::string>().empty());
    EXPECT_FALSE(reply.at("text").get<std::string>().empty());
  }
  std::vector<std::string> intents;
  for (const json& intent : answer.at("intents")) intents.push_back(intent.at("name"));
  EXPECT_EQ(intents, (std::vector<std::string>{"greet", "bargain"}));

  const auto receipt =
      server.Client().Get("/v1/receipts/" + answer.at("receipt").get<std::string>());
  ASSERT_TRUE(receipt);
  ASSERT_EQ(receipt->status, 200);
  const json why = json::parse(receipt->body);
  EXPECT_EQ(why.at("text"), "在吗 能便宜点吗");
  EXPECT_EQ(why.at("intents").size(), 2u);
  EXPECT_NE(why.at("intents")[1].at("where").get<std::string>().find("price.yaml:"),
            std::string::npos);
  EXPECT_EQ(server.Client().Get("/v1/receipts/rc_nothing")->status, 404);
}

TEST(Server, TheSameMessageGetsTheSameAnswerAlsoAfterARestart) {
  const TemporaryFolder data;
  json first;
  {
    const RunningServer server(In(data));
    first = json::parse(server.Post(Message("m1", "能便宜点吗"))->body);
    json again = json::parse(server.Post(Message("m1", "能便宜点吗"))->body);
    EXPECT_EQ(again.at("duplicate"), true);
    again["duplicate"] = false;
    EXPECT_EQ(again, first);
  }
  const RunningServer server(In(data));
  json again = json::parse(server.Post(Message("m1", "能便宜点吗"))->body);
  EXPECT_EQ(again.at("duplicate"), true);
  again["duplicate"] = false;
  EXPECT_EQ(again, first);
  // The conversation goes on where it was: no second greeting, bargaining continues.
  const json next = json::parse(server.Post(Message("m2", "再便宜点"))->body);
  EXPECT_EQ(next.at("duplicate"), false);
  EXPECT_NE(next.at("replies"), first.at("replies"));
}

TEST(Server, ConcurrentRetriesOfOneMessageGetOneAnswer) {
  const TemporaryFolder data;
  const RunningServer server(In(data));
  std::vector<std::thread> threads;
  std::vector<json> answers(8);
  for (json& answer : answers) {
    threads.emplace_back(
        [&server, &answer] { answer = json::parse(server.Post(Message("m1", "包邮吗"))->body); });
  }
  for (std::thread& t : threads) t.join();
  int firsts = 0;
  for (json& answer : answers) {
    if (!answer.at("duplicate")) ++firsts;
    answer["duplicate"] = false;
    EXPECT_EQ(answer, answers.front());
  }
  EXPECT_EQ(firsts, 1);
}

TEST(Server, BadRequestsAreExplainedAndChangeNothing) {
  const TemporaryFolder data;
  const RunningServer server(In(data));
  for (const char* bad : {"", "{", "[]", "{}", R"({"shop":5})", "\xff"}) {
    const auto response = server.Post(bad);
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 400) << bad;
    EXPECT_FALSE(json::parse(response->body).at("error").at("message").get<std::string>().empty());
  }
  const auto large = server.Post(std::string(300 * 1024, 'x'));
  ASSERT_TRUE(large);
  EXPECT_EQ(large->status, 413);
  EXPECT_EQ(json::parse(large->body).at("error").at("code"), "too_large");
  EXPECT_EQ(server.Client().Get("/v1/messages")->status, 405);
  EXPECT_EQ(server.Client().Get("/nothing")->status, 404);
  EXPECT_EQ(json::parse(server.Client().Get("/nothing")->body).at("error").at("code"), "not_found");
  const json answer = json::parse(server.Post(Message("m1", "你好"))->body);
  EXPECT_EQ(answer.at("duplicate"), false);
}

TEST(Server, SignaturesAreRequiredWhereASecretIsSet) {
  constexpr std::string_view kSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const TemporaryFolder data;
  const RunningServer server(In(data, std::string(kSecret)));
  const std::string body = Message("m1", "你好");
  const auto signer = StandardWebhooks::FromSecrets(kSecret).value();
  const Instant now = HandClock().Now();
  const auto headers = [&](Instant t, const std::string& signature) {
    return httplib::Headers{{"webhook-id", "msg_1"},
                            {"webhook-timestamp", std::to_string(ToMillis(t) / 1000)},
                            {"webhook-signature", signature}};
  };
  EXPECT_EQ(server.Post(body)->status, 401);
  EXPECT_EQ(server.Post(body, headers(now, "v1,AAAA"))->status, 401);
  const Instant stale = now - std::chrono::minutes(6);
  EXPECT_EQ(server.Post(body, headers(stale, signer.Sign("msg_1", stale, body)))->status, 401);
  const auto good = server.Post(body, headers(now, signer.Sign("msg_1", now, body)));
  EXPECT_EQ(good->status, 200) << good->body;
  EXPECT_EQ(json::parse(good->body).at("duplicate"), false);
}

TEST(Server, ABuyerWhoFloodsIsToldToWaitAndNothingIsLost) {
  const TemporaryFolder data;
  ServerSetup setup = In(data);
  setup.buyer_rate = {1, 3};
  RunningServer server(setup);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(server.Post(Message("m" + std::to_string(i), "在吗"))->status, 200);
  }
  const auto refused = server.Post(Message("m3", "能便宜点吗"));
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 429);
  EXPECT_EQ(refused->get_header_value("Retry-After"), "1");
  EXPECT_EQ(json::parse(refused->body)["error"]["code"], "too_many_requests");
  // What was answered before is answered again, and another buyer is not concerned.
  EXPECT_EQ(json::parse(server.Post(Message("m0", "在吗"))->body)["duplicate"], true);
  json other = json::parse(Message("m4", "在吗", "c2"));
  other["buyer"]["id"] = "buyer-2";
  EXPECT_EQ(server.Post(other.dump())->status, 200);
  std::this_thread::sleep_for(std::chrono::milliseconds(1100));
  EXPECT_EQ(server.Post(Message("m3", "能便宜点吗"))->status, 200);
}

TEST(Server, TakesABodyWhateverItIsCalledAndNoneAtAll) {
  const TemporaryFolder data;
  RunningServer server(In(data));
  const std::string large = Message("m1", "在吗" + std::string(1500, 'x'));
  const auto form = server.Client().Post("/v1/messages", large + std::string(9000, ' '),
                                         "application/x-www-form-urlencoded");
  ASSERT_TRUE(form);
  EXPECT_EQ(form->status, 200) << form->body;
  const auto none = server.Client().Post("/v1/conversations/c1/close");
  ASSERT_TRUE(none);
  EXPECT_EQ(none->status, 200) << none->body;
}

TEST(Server, EveryAnswerCarriesTheRequestsId) {
  const TemporaryFolder data;
  RunningServer server(In(data));
  const auto own = server.Client().Get("/healthz", {{"X-Request-Id", "abc-1"}});
  EXPECT_EQ(own->get_header_value("X-Request-Id"), "abc-1");
  const auto hostile = server.Client().Get("/healthz", {{"X-Request-Id", "a%0d%0aSet-Cookie: b"}});
  EXPECT_EQ(hostile->get_header_value("X-Request-Id").rfind("rq_", 0), 0u);
  EXPECT_FALSE(hostile->has_header("Set-Cookie"));
  const auto lost = server.Client().Get("/nowhere");
  EXPECT_EQ(lost->status, 404);
  EXPECT_EQ(lost->get_header_value_count("X-Request-Id"), 1u);
}

TEST(Server, AReceiptIsForAgentsWhereThereAreTokens) {
  const TemporaryFolder data;
  ServerSetup setup = In(data);
  setup.agents["lili"] = "0123456789abcdef";
  RunningServer server(setup);
  const json answer = json::parse(server.Post(Message("m1", "在吗"))->body);
  const std::string path = "/v1/receipts/" + answer["receipt"].get<std::string>();
  EXPECT_EQ(server.Client().Get(path)->status, 401);
  const httplib::Headers token = {{"Authorization", "Bearer 0123456789abcdef"}};
  EXPECT_EQ(server.Client().Get(path, token)->status, 200);
}

TEST(Server, HealthTellsThePack) {
  const TemporaryFolder data;
  const RunningServer server(In(data));
  const auto response = server.Client().Get("/healthz");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(json::parse(response->body).at("status"), "ok");
  EXPECT_FALSE(json::parse(response->body).at("pack").get<std::string>().empty());
}

}  // namespace
}  // namespace xiaoer
