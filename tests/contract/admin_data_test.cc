// The administrator's side of the API: what is kept is copied, shown, deleted, sent again.
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "tests/contract/receiver.h"
#include "tests/contract/running_server.h"

namespace xiaoer {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* kPhone = "13912345678";

// Every byte of every file below a folder.
std::string AllBytes(const std::string& folder) {
  std::string all;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    all += out.str();
  }
  return all;
}

std::size_t CountOf(const std::string& text, const std::string& what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) {
    ++count;
  }
  return count;
}

class AdminDataTest : public ::testing::Test {
 protected:
  ServerSetup DemoSetup() const {
    ServerSetup setup;
    setup.data = data_.path();
    return setup;
  }
  static json Say(const RunningServer& server, const std::string& buyer,
                  const std::string& conversation, const std::string& id, const std::string& text,
                  const std::string& channel = "web") {
    json message = MessageOf(channel, conversation, id, text);
    message["buyer"]["id"] = buyer;
    message["buyer"]["name"] = "name-of-" + buyer;
    return json::parse(server.Post(message.dump())->body);
  }

  const TemporaryFolder data_;
};

TEST_F(AdminDataTest, ABackupTakenWhileMessagesComeInIsAWholeServer) {
  const TemporaryFolder restored;
  std::map<std::string, std::string> before;  // answers that were given before the backup
  {
    RunningServer server(DemoSetup());
    for (int i = 0; i < 20; ++i) {
      const std::string id = "m" + std::to_string(i);
      before[id] = Say(server, "buyer-1", "c1", id, "能便宜点吗" + std::to_string(i))["receipt"];
    }
    std::atomic<bool> done{false};
    std::atomic<int> sent{0};
    std::thread sender([&] {
      for (; !done; ++sent) {
        const std::string id = std::to_string(sent);
        EXPECT_TRUE(Say(server, "buyer-2", "busy" + id, "m1", "发什么快递").contains("receipt"));
      }
    });
    while (sent < 10) std::this_thread::sleep_for(Millis(1));
    const json made = server.PostTo("/v1/admin/backup", json::object());
    done = true;
    sender.join();
    ASSERT_TRUE(made.contains("file")) << made;
    EXPECT_EQ(made.at("name"), "xiaoer-20261111T120000Z.db");
    EXPECT_EQ(made.at("integrity"), "ok");
    const fs::path file = made.at("file").get<std::string>();
    EXPECT_EQ(made.at("bytes"), fs::file_size(file));
    EXPECT_EQ(fs::status(file).permissions() & (fs::perms::group_all | fs::perms::others_all),
              fs::perms::none);
    fs::copy_file(file, restored.path() + "/xiaoer.db");
  }
  ServerSetup setup = DemoSetup();
  setup.data = restored.path();
  RunningServer server(setup);
  for (const auto& [id, receipt] : before) {
    const json again = Say(server, "buyer-1", "c1", id, "能便宜点吗" + id.substr(1));
    EXPECT_EQ(again.at("duplicate"), true);
    EXPECT_EQ(again.at("receipt"), receipt);
    EXPECT_FALSE(server.Get("/v1/receipts/" + receipt).contains("error"));
  }
  EXPECT_EQ(server.Get("/v1/conversations/c1").at("transcript")[0].at("text"), "能便宜点吗0");
}

TEST_F(AdminDataTest, ABackupsNameIsNoPath) {
  const RunningServer server(DemoSetup());
  Say(server, "buyer-1", "c1", "m1", "在吗");
  for (const json& name :
       {json("../escaped.db"), json("/var/escaped.db"), json(".hidden"), json(".."), json("a/b"),
        json("a\\b"), json("名字"), json("a b"), json(std::string("a\0b", 3)), json("a\nb"),
        json(std::string(101, 'a')), json(""), json(7), json::array({"a"})}) {
    const auto response =
        server.Client().Post("/v1/admin/backup", json{{"to", name}}.dump(), "application/json");
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 400) << name;
  }
  EXPECT_FALSE(fs::exists(data_.path() + "/backups"));
  EXPECT_EQ(server.PostTo("/v1/admin/backup", {{"to", "before-sale.db"}}).at("integrity"), "ok");
  EXPECT_TRUE(fs::exists(data_.path() + "/backups/before-sale.db"));
  // None is overwritten, and nothing half-made is left.
  EXPECT_EQ(server.PostTo("/v1/admin/backup", {{"to", "before-sale.db"}}).at("error").at("code"),
            "conflict");
  EXPECT_EQ(std::distance(fs::directory_iterator(data_.path() + "/backups"), {}), 1);
}

