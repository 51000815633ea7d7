#include "adapters/http/access.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <utility>

namespace xiaoer {
namespace {

std::string DigestOf(std::string_view token) {
  std::string digest(EVP_MAX_MD_SIZE, '\0');
  unsigned int size = 0;
  EVP_Digest(token.data(), token.size(), reinterpret_cast<unsigned char*>(digest.data()), &size,
             EVP_sha256(), nullptr);
  digest.resize(size);
  return digest;
}

bool Same(const std::string& a, const std::string& b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

// Empty if it is no bearer token.
std::string_view TokenOf(std::string_view authorization) {
  constexpr std::string_view kBearer = "Bearer ";
  return authorization.starts_with(kBearer) ? authorization.substr(kBearer.size())
                                            : std::string_view();
}

}  // namespace

Access::Access(std::map<std::string, std::string> agents, std::string admin, std::string metrics) {
  for (const auto& [agent, token] : agents) agents_[agent] = DigestOf(token);
  if (!admin.empty()) admin_ = DigestOf(admin);
  if (!metrics.empty()) metrics_ = DigestOf(metrics);
}

Result<std::string> Access::Agent(std::string_view authorization) const {
  if (open()) return std::string();
  const std::string digest = DigestOf(TokenOf(authorization));
  const std::string* found = nullptr;
  for (const auto& [agent, known] : agents_) {
    if (Same(digest, known)) found = &agent;
  }
  if (found != nullptr) return *found;
  if (Same(digest, admin_)) return std::string();
  return Unauthorized("send an agent's token: Authorization: Bearer …");
}

Status Access::Admin(std::string_view authorization) const {
  if (open() || Same(DigestOf(TokenOf(authorization)), admin_)) return {};
  return Unauthorized("send the administrator's token: Authorization: Bearer …");
}

Status Access::Metrics(std::string_view authorization) const {
  if (metrics_.empty()) return Admin(authorization);
  const std::string digest = DigestOf(TokenOf(authorization));
  if (Same(digest, metrics_) || Same(digest, admin_)) return {};
  return Unauthorized("send the token for metrics: Authorization: Bearer …");
}

}  // namespace xiaoer
