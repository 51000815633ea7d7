#include "adapters/channels/shared_token.h"

#include <openssl/crypto.h>

#include <string_view>

namespace xiaoer {

Status SharedToken::Verify(const RawRequest& request) const {
  if (token_.empty()) return {};
  constexpr std::string_view kBearer = "Bearer ";
  std::string_view given;
  if (const auto header = request.headers.find("authorization"); header != request.headers.end()) {
    given = header->second;
    if (given.starts_with(kBearer)) given.remove_prefix(kBearer.size());
  }
  if (const auto query = request.query.find("token"); query != request.query.end()) {
    given = query->second;
  }
  const bool same = given.size() == token_.size() &&
                    CRYPTO_memcmp(given.data(), token_.data(), token_.size()) == 0;
  return same ? Status() : Unauthorized("send the channel's token: ?token=…");
}

}  // namespace xiaoer
