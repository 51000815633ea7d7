// Rasa's REST channel: the shared contract, and what Rasa's own endpoint does besides.
#include <nlohmann/json.hpp>

#include "adapters/channels/rasa/rasa_channel.h"
#include "tests/contract/channel_contract.h"

namespace xiaoer {
namespace {

ChannelExample Example() {
  ChannelExample e;
  e.name = "rasa";
  e.settings.token = "thisismysecret, a long one";
  e.other_token = "thisismysecret, a long two";
  e.signs = false;
  e.request.body = R"({"sender":"test_user","message":"发什么快递","message_id":"m-1"})";
  e.request.query = {{"token", "thisismysecret, a long one"}};
  e.inbound.key = {"demo", "rasa", "test_user"};
  e.inbound.message_id = "m-1";
  e.inbound.buyer_id = "test_user";
  e.inbound.text = "发什么快递";
  e.unknown =
      R"({"sender":"test_user","message":"发什么快递","message_id":"m-1","metadata":{"page":[1]},"input_channel":"web"})";
  e.reply = R"([{"recipient_id":"test_user","text":"亲，咱们默认发中通"}])"
            "\n";
  e.write = [](std::string_view conversation, std::string_view text) {
    return nlohmann::json{{"sender", conversation}, {"message", text}}.dump();
  };
  return e;
}

INSTANTIATE_TEST_SUITE_P(rasa, ChannelContract, testing::Values(Example()));

TEST(RasaChannel, TheTokenMayAlsoBeABearer) {
  const RasaChannel channel("demo", "thisismysecret, a long one");
  RawRequest request{"{}", {{"authorization", "Bearer thisismysecret, a long one"}}};
  EXPECT_TRUE(channel.Verify(request, {}).ok());
  request.headers["authorization"] = "Bearer thisismysecret, a long two";
  EXPECT_FALSE(channel.Verify(request, {}).ok());
}

TEST(RasaChannel, SendersMayBeNumbersOrMissing) {
  const RasaChannel channel("demo", "");
  EXPECT_EQ(channel.Decode({R"({"sender":42,"message":"在吗"})", {}})->key.conversation, "42");
  for (const char* body : {"{}", R"({"sender":null,"message":null})", R"({"sender":""})"}) {
    const auto in = channel.Decode({body, {}});
    ASSERT_TRUE(in.ok()) << body;
    EXPECT_EQ(in->key.conversation, "default");
    EXPECT_EQ(in->text, "");
    EXPECT_EQ(in->message_id, "");
  }
  EXPECT_FALSE(channel.Decode({R"({"sender":["a"]})", {}}).ok());
}

}  // namespace
}  // namespace xiaoer
