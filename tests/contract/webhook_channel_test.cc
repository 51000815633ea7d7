// POST /v1/messages: what is accepted, and that every refusal names the field.
#include "adapters/channels/webhook/webhook_channel.h"

#include <gtest/gtest.h>

#include <ostream>

#include "adapters/channels/bounds.h"

namespace xiaoer {
namespace {

Result<Inbound> Decode(std::string_view body) {
  return WebhookChannel(std::nullopt).Decode({body, {}});
}

TEST(WebhookChannel, ReadsTheDocumentedShape) {
  const auto in =
      Decode(R"({"shop":"s","channel":"web","conversation":"c","buyer":{"id":"b","name":"小明"},
      "message":{"id":"m","text":"在吗","sent_at":"2026-11-11T20:00:00+08:00"},"context":{"product":"p-300"}})");
  ASSERT_TRUE(in.ok()) << in.error().ToString();
  EXPECT_EQ(in->key.shop, "s");
  EXPECT_EQ(in->key.channel, "web");
  EXPECT_EQ(in->key.conversation, "c");
  EXPECT_EQ(in->buyer_id, "b");
  EXPECT_EQ(in->buyer_name, "小明");
  EXPECT_EQ(in->message_id, "m");
  EXPECT_EQ(in->text, "在吗");
  EXPECT_EQ(in->product, "p-300");
  EXPECT_EQ(ToMillis(in->sent_at), 1'794'398'400'000);
}

TEST(WebhookChannel, OptionalFieldsMayBeMissingOrNull) {
  EXPECT_TRUE(Decode(R"({"shop":"s","channel":"w","conversation":"c","buyer":{"id":"b"},
      "message":{"id":"m","text":""}})")
                  .ok());
  EXPECT_TRUE(Decode(R"({"shop":"s","channel":"w","conversation":"c","buyer":{"id":"b","name":null},
      "message":{"id":"m","text":"x","sent_at":null},"context":null})")
                  .ok());
}

struct Refusal {
  const char* body;
  const char* names;  // must stand in the message
};

// The test's name shows what is refused.
void PrintTo(const Refusal& refusal, std::ostream* out) { *out << refusal.names; }

class WebhookRefusal : public testing::TestWithParam<Refusal> {};

TEST_P(WebhookRefusal, NamesTheField) {
  const auto in = Decode(GetParam().body);
  ASSERT_FALSE(in.ok()) << GetParam().body;
  EXPECT_EQ(in.error().code(), StatusCode::kBadRequest);
  EXPECT_NE(in.error().message().find(GetParam().names), std::string::npos) << in.error().message();
}

INSTANTIATE_TEST_SUITE_P(
    All, WebhookRefusal,
    testing::Values(
        Refusal{"", "not JSON"}, Refusal{"{", "not JSON"}, Refusal{"[]", "JSON object"},
        Refusal{"\xff\xfe", "not JSON"}, Refusal{"{}", "shop is missing"},
        Refusal{R"({"shop":1})", "shop must be a string, not number"},
        Refusal{R"({"shop":""})", "shop is empty"},
        Refusal{R"({"shop":"s","channel":"w","conversation":"c","buyer":"b"})",
                "buyer must be an object"},
        Refusal{R"({"shop":"s","channel":"w","conversation":"c","buyer":{}})",
                "buyer.id is missing"},
        Refusal{R"({"shop":"s","channel":"w","conversation":"c","buyer":{"id":"b"}})",
                "message is missing"},
        Refusal{
            R"({"shop":"s","channel":"w","conversation":"c","buyer":{"id":"b"},"message":{"id":"m"}})",
            "message.text is missing"},
        Refusal{
            R"({"shop":"s","channel":"w","conversation":"c","buyer":{"id":"b"},"message":{"id":"m","text":5}})",
            "message.text must be a string"},
        Refusal{
            R"({"shop":"s","channel":"w","conversation":"c","buyer":{"id":"b"},"message":{"id":"m\u0000","text":""}})",
            "control character"},
        Refusal{
            R"({"shop":"s","channel":"w","conversation":"c","buyer":{"id":"b"},"message":{"id":"m","text":"","sent_at":"yesterday"}})",
            "message.sent_at"},
        Refusal{
            R"({"shop":"s","channel":"w","conversation":"c","buyer":{"id":"b"},"message":{"id":"m","text":""},"context":[]})",
            "context must be an object"}));

TEST(WebhookChannel, TooLongTextsAndIdsAreRefused) {
  const auto body = [](const std::string& id, const std::string& text) {
    return R"({"shop":"s","channel":"w","conversation":"c","buyer":{"id":"b"},"message":{"id":")" +
           id + R"(","text":")" + text + "\"}}";
  };
  EXPECT_TRUE(Decode(body("m", std::string(kMaxText, 'x'))).ok());
  EXPECT_FALSE(Decode(body("m", std::string(kMaxText + 1, 'x'))).ok());
  EXPECT_FALSE(Decode(body(std::string(kMaxId + 1, 'm'), "x")).ok());
}

}  // namespace
}  // namespace xiaoer
