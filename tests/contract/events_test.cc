#include <gtest/gtest.h>

#include "tests/contract/raw_peer.h"
#include "tests/contract/running_server.h"

namespace xiaoer {
namespace {

std::string Listen(const std::string& headers = "") {
  return "GET /v1/events HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n" + headers + "\r\n";
}

// The id of the event whose text holds `what`.
std::string IdOf(const std::string& stream, const std::string& what) {
  const std::size_t at = stream.find(what);
  if (at == std::string::npos) return "none";
  const std::size_t id = stream.rfind("id: ", at) + 4;
  return stream.substr(id, stream.find('\n', id) - id);
}

TEST(Events, ADeskHearsWhatHappens) {
  const TemporaryFolder folder;
  RunningServer server({folder.path()});
  RawPeer desk(server.port());
  ASSERT_TRUE(desk.Send(Listen()));
  const std::string head = desk.ReadUntil("retry: 2000\n\n");
  EXPECT_NE(head.find("200 OK"), std::string::npos);
  EXPECT_NE(head.find("text/event-stream"), std::string::npos);
  EXPECT_EQ(head.find("event:"), std::string::npos);

  ASSERT_TRUE(server.Post(MessageOf("web", "c1", "m1", "我要投诉，转人工").dump()));
  const std::string said = desk.ReadUntil("event: owner");
  EXPECT_NE(said.find("event: message\ndata: {\"at\":\"2026-11-11T"), std::string::npos) << said;
  EXPECT_NE(said.find("\"conversation\":\"c1\""), std::string::npos);
  EXPECT_NE(said.find("\"sender\":\"buyer\""), std::string::npos);

  server.PostTo("/v1/conversations/c1/take", {{"agent", "lili"}});
  EXPECT_NE(desk.ReadUntil("\"agent\":\"lili\"").find("\"owner\":\"human\""), std::string::npos);
  server.PostTo("/v1/agents/presence", {{"agent", "lili"}, {"present", true}});
  EXPECT_NE(desk.ReadUntil("\"present\":true").find("event: presence"), std::string::npos);
}

TEST(Events, ADeskThatComesBackMissesNothing) {
  const TemporaryFolder folder;
  RunningServer server({folder.path()});
  std::string seen;
  {
    RawPeer desk(server.port());
    ASSERT_TRUE(desk.Send(Listen()));
    desk.ReadUntil("retry: 2000\n\n");
    ASSERT_TRUE(server.Post(MessageOf("web", "c1", "m1", "在吗").dump()));
    seen = IdOf(desk.ReadUntil("\"m1\""), "\"m1\"");
  }
  for (int i = 2; i < 1200; i += 400) {
    ASSERT_TRUE(server.Post(MessageOf("web", "c1", "m" + std::to_string(i), "在吗").dump()));
  }
  RawPeer again(server.port());
  ASSERT_TRUE(again.Send(Listen("Last-Event-ID: " + seen + "\r\n")));
  const std::string missed = again.ReadUntil("\"m802\"");
  EXPECT_NE(missed.find("\"m2\""), std::string::npos) << missed;
  EXPECT_NE(missed.find("\"m402\""), std::string::npos);
  EXPECT_EQ(missed.find("\"m1\""), std::string::npos);
  EXPECT_LT(missed.find("\"m2\""), missed.find("\"m402\""));
  EXPECT_EQ(missed.find("event: gap"), std::string::npos);
}

TEST(Events, ADeskOfAnotherDatabaseIsToldToLoadAnew) {
  const TemporaryFolder folder;
  RunningServer server({folder.path()});
  RawPeer desk(server.port());
  ASSERT_TRUE(desk.Send(Listen("Last-Event-ID: 4711\r\n")));
  EXPECT_NE(desk.ReadUntil("event: gap").find("event: gap\ndata: {}\n\n"), std::string::npos);
}

TEST(Events, AreForAgents) {
  const TemporaryFolder folder;
  ServerSetup setup{folder.path()};
  setup.agents["lili"] = "0123456789abcdef";
  RunningServer server(setup);
  RawPeer stranger(server.port());
  ASSERT_TRUE(stranger.Send(Listen()));
  EXPECT_NE(stranger.ReadUntil("}}\n").find("401 Unauthorized"), std::string::npos);
  RawPeer lili(server.port());
  ASSERT_TRUE(lili.Send(Listen("Authorization: Bearer 0123456789abcdef\r\n")));
  EXPECT_NE(lili.ReadUntil("\n\n").find("200 OK"), std::string::npos);
}

TEST(Events, ADeskThatDoesNotReadIsGivenUpAndDelaysNobody) {
  const TemporaryFolder folder;
  RunningServer server({folder.path()});
  RawPeer deaf(server.port());
  ASSERT_TRUE(deaf.Send(Listen()));
  RawPeer desk(server.port());
  ASSERT_TRUE(desk.Send(Listen()));
  desk.ReadUntil("retry: 2000\n\n");
  const std::string text(1500, 'x');
  for (int i = 0; i < 300; ++i) {
    ASSERT_TRUE(server.Post(MessageOf("web", "c1", "m" + std::to_string(i), text).dump()));
  }
  EXPECT_NE(desk.ReadUntil("\"m299\"").find("\"m299\""), std::string::npos);
}

}  // namespace
}  // namespace xiaoer
