#include "tests/contract/channel_contract.h"

#include <algorithm>
#include <ostream>
#include <random>

#include "adapters/channels/bounds.h"
#include "tests/contract/running_server.h"

namespace xiaoer {
namespace {

Instant At(std::int64_t seconds) { return FromMillis(seconds * 1000); }

// The generic webhook's answer with these replies.
std::string AnswerWith(std::string_view replies) {
  return R"({"conversation":"k-1","in_reply_to":"m-1","duplicate":false,"owner":"bot","mode":"auto","replies":)" +
         std::string(replies) +
         R"(,"intents":[],"handoff":null,"suggestions":[],"receipt":"rc_1"})";
}

void ExpectTheSame(const Inbound& a, const Inbound& b) {
  EXPECT_EQ(a.key, b.key);
  EXPECT_EQ(a.sender, b.sender);
  EXPECT_EQ(a.message_id, b.message_id);
  EXPECT_EQ(a.buyer_id, b.buyer_id);
  EXPECT_EQ(a.buyer_name, b.buyer_name);
  EXPECT_EQ(a.agent, b.agent);
  EXPECT_EQ(a.text, b.text);
  EXPECT_EQ(a.product, b.product);
  EXPECT_EQ(a.emoji, b.emoji);
  EXPECT_EQ(a.sent_at, b.sent_at);
}

// Whatever came in: a message that the rest of the program can take, or an error that says something.
void ExpectUsableOrExplained(const Result<Inbound>& in) {
  if (!in.ok()) {
    EXPECT_EQ(in.error().code(), StatusCode::kBadRequest);
    EXPECT_FALSE(in.error().message().empty());
    return;
  }
  for (const std::string* id : {&in->key.shop, &in->key.channel, &in->key.conversation}) {
    EXPECT_FALSE(id->empty());
    EXPECT_TRUE(CheckId("", *id).ok());
  }
  for (const std::string* id :
       {&in->message_id, &in->buyer_id, &in->buyer_name, &in->agent, &in->product}) {
    EXPECT_TRUE(CheckId("", *id).ok());
  }
  EXPECT_TRUE(CheckText("", in->text).ok());
}

}  // namespace

void PrintTo(const ChannelExample& example, std::ostream* out) { *out << example.name; }

void ChannelContract::SetUp() {
  for (const ChannelKind& kind : ChannelKinds()) {
    if (kind.name == GetParam().name) kind_ = &kind;
  }
  ASSERT_NE(kind_, nullptr) << "adapters/channels/channels.cc has no line for " << GetParam().name;
  ASSERT_FALSE(GetParam().settings.token.empty()) << "the example must have a token";
  channel_ = Open(GetParam().settings.token);
  ASSERT_NE(channel_, nullptr);
}

std::unique_ptr<Channel> ChannelContract::Open(const std::string& token) const {
  ChannelSettings settings = GetParam().settings;
  settings.token = token;
  auto channel = kind_->open(settings);
  EXPECT_TRUE(channel.ok()) << channel.error().ToString();
  return channel.ok() ? std::move(channel).value() : nullptr;
}

RawRequest ChannelContract::WithBody(std::string_view body) const {
  RawRequest request = GetParam().request;
  request.body = body;
  return request;
}

TEST_P(ChannelContract, TheExampleIsVerifiedAndRead) {
  const RawRequest request = GetParam().request;
  const Status verified = channel_->Verify(request, At(kContractSeconds));
  EXPECT_TRUE(verified.ok()) << verified.ToString();
  const Result<Inbound> in = channel_->Decode(request);
  ASSERT_TRUE(in.ok()) << in.error().ToString();
  ExpectTheSame(*in, GetParam().inbound);
}

TEST_P(ChannelContract, WithoutProofOrWithAnotherTokenItIsRefused) {
  const RawRequest bare{GetParam().request.body, {}, {}};
  const Status none = channel_->Verify(bare, At(kContractSeconds));
  EXPECT_EQ(none.code(), StatusCode::kUnauthorized);
  EXPECT_FALSE(none.message().empty());
  EXPECT_EQ(none.message().find(GetParam().settings.token), std::string::npos);
  const auto other = Open(GetParam().other_token);
  ASSERT_NE(other, nullptr);
  EXPECT_EQ(other->Verify(GetParam().request, At(kContractSeconds)).code(),
            StatusCode::kUnauthorized);
  // Where no token is set nothing is asked for: the server decides whether it serves such a channel.
  EXPECT_TRUE(Open("")->Verify(bare, At(kContractSeconds)).ok());
}

TEST_P(ChannelContract, AProofThatIsChangedAnywhereIsRefused) {
  const auto refused = [&](const RawRequest& request, const std::string& what) {
    EXPECT_EQ(channel_->Verify(request, At(kContractSeconds)).code(), StatusCode::kUnauthorized)
        << what;
  };
  const RawRequest good = GetParam().request;
  for (auto part : {&RawRequest::headers, &RawRequest::query}) {
    for (const auto& [name, value] : good.*part) {
      // "Bearer " and its like may be left out; what counts is the end.
      for (std::string changed : {value + "x", value.substr(0, value.size() - 5)}) {
        RawRequest request = good;
        (request.*part)[name] = changed;
        refused(request, name + ": " + changed);
      }
    }
  }
}

TEST_P(ChannelContract, ATamperedBodyIsRefused) {
  if (!GetParam().signs) GTEST_SKIP() << "its proof does not cover the body";
  const std::string body(GetParam().request.body);
  for (std::size_t i = 0; i < body.size(); ++i) {
    std::string changed = body;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_EQ(channel_->Verify(WithBody(changed), At(kContractSeconds)).code(),
              StatusCode::kUnauthorized)
        << "byte " << i;
  }
  EXPECT_FALSE(channel_->Verify(WithBody(body + " "), At(kContractSeconds)).ok());
  EXPECT_FALSE(channel_->Verify(WithBody(""), At(kContractSeconds)).ok());
}

TEST_P(ChannelContract, StaleAndEarlyRequestsAreRefused) {
  if (!GetParam().signs) GTEST_SKIP() << "its proof does not cover the time";
  const RawRequest request = GetParam().request;
  for (const std::int64_t off : {-86'400, -600, 600, 86'400}) {
    EXPECT_EQ(channel_->Verify(request, At(kContractSeconds + off)).code(),
              StatusCode::kUnauthorized)
        << off << " seconds off";
  }
}

TEST_P(ChannelContract, AReplayChangesNothingAndGetsTheSameAnswer) {
  ASSERT_FALSE(GetParam().inbound.message_id.empty()) << "the example must number its message";
  const TemporaryFolder data;
  ServerSetup setup;
  setup.data = data.path();
  if (kind_ == &ChannelKinds().front()) setup.secret = GetParam().settings.token;
  setup.endpoints[GetParam().name] = GetParam().settings;
  const RunningServer server(setup);
  httplib::Params query;
  for (const auto& [name, value] : GetParam().request.query) query.emplace(name, value);
  httplib::Headers headers;
  for (const auto& [name, value] : GetParam().request.headers) headers.emplace(name, value);
  const std::string path = httplib::append_query_params(std::string(kind_->path), query);
  const auto post = [&] {
    return server.Client().Post(path, headers, std::string(GetParam().request.body), "text/plain");
  };
  const auto first = post();
  ASSERT_TRUE(first);
  ASSERT_EQ(first->status, 200) << first->body;
  const auto second = post();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->status, 200);
  const ConversationKey& key = GetParam().inbound.key;
  const nlohmann::json view = server.Get("/v1/conversations/" + key.conversation +
                                         "?shop=" + key.shop + "&channel=" + key.channel);
  int from_buyer = 0;
  int from_bot = 0;
  for (const auto& line : view.at("transcript")) {
    if (line.at("sender") == "buyer") ++from_buyer;
    if (line.at("sender") != "bot") continue;
    ++from_bot;
    const auto text = line.at("text").get<std::string>();
    EXPECT_NE(first->body.find(text), std::string::npos) << first->body;
    EXPECT_NE(second->body.find(text), std::string::npos) << second->body;
  }
  EXPECT_EQ(from_buyer, 1);
  EXPECT_GE(from_bot, 1);
  EXPECT_EQ(server.Client().Get(std::string(kind_->path))->status, 405);
  EXPECT_EQ(server.Client().Post(std::string(kind_->path), "x", "text/plain")->status, 401);
}

