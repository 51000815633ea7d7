// What an operator sees of the server, and what an operator must not see of the buyers.
#include <algorithm>
#include <map>
#include <optional>
#include <sstream>

#include "tests/contract/receiver.h"
#include "tests/contract/running_server.h"

namespace xiaoer {
namespace {

using nlohmann::json;

ServerSetup In(const TemporaryFolder& data) {
  ServerSetup setup;
  setup.data = data.path();
  return setup;
}

std::map<std::string, double> Figures(const RunningServer& server) {
  const auto response = server.Client().Get("/metrics");
  EXPECT_TRUE(response);
  if (!response) return {};
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->get_header_value("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
  std::map<std::string, double> figures;
  std::istringstream lines(response->body);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("#")) continue;
    const std::size_t blank = line.rfind(' ');
    figures[line.substr(0, blank)] = std::stod(line.substr(blank + 1));
  }
  return figures;
}

// The same, once these have risen so far: a request is counted when its answer is on its way.
std::map<std::string, double> FiguresOnce(const RunningServer& server,
                                          const std::map<std::string, double>& least) {
  for (int i = 0;; ++i) {
    auto figures = Figures(server);
    const bool all = std::all_of(least.begin(), least.end(), [&](const auto& entry) {
      return figures[entry.first] >= entry.second;
    });
    if (all || i == 100) return figures;
    std::this_thread::sleep_for(Millis(20));
  }
}

TEST(Watch, CountsRiseWithATalk) {
  const TemporaryFolder data;
  const RunningServer server(In(data));
  const auto before = Figures(server);
  EXPECT_EQ(before.at("xiaoer_turns_total{mode=\"auto\"}"), 0);
  EXPECT_EQ(before.at("xiaoer_queue_conversations"), 0);

  (void)server.Post(MessageOf("web", "c1", "m1", "能便宜点吗").dump());
  (void)server.Post(MessageOf("web", "c1", "m1", "能便宜点吗").dump());  // a retry
  (void)server.Post(MessageOf("web", "c1", "m2", "叽里咕噜阿巴阿巴").dump());
  (void)server.Post(MessageOf("web", "c1", "m3", "转人工").dump());
  (void)server.Post(MessageOf("made-up", "c2", "m1", "发什么快递").dump());
  (void)server.Post("{}");
  (void)server.Client().Get("/nothing/here");

  const std::string answered = "xiaoer_http_requests_total{route=\"/v1/messages\",status=\"200\"}";
  const std::string refused = "xiaoer_http_requests_total{route=\"/v1/messages\",status=\"400\"}";
  const std::string unknown = "xiaoer_http_requests_total{route=\"other\",status=\"404\"}";
  const auto after = FiguresOnce(server, {{answered, 5}, {refused, 1}, {unknown, 1}});
  const auto rose = [&](const std::string& name) {
    const auto was = before.find(name);
    return after.at(name) - (was == before.end() ? 0 : was->second);
  };
  EXPECT_EQ(rose("xiaoer_messages_total{channel=\"web\",result=\"answered\"}"), 3);
  EXPECT_EQ(rose("xiaoer_messages_total{channel=\"web\",result=\"duplicate\"}"), 1);
  EXPECT_EQ(rose("xiaoer_messages_total{channel=\"other\",result=\"answered\"}"), 1);
  EXPECT_EQ(rose("xiaoer_turns_total{mode=\"auto\"}"), 4);
  EXPECT_EQ(rose("xiaoer_understood_total"), 3);
  EXPECT_EQ(rose("xiaoer_not_understood_total"), 1);
  EXPECT_EQ(rose("xiaoer_handoffs_total{reason=\"买家要求人工接待\",kind=\"given\"}"), 1);
  EXPECT_EQ(after.at("xiaoer_queue_conversations"), 1);
  for (const char* stage : {"accept", "request"}) {
    EXPECT_EQ(rose("xiaoer_stage_seconds_count{stage=\"" + std::string(stage) + "\"}"), 5);
  }
  for (const char* stage : {"respond", "commit"}) {
    EXPECT_EQ(rose("xiaoer_stage_seconds_count{stage=\"" + std::string(stage) + "\"}"), 4);
  }
  EXPECT_GT(after.at("xiaoer_stage_seconds_sum{stage=\"request\"}"), 0);
  EXPECT_EQ(rose("xiaoer_store_seconds_count{operation=\"commit\"}"), 4);
  EXPECT_EQ(rose("xiaoer_store_batch_size_sum"), 4);
  EXPECT_EQ(rose(answered), 5);
  EXPECT_EQ(rose(refused), 1);
  EXPECT_EQ(rose(unknown), 1);
  EXPECT_GT(after.at("process_resident_memory_bytes"), 1'000'000);
  EXPECT_EQ(after.at("process_start_time_seconds"), 1'794'398'400);
}

TEST(Watch, DeliveriesAndTheOutboxAreCounted) {
  const TemporaryFolder data;
  Receiver receiver;
  receiver.Answer(503);
  ServerSetup setup = In(data);
  setup.channels["bridge"] = {receiver.url(), {}};
  {
    const RunningServer server(setup);
    (void)server.Post(MessageOf("bridge", "c1", "m1", "发什么快递").dump());
    const auto figures = Figures(server);
    EXPECT_EQ(figures.at("xiaoer_waiting_messages"), 1);
    EXPECT_EQ(figures.at("xiaoer_messages_total{channel=\"bridge\",result=\"accepted\"}"), 1);
  }
  // The pause is not waited for in real time: the message is due when the next run starts.
  setup.later = std::chrono::seconds(9);
  RunningServer server(setup);
  receiver.WaitForAttempts(1);
  server.clock().Advance(std::chrono::seconds(60));
  auto figures = Figures(server);
  EXPECT_EQ(figures.at("xiaoer_waiting_messages"), 0);
  EXPECT_GE(figures.at("xiaoer_outbox_entries"), 1);
  EXPECT_GE(figures.at("xiaoer_outbox_oldest_seconds"), 60);

  receiver.Answer(200);
  ASSERT_GE(receiver.WaitFor(1).size(), 1u);
  // Taken by the receiver; to be settled in the store a moment later.
  for (int i = 0; i < 100 && figures.at("xiaoer_outbox_entries") > 0; ++i) {
    std::this_thread::sleep_for(Millis(20));
    figures = Figures(server);
  }
  EXPECT_EQ(figures.at("xiaoer_outbox_entries"), 0);
  EXPECT_EQ(figures.at("xiaoer_outbox_oldest_seconds"), 0);
  EXPECT_GE(figures.at("xiaoer_deliveries_total{channel=\"bridge\",result=\"failed\"}"), 1);
  EXPECT_GE(figures.at("xiaoer_deliveries_total{channel=\"bridge\",result=\"delivered\"}"), 1);
  EXPECT_GE(figures.at("xiaoer_stage_seconds_count{stage=\"deliver\"}"), 2);
}

TEST(Watch, FiguresAreForTheAdministratorAndTheScraper) {
  const TemporaryFolder data;
  ServerSetup setup = In(data);
  setup.agents = {{"lili", "token-of-lili-0001"}};
  setup.admin = "token-of-the-admin";
  setup.metrics_token = "token-of-the-scraper";
  const RunningServer server(setup);
  const auto status = [&](const std::string& token) {
    httplib::Headers headers;
    if (!token.empty()) headers.emplace("Authorization", "Bearer " + token);
    return server.Client().Get("/metrics", headers)->status;
  };
  EXPECT_EQ(status(""), 401);
  EXPECT_EQ(status("token-of-lili-0001"), 401);
  EXPECT_EQ(status("token-of-the-admin"), 200);
  EXPECT_EQ(status("token-of-the-scraper"), 200);
  // … which opens nothing else.
  const auto queue =
      server.Client().Get("/v1/queue", {{"Authorization", "Bearer token-of-the-scraper"}});
  EXPECT_EQ(queue->status, 401);
}

TEST(Watch, ATurnIsOneLineThatLeadsToItsReceipt) {
  const TemporaryFolder data;
  RunningServer server(In(data));
  const auto response = server.Post(MessageOf("web", "c1", "m1", "能便宜点吗").dump());
  const json answer = json::parse(response->body);
  (void)server.Post(MessageOf("web", "c1", "m2", "还能再少点吗").dump());
  (void)server.Post(MessageOf("web", "c2", "m1", "在吗").dump());
  const auto lines = server.LogLines(3);
  ASSERT_EQ(lines.size(), 3u);
  const json turn = json::parse(lines[0]);
  EXPECT_EQ(turn.at("event"), "turn");
  EXPECT_EQ(turn.at("level"), "info");
  EXPECT_EQ(turn.at("time"), "2026-11-11T20:00:00.000+08:00");
  EXPECT_EQ(turn.at("request"), response->get_header_value("X-Request-Id"));
  EXPECT_EQ(turn.at("receipt"), answer.at("receipt"));
  EXPECT_EQ(turn.at("intents"), json::array({"bargain"}));
  EXPECT_EQ(turn.at("replies").at(0), "bargain.value");
  EXPECT_EQ(turn.at("owner"), "bot");
  EXPECT_EQ(turn.at("mode"), "auto");
  EXPECT_FALSE(turn.at("rules").empty());
  EXPECT_GT(turn.at("micros").get<int>(), 0);
  EXPECT_EQ(json::parse(lines[1]).at("conversation"), turn.at("conversation"));
  EXPECT_NE(json::parse(lines[2]).at("conversation"), turn.at("conversation"));
}

// Everything a stranger can put somewhere, at the level that logs the most.
TEST(Watch, NothingPrivateAndNoForgedLineReachesTheLog) {
  const TemporaryFolder data;
  Receiver receiver;
  ServerSetup setup = In(data);
  setup.channels["bridge"] = {receiver.url(), {}};
  setup.agents = {{"lili", "token-of-lili-0001"}};
  setup.admin = "token-of-the-admin";
  std::vector<std::string> lines;
  const auto take = [&](std::vector<std::string> more) {
    lines.insert(lines.end(), more.begin(), more.end());
  };
  const std::string forged =
      "\n{\"time\":\"x\",\"level\":\"info\",\"event\":\"forged\"}\r\n\x1B[31m";
  const char* texts[] = {"我电话13800138000，地址浙江省杭州市西湖区文三路88号2栋502室",
                         "身份证330102199001011234 卡号6222021234567890123",
                         "订单2026111100012345 单号SF1234567890123 在哪",
                         "１３８　００１３　８０００ 一三八零零一三八零零零"};
  std::optional<RunningServer> server(std::in_place, setup);
  int n = 0;
  for (const char* channel : {"web", "bridge"}) {
    for (const char* text : texts) {
      json message =
          MessageOf(channel, "13800138000", "13800138000-" + std::to_string(++n), text + forged);
      message["buyer"] = {{"id", "buyer-13800138000"}, {"name", "王丽丽13800138000"}};
      message["context"]["product"] = "13800138000";
      (void)server->Post(message.dump());
    }
  }
  json strange = MessageOf("13800138000" + forged, "13800138000", "x1", "在吗");
  strange["shop"] = "13800138000" + forged;
  (void)server->Post(strange.dump());
  strange["shop"] = "13800138000\"},{\"event\":\"forged\"";
  strange["channel"] = "13800138000\u202E";
  (void)server->Post(strange.dump());
  strange["13800138000" + forged] = forged;
  (void)server->Post(strange.dump());
  (void)server->Post("{\"shop\":\"13800138000\\u000a\"");
  (void)server->Client().Post("/v1/messages?token=token-of-the-admin", "13800138000", "text/plain");
  (void)server->Client().Get("/v1/receipts/13800138000");
  (void)server->Client().Get("/v1/queue?token=token-of-the-admin");
  (void)server->Client().Get("/v1/queue", {{"Authorization", "Bearer token-of-someone-else"}});
  (void)server->Client().Get("/v1/conversations/13800138000",
                             {{"Authorization", "Bearer token-of-lili-0001"}});
  (void)server->Client().Get("/%0a%7b13800138000");
  // Five turns, four accepted, eight refused.
  take(server->LogLines(17));
  server.reset();
  setup.later = std::chrono::seconds(9);
  server.emplace(setup);
  (void)receiver.WaitFor(1);
  take(server->LogLines(2));

  ASSERT_GE(lines.size(), 19u);
  std::map<std::string, int> events;
  for (const std::string& line : lines) {
    EXPECT_EQ(line.find_first_of("\n\r\x1B"), std::string::npos) << line;
    const json entry = json::parse(line, nullptr, false);
    ASSERT_TRUE(entry.is_object()) << line;
    ++events[entry.value("event", "")];
    for (const char* secret :
         {"13800138", "8000", "１３８", "一三八", "330102", "6222", "20261111000", "SF1234",
          "文三路", "502", "王丽丽", "buyer-", "token-of"}) {
      EXPECT_EQ(line.find(secret), std::string::npos) << secret << " in " << line;
    }
  }
  EXPECT_EQ(events.count("forged"), 0u);
  for (const char* event : {"turn", "accepted", "refused", "delivered"}) {
    EXPECT_GE(events[event], 1) << event;
  }
}

TEST(Watch, TextsAreNotLoggedUnlessDebugging) {
  const TemporaryFolder data;
  ServerSetup setup = In(data);
  setup.log_level = LogLevel::kInfo;
  RunningServer server(setup);
  (void)server.Post(MessageOf("web", "c1", "m1", "能便宜点吗").dump());
  const auto lines = server.LogLines(1);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].find("便宜"), std::string::npos);
}

TEST(Watch, AReloadIsToldWithItsMistakes) {
  const TemporaryFolder data;
  RunningServer server(In(data));
  Diagnostics wrong;
  wrong.Error({"dialogs/answers.yaml", 12, 3}, "unknown reply nothing.here");
  server.watch().NoteReload(false, server.pack(), wrong);
  server.watch().NoteReload(true, server.pack(), {});
  const auto lines = server.LogLines(2);
  const json failed = json::parse(lines.at(0));
  EXPECT_EQ(failed.at("event"), "reload_failed");
  EXPECT_EQ(failed.at("level"), "error");
  EXPECT_EQ(failed.at("diagnostics").at(0), wrong.all()[0].ToString());
  EXPECT_EQ(json::parse(lines.at(1)).at("event"), "reloaded");
  const auto figures = Figures(server);
  EXPECT_EQ(figures.at("xiaoer_pack_reloads_total{result=\"ok\"}"), 1);
  EXPECT_EQ(figures.at("xiaoer_pack_reloads_total{result=\"failed\"}"), 1);
}

}  // namespace
}  // namespace xiaoer
