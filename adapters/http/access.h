// Who may call what: bearer tokens of agents and of the administrator.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/base/status.h"

namespace xiaoer {

class Access {
 public:
  // Tokens of less than this many bytes are refused when the configuration is read.
  static constexpr std::size_t kMinToken = 16;

  // `agents`: token by agent's id. An empty `admin`: no administrator. Without any token everybody is an agent and
  // the administrator: for a server that only its own machine can reach.
  // `metrics`: reads the figures and nothing else; empty: only the administrator reads them.
  Access(std::map<std::string, std::string> agents, std::string admin, std::string metrics = {});

  bool open() const { return agents_.empty() && admin_.empty(); }

  // The value of an `Authorization` header. The agent's id; empty for the administrator, or if access is open.
  // Unauthorized else. Takes the same time whichever token is wrong, and wherever.
  Result<std::string> Agent(std::string_view authorization) const;
  Status Admin(std::string_view authorization) const;
  Status Metrics(std::string_view authorization) const;

 private:
  // Of a token: compared in its place, so that neither length nor content can be timed.
  using Digest = std::string;

  std::map<std::string, Digest> agents_;
  Digest admin_;
  Digest metrics_;
};

}  // namespace xiaoer