TEST_P(ChannelContract, AnyBytesAreReadOrExplained) {
  const std::string body(GetParam().request.body);
  const auto decode = [&](std::string_view bytes) {
    ExpectUsableOrExplained(channel_->Decode(WithBody(bytes)));
  };
  for (std::size_t i = 0; i <= body.size(); ++i) decode(body.substr(0, i));
  std::mt19937 random(20261111);  // NOLINT: the same bytes every time
  for (int i = 0; i < 2000; ++i) {
    std::string changed = body;
    for (int k = 0; k <= i % 4; ++k)
      changed[random() % changed.size()] = static_cast<char>(random());
    decode(changed);
  }
  for (const char* hostile :
       {"null", "1", "[]", "{}", "\"\"", "\xff\xfe", "<x/>", "a=b&&=&%", "\0"}) {
    decode(hostile);
  }
  decode(std::string(100'000, '['));
  decode(std::string(100'000, '{'));
  decode(std::string(1'000, '\0'));
}

TEST_P(ChannelContract, UnknownFieldsAreIgnored) {
  ASSERT_NE(GetParam().unknown, GetParam().request.body);
  const auto in = channel_->Decode(WithBody(GetParam().unknown));
  ASSERT_TRUE(in.ok()) << in.error().ToString();
  ExpectTheSame(*in, GetParam().inbound);
}

TEST_P(ChannelContract, TextsArriveByteForByteAndWhatIsTooLongIsRefused) {
  const auto decode = [&](std::string_view conversation, std::string_view text) {
    const std::string body = GetParam().write(conversation, text);
    return channel_->Decode(WithBody(body));
  };
  for (const std::string& text : {std::string(), std::string("在吗😀 <b>&amp;</b> \"'\\/ %41 + ]]>"),
                                  std::string("两行\n一起\t来"), std::string(kMaxText, 'x')}) {
    const auto in = decode("k-2", text);
    ASSERT_TRUE(in.ok()) << in.error().ToString();
    EXPECT_EQ(in->text, text);
    EXPECT_EQ(in->key.conversation, "k-2");
  }
  const auto refused = [&](const std::string& conversation, const std::string& text) {
    const auto in = decode(conversation, text);
    ASSERT_FALSE(in.ok()) << conversation.substr(0, 20);
    EXPECT_EQ(in.error().code(), StatusCode::kBadRequest);
  };
  refused("k-2", std::string(kMaxText + 1, 'x'));
  refused(std::string(kMaxId + 1, 'k'), "x");
  refused("k\n2", "x");
  refused("k\x7f", "x");
  EXPECT_TRUE(decode(std::string(kMaxId, 'k'), "x").ok());
  EXPECT_TRUE(
      decode("../../etc/passwd'; DROP TABLE turns;--", "x").ok());  // an id, and no more than that
}

TEST_P(ChannelContract, AnswersAreWritten) {
  const Inbound& inbound = GetParam().inbound;
  const RawAnswer one =
      channel_->Encode(inbound, AnswerWith(R"([{"id":"re_1","text":"亲，咱们默认发中通"}])"));
  EXPECT_EQ(one.body, GetParam().reply);
  EXPECT_FALSE(one.content_type.empty());
  // A person has the conversation; it is answered later; the bot's echo: nothing to say, and a body all the same.
  for (const std::string& silent :
       {AnswerWith("[]"), std::string(R"({"accepted":true,"duplicate":false})"),
        std::string(R"({"echo":true,"owner":"bot"})")}) {
    EXPECT_EQ(channel_->Encode(inbound, silent).body.find("中通"), std::string::npos);
  }
  for (const char* odd : {"", "[]", "{", R"({"replies":5})", R"({"replies":[5,{"text":5}]})"}) {
    (void)channel_->Encode(inbound, odd);
  }
}

// Whoever adds a line to the table hears of the contract.
TEST(ChannelTable, EveryKindPassesTheContract) {
  const testing::UnitTest& all = *testing::UnitTest::GetInstance();
  for (const ChannelKind& kind : ChannelKinds()) {
    const std::string wanted = std::string(kind.name) + "/ChannelContract";
    bool found = false;
    for (int i = 0; i < all.total_test_suite_count(); ++i) {
      if (all.GetTestSuite(i)->name() == wanted) found = true;
    }
    EXPECT_TRUE(found) << "no INSTANTIATE_TEST_SUITE_P(" << kind.name << ", ChannelContract, …)";
  }
}

TEST(ChannelTable, NothingIsServedWithoutProofBesideASignedWebhook) {
  const auto count = [](const SettingsOfChannels& settings) {
    return OpenChannels(settings)->size();
  };
  const std::size_t all = ChannelKinds().size();
  ChannelSettings locked;
  locked.token = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  ChannelSettings token;
  token.token = "a token of Rasa's";
  ChannelSettings off;
  off.enabled = false;
  EXPECT_EQ(count({}), all);
  EXPECT_EQ(count({{"rasa", off}}), all - 1);
  EXPECT_EQ(count({{"webhook", locked}}), 1u);
  EXPECT_EQ(count({{"webhook", locked}, {"rasa", token}}), 2u);
  ChannelSettings bad;
  bad.token = "no secret";
  const auto refused = OpenChannels({{"webhook", bad}});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code(), StatusCode::kInvalidData);
  EXPECT_NE(refused.error().message().find("webhook"), std::string::npos);
}

}  // namespace xiaoer
