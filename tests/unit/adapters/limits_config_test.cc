#include "adapters/runtime/limits_config.h"

#include <gtest/gtest.h>

#include <fstream>

#include "adapters/runtime/config.h"
#include "tests/unit/adapters/temporary_folder.h"

namespace xiaoer {
namespace {

ServerConfig Read(const std::string& yaml, Diagnostics& diagnostics) {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/xiaoer.yaml";
  std::ofstream(path) << yaml;
  return ReadConfig(
      path, [](const std::string&) { return std::nullopt; }, diagnostics);
}

TEST(LimitsConfig, ReplacesWhatItNames) {
  Diagnostics diagnostics;
  const ServerConfig config = Read(
      "limits:\n  body: 2048\n  threads: 4\n  queue: 10\n  connections: 100\n"
      "  behind_proxy: true\n  source: {per_second: 5, connections: 3}\n"
      "  buyer: {per_second: 2, burst: 7}\n",
      diagnostics);
  EXPECT_FALSE(diagnostics.has_errors()) << diagnostics.ToString();
  EXPECT_EQ(config.http.request.body, 2048u);
  EXPECT_EQ(config.http.threads, 4);
  EXPECT_EQ(config.http.queue, 10u);
  EXPECT_EQ(config.http.connections, 100u);
  EXPECT_TRUE(config.http.behind_proxy);
  EXPECT_TRUE(config.http.limit_loopback);
  EXPECT_EQ(config.http.rate.per_second, 5);
  EXPECT_EQ(config.http.per_source, 3u);
  EXPECT_EQ(config.buyer_rate.per_second, 2);
  EXPECT_EQ(config.buyer_rate.burst, 7);
}

TEST(LimitsConfig, WithoutThemThisMachineIsNotLimited) {
  Diagnostics diagnostics;
  const ServerConfig config = Read("mode: auto\n", diagnostics);
  EXPECT_FALSE(config.http.limit_loopback);
  EXPECT_TRUE(config.http.rate.limited());
  EXPECT_TRUE(config.buyer_rate.limited());
}

TEST(LimitsConfig, TellsWhereAMistakeIs) {
  Diagnostics diagnostics;
  Read("limits:\n  threads: 0\n  buyer: {per_secnd: 2}\n", diagnostics);
  EXPECT_TRUE(diagnostics.has_errors());
  EXPECT_NE(diagnostics.ToString().find("xiaoer.yaml:2:"), std::string::npos)
      << diagnostics.ToString();
  EXPECT_NE(diagnostics.ToString().find("xiaoer.yaml:3:"), std::string::npos)
      << diagnostics.ToString();
}

}  // namespace
}  // namespace xiaoer
