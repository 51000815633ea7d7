// The generic webhook's example, signed by another implementation of HMAC-SHA256 than ours.
#include <nlohmann/json.hpp>

#include "tests/contract/channel_contract.h"

namespace xiaoer {
namespace {

ChannelExample Example() {
  ChannelExample e;
  e.name = "webhook";
  e.settings.token = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  e.other_token = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  e.request.body =
      R"({"shop":"demo","channel":"web","conversation":"k-1","buyer":{"id":"b-1","name":"小明"},"message":{"id":"m-1","text":"发什么快递"}})";
  e.request.headers = {{"webhook-id", "msg_contract"},
                       {"webhook-timestamp", "1794398400"},
                       {"webhook-signature", "v1,CyZygGhWWq+EQfxkbp7H7WHBC/ayoOiXCaxQlBTwrvI="}};
  e.inbound.key = {"demo", "web", "k-1"};
  e.inbound.message_id = "m-1";
  e.inbound.buyer_id = "b-1";
  e.inbound.buyer_name = "小明";
  e.inbound.text = "发什么快递";
  e.unknown =
      R"({"v":2,"shop":"demo","channel":"web","conversation":"k-1","buyer":{"id":"b-1","name":"小明","level":[7]},"message":{"id":"m-1","text":"发什么快递","card":{"a":1}},"context":{"x":1}})";
  e.reply =
      R"({"conversation":"k-1","in_reply_to":"m-1","duplicate":false,"owner":"bot","mode":"auto","replies":[{"id":"re_1","text":"亲，咱们默认发中通"}],"intents":[],"handoff":null,"suggestions":[],"receipt":"rc_1"})"
      "\n";
  e.write = [](std::string_view conversation, std::string_view text) {
    return nlohmann::json{{"shop", "demo"},
                          {"channel", "web"},
                          {"conversation", conversation},
                          {"buyer", {{"id", "b-1"}}},
                          {"message", {{"id", "m-2"}, {"text", text}}}}
        .dump();
  };
  return e;
}

INSTANTIATE_TEST_SUITE_P(webhook, ChannelContract, testing::Values(Example()));

}  // namespace
}  // namespace xiaoer
