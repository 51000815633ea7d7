// The section of each kind of channel: read from the file, the environment over it.
#include <gtest/gtest.h>

#include <fstream>

#include "adapters/runtime/config.h"
#include "tests/unit/adapters/temporary_folder.h"

namespace xiaoer {
namespace {

ServerConfig Read(const std::string& yaml, const std::map<std::string, std::string>& variables,
                  Diagnostics& diagnostics) {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/xiaoer.yaml";
  std::ofstream(path) << yaml;
  const Environment environment = [&](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
  return ReadConfig(path, environment, diagnostics);
}

TEST(ConfigChannels, ASectionIsReadAndTheEnvironmentWins) {
  Diagnostics diagnostics;
  const ServerConfig config =
      Read("rasa: {enabled: false, shop: cloud, token: in the file}\n",
           {{"XIAOER_RASA_TOKEN", "in the environment"}, {"XIAOER_WEBHOOK_SECRET", "whsec_x"}},
           diagnostics);
  EXPECT_FALSE(diagnostics.has_errors()) << diagnostics.ToString();
  const ChannelSettings& rasa = config.endpoints.at("rasa");
  EXPECT_FALSE(rasa.enabled);
  EXPECT_EQ(rasa.shop, "cloud");
  EXPECT_EQ(rasa.token, "in the environment");
  EXPECT_EQ(config.endpoints.at("webhook").token, "whsec_x");
}

TEST(ConfigChannels, AnUnknownKeyIsToldWithItsPlace) {
  Diagnostics diagnostics;
  Read("rasa: {tokn: x}\n", {}, diagnostics);
  EXPECT_NE(diagnostics.ToString().find("xiaoer.yaml:1:"), std::string::npos);
  EXPECT_NE(diagnostics.ToString().find("tokn"), std::string::npos);
}

}  // namespace
}  // namespace xiaoer
