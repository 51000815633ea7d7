#include "adapters/runtime/ids.h"

#include <openssl/evp.h>

#include <array>

namespace xiaoer {
namespace {

// SHA-256 over length-prefixed parts, so that no two different lists of parts read the same.
std::string Digest(std::string_view prefix, const Inbound& in, std::size_t index) {
  std::string material;
  for (const std::string* part : {&in.key.shop, &in.key.channel, &in.message_id}) {
    material += std::to_string(part->size());
    material += ':';
    material += *part;
  }
  material += prefix;
  material += std::to_string(index);
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned int size = 0;
  EVP_Digest(material.data(), material.size(), hash.data(), &size, EVP_sha256(), nullptr);
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string id(prefix);
  for (std::size_t i = 0; i < 16; ++i) {
    id += kHex[hash[i] >> 4];
    id += kHex[hash[i] & 15];
  }
  return id;
}

}  // namespace

std::string ReceiptId(const Inbound& inbound) { return Digest("rc_", inbound, 0); }
std::string ReplyId(const Inbound& inbound, std::size_t index) {
  return Digest("re_", inbound, index);
}
std::string SuggestionId(const Inbound& inbound, std::size_t index) {
  return Digest("su_", inbound, index);
}

}  // namespace xiaoer
