#include "adapters/runtime/rate_limiter.h"

#include <gtest/gtest.h>

namespace xiaoer {
namespace {

using std::chrono::milliseconds;

constexpr RateLimiter::Time kStart{};

TEST(RateLimiter, TakesABurstAndThenTheRate) {
  RateLimiter limiter({10, 20});
  for (int i = 0; i < 20; ++i) EXPECT_FALSE(limiter.Refuse("b1", kStart)) << i;
  const auto wait = limiter.Refuse("b1", kStart);
  ASSERT_TRUE(wait);
  EXPECT_EQ(*wait, milliseconds(100));
  EXPECT_FALSE(limiter.Refuse("b1", kStart + milliseconds(100)));
  EXPECT_TRUE(limiter.Refuse("b1", kStart + milliseconds(199)));
  EXPECT_FALSE(limiter.Refuse("b1", kStart + milliseconds(200)));
}

TEST(RateLimiter, CountsEveryPeerForItself) {
  RateLimiter limiter({1, 1});
  EXPECT_FALSE(limiter.Refuse("b1", kStart));
  EXPECT_TRUE(limiter.Refuse("b1", kStart));
  EXPECT_FALSE(limiter.Refuse("b2", kStart));
}

TEST(RateLimiter, ARefusedTryCostsNothing) {
  RateLimiter limiter({1, 1});
  EXPECT_FALSE(limiter.Refuse("b1", kStart));
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(limiter.Refuse("b1", kStart + milliseconds(5)));
  EXPECT_FALSE(limiter.Refuse("b1", kStart + milliseconds(1000)));
}

TEST(RateLimiter, WithoutARateTakesEverything) {
  RateLimiter limiter({});
  for (int i = 0; i < 1000; ++i) EXPECT_FALSE(limiter.Refuse("b1", kStart));
}

TEST(RateLimiter, ForgetsThoseThatHaveRested) {
  RateLimiter limiter({1, 1});
  for (int i = 0; i < 300'000; ++i) {
    EXPECT_FALSE(limiter.Refuse(std::to_string(i), kStart + std::chrono::seconds(2 * i)));
  }
}

}  // namespace
}  // namespace xiaoer