TEST_F(AdminDataTest, AnExportHasEverythingAndNothingOfOthers) {
  RunningServer server(DemoSetup());
  Say(server, "buyer-1", "c1", "m1", std::string("我的手机是") + kPhone);
  Say(server, "buyer-1", "c2", "m1", "270可以吗");
  Say(server, "buyer-1", "c2", "m2", "好的");
  Say(server, "buyer-1", "c3", "m1", "在吗", "app");
  Say(server, "buyer-2", "other", "m1", "别人的话");
  server.PostTo("/v1/agents/presence", {{"agent", "lili"}, {"present", true}});
  Say(server, "buyer-1", "c1", "m2", "能便宜点吗");
  const json all = server.Get("/v1/admin/buyers/buyer-1");
  EXPECT_EQ(all.at("buyer").at("id"), "buyer-1");
  EXPECT_EQ(all.at("conversations").size(), 3u);
  EXPECT_EQ(all.at("inbox").size(), 5u);
  EXPECT_EQ(all.at("receipts").size(), 5u);
  EXPECT_GE(all.at("transcript").size(), 9u);
  EXPECT_FALSE(all.at("suggestions").empty());
  EXPECT_FALSE(all.at("promises").empty());
  EXPECT_FALSE(all.at("events").empty());
  const std::string text = all.dump();
  EXPECT_NE(text.find(kPhone), std::string::npos);
  EXPECT_EQ(text.find("别人的话"), std::string::npos);
  EXPECT_EQ(text.find("buyer-2"), std::string::npos);
  // Rows are objects, times are readable, JSON is no text.
  EXPECT_EQ(all.at("transcript")[0].at("at"), "2026-11-11T12:00:00.000Z");
  EXPECT_TRUE(all.at("receipts")[0].at("receipt").is_object());

  EXPECT_EQ(server.Get("/v1/admin/buyers/buyer-1?channel=app").at("conversations").size(), 1u);
  EXPECT_EQ(server.Get("/v1/admin/buyers/nobody").at("error").at("code"), "not_found");
  EXPECT_EQ(server.Get("/v1/admin/buyers/buyer-1?shop=elsewhere").at("error").at("code"),
            "not_found");
}

TEST_F(AdminDataTest, ADeletedBuyerLeavesNoByteBehind) {
  RunningServer server(DemoSetup());
  std::string more;  // more than a page, so that some of it is on pages of its own
  for (int i = 0; i < 200; ++i) more += "，再说一遍" + std::to_string(i);
  for (int i = 0; i < 10; ++i) {
    const std::string n = std::to_string(i);
    Say(server, "secret-buyer", "c" + n, "m1",
        "地址是暗号路5号，手机" + std::string(kPhone) + more);
    Say(server, "secret-buyer", "c" + n, "m2", "270可以吗");
    Say(server, "other", "o" + n, "m1", "别人的话" + n);
  }
  server.PostTo("/v1/conversations/c3/take", {{"agent", "lili"}});
  ASSERT_TRUE(server.store().folder().ClearLog().ok());
  ASSERT_GT(CountOf(AllBytes(data_.path()), kPhone), 10u);

  const auto response = server.Client().Delete("/v1/admin/buyers/secret-buyer");
  ASSERT_TRUE(response);
  const json answer = json::parse(response->body);
  EXPECT_EQ(answer.at("deleted").at("conversations"), 10) << answer;
  EXPECT_EQ(answer.at("deleted").at("inbox"), 20);
  EXPECT_EQ(answer.at("deleted").at("receipts"), 20);
  EXPECT_GT(answer.at("deleted").at("events"), 20);
  EXPECT_EQ(answer.at("log_cleared"), true);
  const std::string bytes = AllBytes(data_.path());
  for (const std::string gone : {kPhone, "暗号路", "secret-buyer", "再说一遍"}) {
    EXPECT_EQ(CountOf(bytes, gone), 0u) << gone;
  }
  EXPECT_GE(CountOf(bytes, "别人的话"), 10u);
  // Others are where they were, and the buyer is a stranger.
  EXPECT_EQ(server.Get("/v1/conversations/o3").at("buyer").at("id"), "other");
  EXPECT_EQ(server.Get("/v1/admin/buyers/secret-buyer").at("error").at("code"), "not_found");
  EXPECT_EQ(Say(server, "secret-buyer", "c3", "m1", "在吗").at("duplicate"), false);
  // Nothing there is no error: who deletes wants it gone.
  EXPECT_EQ(json::parse(server.Client().Delete("/v1/admin/buyers/nobody")->body).at("rows"), 0);
}

TEST_F(AdminDataTest, ABuyerIsDeletedWhileWriting) {
  ServerSetup setup = DemoSetup();
  setup.buyer_rate = {};  // as fast as it goes
  RunningServer server(setup);
  std::atomic<bool> done{false};
  std::vector<std::thread> senders;
  for (int t = 0; t < 2; ++t) {
    senders.emplace_back([&server, &done, t] {
      for (int i = 0; !done; ++i) {
        const std::string id = std::to_string(t) + "-" + std::to_string(i);
        const json answer = Say(server, "buyer-1", "c" + std::to_string(i % 3), id, "在吗");
        EXPECT_TRUE(answer.contains("receipt")) << answer;
      }
    });
  }
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(server.Client().Delete("/v1/admin/buyers/buyer-1")->status, 200);
  }
  done = true;
  for (std::thread& sender : senders) sender.join();
  EXPECT_EQ(server.Client().Delete("/v1/admin/buyers/buyer-1")->status, 200);
  EXPECT_EQ(server.Get("/v1/admin/buyers/buyer-1").at("error").at("code"), "not_found");
  EXPECT_EQ(AllBytes(data_.path()).find("buyer-1"), std::string::npos);
}

