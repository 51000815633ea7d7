// The administrator's side of the API.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/contract/running_server.h"

namespace xiaoer {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* kToken = "0123456789abcdef-admin";
const httplib::Headers kAdmin = {{"Authorization", std::string("Bearer ") + kToken}};

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

void WriteFile(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

// `from` must be there: a test that replaces nothing would prove nothing.
void ReplaceIn(const fs::path& path, const std::string& from, const std::string& to) {
  std::string text = ReadFile(path);
  const std::size_t at = text.find(from);
  ASSERT_NE(at, std::string::npos) << path << " does not hold " << from;
  WriteFile(path, text.replace(at, from.size(), to));
}

class AdminTest : public ::testing::Test {
 protected:
  ServerSetup DemoSetup() const {
    ServerSetup setup;
    setup.data = data_.path();
    setup.agents["lili"] = "0123456789abcdef-lili";
    setup.admin = kToken;
    return setup;
  }
  // The demo shop in a folder of the test's own, to be changed at will.
  ServerSetup OwnShop() const {
    const fs::path source = XIAOER_SOURCE_DIR;
    for (const char* part : {"dialogs", "intents"}) {
      fs::copy(source / part, fs::path(files_.path()) / part, fs::copy_options::recursive);
    }
    ServerSetup setup = DemoSetup();
    setup.shop = files_.path() + "/dialogs/shop.example";
    return setup;
  }
  fs::path InShop(const std::string& name) const { return fs::path(files_.path()) / name; }

  static std::string Ask(const RunningServer& server, const std::string& id,
                         const std::string& text, const std::string& conversation) {
    return server.Post(MessageOf("web", conversation, id, text).dump())->body;
  }

  const TemporaryFolder data_;
  const TemporaryFolder files_;
};

TEST_F(AdminTest, OnlyTheAdministratorIsServed) {
  const RunningServer server(DemoSetup());
  Ask(server, "m1", "在吗", "c1");
  for (const char* header : {"", "Bearer wrong", "Bearer 0123456789abcdef-lili",
                             "0123456789abcdef-admin", "Basic 0123456789abcdef-admin"}) {
    const httplib::Headers headers = {{"Authorization", header}};
    for (const char* path :
         {"/v1/admin/reload", "/v1/admin/backup", "/v1/admin/dead-letters/revive"}) {
      EXPECT_EQ(server.Client().Post(path, headers, "", "application/json")->status, 401)
          << path << header;
    }
    for (const char* path : {"/v1/admin/buyers/buyer-1", "/v1/admin/dead-letters"}) {
      EXPECT_EQ(server.Client().Get(path, headers)->status, 401) << path << header;
    }
    EXPECT_EQ(server.Client().Delete("/v1/admin/buyers/buyer-1", headers)->status, 401) << header;
  }
  EXPECT_FALSE(fs::exists(data_.path() + "/backups"));
  EXPECT_EQ(server.Client().Get("/v1/admin/buyers/buyer-1", kAdmin)->status, 200);
}

TEST_F(AdminTest, AReloadPicksUpAChangedReply) {
  const RunningServer server(OwnShop());
  EXPECT_EQ(Ask(server, "m1", "发什么快递", "before").find("小马快送"), std::string::npos);
  ReplaceIn(InShop("dialogs/replies/sale.yaml"), "shipping.courier:\n",
            "shipping.courier:\n    - 亲，小马快送\n");
  std::string all;
  for (int i = 0; i < 3; ++i) all += Ask(server, "m1", "发什么快递", "unread" + std::to_string(i));
  EXPECT_EQ(all.find("小马快送"), std::string::npos) << "read without being told to";
  const json reloaded = server.PostTo("/v1/admin/reload", {}, kAdmin);
  EXPECT_EQ(reloaded.at("reloaded"), true) << reloaded;
  EXPECT_NE(reloaded.at("pack"), reloaded.at("was"));
  EXPECT_EQ(server.Get("/healthz").at("pack"), reloaded.at("pack"));
  // Which of the wordings comes is the conversation's.
  all.clear();
  for (int i = 0; i < 40; ++i) all += Ask(server, "m1", "发什么快递", "after" + std::to_string(i));
  EXPECT_NE(all.find("小马快送"), std::string::npos) << all;
}

TEST_F(AdminTest, ABadPackChangesNothingAndSaysWhy) {
  const RunningServer server(OwnShop());
  const json before = server.Get("/healthz").at("pack");
  ReplaceIn(InShop("dialogs/replies/sale.yaml"), "shipping.courier:\n",
            "shipping.courier:\n    - \"亲，{no_such_thing}\"\n");
  const auto response = server.Client().Post("/v1/admin/reload", kAdmin, "", "application/json");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 422);
  const json body = json::parse(response->body);
  EXPECT_EQ(body.at("error").at("code"), "bad_pack");
  EXPECT_EQ(body.at("pack"), before);
  bool placed = false;
  for (const json& d : body.at("diagnostics")) {
    const bool here = d.at("file").get<std::string>().find("sale.yaml") != std::string::npos;
    placed = placed || (here && d.at("line") > 0 && d.at("severity") == "error");
  }
  EXPECT_TRUE(placed) << body;
  EXPECT_EQ(server.Get("/healthz").at("pack"), before);
  EXPECT_NE(Ask(server, "m1", "发什么快递", "c1").find("\"replies\":[{"), std::string::npos);
}

TEST_F(AdminTest, OrdersAndPackAreReloadedTogetherOrNotAtAll) {
  const RunningServer server(OwnShop());
  const json before = server.Get("/healthz").at("pack");
  // The pack is right and new, the orders are wrong.
  ReplaceIn(InShop("dialogs/replies/sale.yaml"), "shipping.courier:\n",
            "shipping.courier:\n    - 亲，小马快送\n");
  const fs::path orders = InShop("dialogs/shop.example/orders.yaml");
  const std::string good = ReadFile(orders);
  WriteFile(orders, "orders:\n  - {buyer: b-new, number: '20261111000001', status: flying}\n");
  const json refused = server.PostTo("/v1/admin/reload", {}, kAdmin);
  EXPECT_EQ(refused.at("error").at("code"), "bad_pack");
  EXPECT_NE(refused.dump().find("orders.yaml"), std::string::npos);
  EXPECT_EQ(server.Get("/healthz").at("pack"), before);

  WriteFile(orders, good +
                        "  - {buyer: buyer-1, number: '2026111100000123', status: shipped, "
                        "courier: 小马快送, tracking: XM12345, shipped_at: "
                        "2026-11-10T20:00:00+08:00}\n");
  EXPECT_EQ(Ask(server, "m1", "我的快递到哪了", "c1").find("XM12345"), std::string::npos);
  EXPECT_EQ(server.PostTo("/v1/admin/reload", {}, kAdmin).at("reloaded"), true);
  EXPECT_NE(Ask(server, "m1", "我的快递到哪了", "c2").find("XM12345"), std::string::npos);
}

TEST_F(AdminTest, ReloadsAtTheSameTimeComeOneAfterTheOtherWhileBuyersAreAnswered) {
  const RunningServer server(OwnShop());
  std::atomic<int> reloaded{0};
  std::atomic<bool> done{false};
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back([&] {
      const json answer = server.PostTo("/v1/admin/reload", {}, kAdmin);
      if (answer.value("reloaded", false)) ++reloaded;
    });
  }
  std::thread buyer([&] {
    for (int i = 0; !done; ++i) {
      EXPECT_NE(Ask(server, "m" + std::to_string(i), "在吗", "c1").find("in_reply_to"),
                std::string::npos);
    }
  });
  for (std::thread& thread : threads) thread.join();
  done = true;
  buyer.join();
  EXPECT_EQ(reloaded, 2);
}

}  // namespace
}  // namespace xiaoer
