// The official vector of the Standard Webhooks specification, and everything around it that must
// fail.
#include "adapters/channels/standard_webhooks/standard_webhooks.h"

#include <gtest/gtest.h>

namespace xiaoer {
namespace {

constexpr std::string_view kSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr std::string_view kBody = R"({"test": 2432232314})";
constexpr std::int64_t kSeconds = 1614265330;

StandardWebhooks Verifier(std::string_view secrets = kSecret) {
  auto verifier = StandardWebhooks::FromSecrets(secrets);
  EXPECT_TRUE(verifier.ok());
  return std::move(verifier).value();
}

RawRequest Official() {
  return {kBody,
          {{"webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"},
           {"webhook-timestamp", "1614265330"},
           {"webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}}};
}

Instant At(std::int64_t seconds) { return FromMillis(seconds * 1000); }

TEST(StandardWebhooks, TheOfficialVector) {
  EXPECT_TRUE(Verifier().Verify(Official(), At(kSeconds)).ok());
  EXPECT_EQ(Verifier().Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", At(kSeconds), kBody),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(StandardWebhooks, ATamperedBodyIdOrTimeIsRefused) {
  RawRequest body = Official();
  body.body = R"({"test": 2432232315})";
  EXPECT_EQ(Verifier().Verify(body, At(kSeconds)).code(), StatusCode::kUnauthorized);
  RawRequest id = Official();
  id.headers["webhook-id"] = "msg_other";
  EXPECT_FALSE(Verifier().Verify(id, At(kSeconds)).ok());
  RawRequest time = Official();
  time.headers["webhook-timestamp"] = "1614265331";
  EXPECT_FALSE(Verifier().Verify(time, At(kSeconds)).ok());
}

TEST(StandardWebhooks, StaleAndEarlyMessagesAreRefused) {
  EXPECT_TRUE(Verifier().Verify(Official(), At(kSeconds + 300)).ok());
  EXPECT_FALSE(Verifier().Verify(Official(), At(kSeconds + 301)).ok());
  EXPECT_TRUE(Verifier().Verify(Official(), At(kSeconds - 300)).ok());
  EXPECT_FALSE(Verifier().Verify(Official(), At(kSeconds - 301)).ok());
}

TEST(StandardWebhooks, EveryHeaderIsNeeded) {
  for (const char* name : {"webhook-id", "webhook-timestamp", "webhook-signature"}) {
    RawRequest request = Official();
    request.headers.erase(name);
    const Status s = Verifier().Verify(request, At(kSeconds));
    EXPECT_EQ(s.code(), StatusCode::kUnauthorized);
    EXPECT_NE(s.message().find(name), std::string::npos);
  }
}

TEST(StandardWebhooks, NonsenseInTheHeadersIsRefused) {
  for (const char* time : {"abc", "1614265330 ", "-1", "99999999999999999999", "0x60", ""}) {
    RawRequest request = Official();
    request.headers["webhook-timestamp"] = time;
    EXPECT_FALSE(Verifier().Verify(request, At(kSeconds)).ok()) << time;
  }
  for (const char* signature : {"v1,", "v1", "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                                "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "   "}) {
    RawRequest request = Official();
    request.headers["webhook-signature"] = signature;
    EXPECT_FALSE(Verifier().Verify(request, At(kSeconds)).ok()) << signature;
  }
}

TEST(StandardWebhooks, AnyOfSeveralSignaturesAndSecretsFits) {
  RawRequest request = Official();
  request.headers["webhook-signature"] = "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= v2,x " +
                                         Official().headers["webhook-signature"];
  EXPECT_TRUE(Verifier().Verify(request, At(kSeconds)).ok());
  const std::string rotated = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA " + std::string(kSecret);
  EXPECT_TRUE(Verifier(rotated).Verify(Official(), At(kSeconds)).ok());
}

TEST(StandardWebhooks, BadSecretsAreExplained) {
  for (const char* secret : {"", "secret", "whsec_", "whsec_!!!!", "whsec_c2hvcnQ="}) {
    const auto verifier = StandardWebhooks::FromSecrets(secret);
    ASSERT_FALSE(verifier.ok()) << secret;
    EXPECT_EQ(verifier.error().code(), StatusCode::kInvalidData);
    EXPECT_FALSE(verifier.error().message().empty());
  }
}

}  // namespace
}  // namespace xiaoer