class DeadLettersTest : public AdminDataTest {
 protected:
  ServerSetup Asynchronous() const {
    ServerSetup setup = DemoSetup();
    setup.channels["app"] = {receiver_.url(), std::nullopt};
    return setup;
  }
  // Answered when the shop has waited for a further piece, some seconds later.
  static void Ask(const RunningServer& server, const std::string& conversation) {
    server.Post(MessageOf("app", conversation, "m1", "发什么快递").dump());
  }
  // An agent answers, at once.
  static void AskAPerson(const RunningServer& server, const std::string& conversation) {
    Ask(server, conversation);
    server.PostTo("/v1/conversations/" + conversation + "/messages",
                  {{"agent", "lili"}, {"text", "亲，发中通"}});
  }
  static json WaitForDeadLetters(const RunningServer& server, std::size_t count) {
    for (int i = 0; i < 1500; ++i) {
      const json dead = server.Get("/v1/admin/dead-letters").at("dead_letters");
      if (dead.size() >= count) return dead;
      std::this_thread::sleep_for(Millis(10));
    }
    return json::array();
  }

  Receiver receiver_;
};

TEST_F(DeadLettersTest, AreListedAndSentAgainWhenAskedFor) {
  receiver_.Answer(410);
  RunningServer server(Asynchronous());
  AskAPerson(server, "c1");
  AskAPerson(server, "c2");
  const json dead = WaitForDeadLetters(server, 2);
  ASSERT_EQ(dead.size(), 2u);
  EXPECT_EQ(dead[0].at("channel"), "app");
  EXPECT_FALSE(dead[0].at("error").get<std::string>().empty());
  EXPECT_EQ(dead[0].at("body").at("reply").at("id"), dead[0].at("id"));
  EXPECT_TRUE(server.Get("/v1/admin/dead-letters?channel=web").at("dead_letters").empty());

  const auto code = [&](const json& body) {
    return server.PostTo("/v1/admin/dead-letters/revive", body).at("error").at("code");
  };
  EXPECT_EQ(code(json::object()), "bad_request");
  EXPECT_EQ(code({{"id", ""}}), "bad_request");
  EXPECT_EQ(code({{"id", "re_nothing"}}), "not_found");
  EXPECT_EQ(server.PostTo("/v1/admin/dead-letters/revive", {{"channel", "web"}}).at("revived"), 0);

  receiver_.Answer(200);
  EXPECT_EQ(
      server.PostTo("/v1/admin/dead-letters/revive", {{"id", dead[0].at("id")}}).at("revived"), 1);
  ASSERT_EQ(receiver_.WaitFor(1).size(), 1u);
  EXPECT_EQ(receiver_.WaitFor(1)[0].id, dead[0].at("id"));
  EXPECT_EQ(server.PostTo("/v1/admin/dead-letters/revive", {{"channel", "app"}}).at("revived"), 1);
  EXPECT_EQ(receiver_.WaitFor(2).size(), 2u);
  EXPECT_TRUE(server.Get("/v1/admin/dead-letters").at("dead_letters").empty());
}

TEST_F(DeadLettersTest, OfTheBotStayDeadWhereAPersonSpeaks) {
  receiver_.Answer(410);
  RunningServer server(Asynchronous());
  Ask(server, "c1");
  server.clock().Advance(std::chrono::minutes(1));  // no further piece came
  ASSERT_EQ(WaitForDeadLetters(server, 1).size(), 1u);
  server.PostTo("/v1/conversations/c1/take", {{"agent", "lili"}});
  const json revived = server.PostTo("/v1/admin/dead-letters/revive", {{"channel", "app"}});
  EXPECT_EQ(revived.at("revived"), 0);
  EXPECT_EQ(revived.at("kept"), 1);
}

TEST_F(DeadLettersTest, GoWithTheirBuyer) {
  receiver_.Answer(410);
  RunningServer server(Asynchronous());
  AskAPerson(server, "c1");
  ASSERT_EQ(WaitForDeadLetters(server, 1).size(), 1u);
  EXPECT_EQ(server.Get("/v1/admin/buyers/buyer-1").at("outbox").size(), 1u);
  // What waits for its turn goes, too.
  json message = MessageOf("app", "c9", "m1", std::string("手机") + kPhone);
  server.Post(message.dump());
  EXPECT_EQ(server.Get("/v1/admin/buyers/buyer-1").at("waiting").size(), 2u);
  const json answer = json::parse(server.Client().Delete("/v1/admin/buyers/buyer-1")->body);
  EXPECT_EQ(answer.at("deleted").at("outbox"), 1);
  EXPECT_EQ(answer.at("deleted").at("waiting"), 2);
  EXPECT_TRUE(server.Get("/v1/admin/dead-letters").at("dead_letters").empty());
  EXPECT_EQ(AllBytes(data_.path()).find(kPhone), std::string::npos);
}

}  // namespace
}  // namespace xiaoer
