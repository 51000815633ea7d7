#include "adapters/runtime/ids.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>

namespace xiaoer {
namespace {

std::string WithHex(std::string_view prefix, const unsigned char* bytes) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string id(prefix);
  for (std::size_t i = 0; i < 16; ++i) {
    id += kHex[bytes[i] >> 4];
    id += kHex[bytes[i] & 15];
  }
  return id;
}

// HMAC-SHA-256 over length-prefixed parts, so that no two different lists of parts read the same.
std::string Digest(std::string_view prefix, const Inbound& in, std::size_t index,
                   std::string_view key) {
  std::string material;
  for (const std::string* part :
       {&in.key.shop, &in.key.channel, &in.key.conversation, &in.message_id}) {
    material += std::to_string(part->size());
    material += ':';
    material += *part;
  }
  material += prefix;
  material += std::to_string(index);
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(material.data()), material.size(), hash.data(),
       &size);
  return WithHex(prefix, hash.data());
}

}  // namespace

std::string ReceiptId(const Inbound& inbound, std::string_view key) {
  return Digest("rc_", inbound, 0, key);
}
std::string ReplyId(const Inbound& inbound, std::size_t index, std::string_view key) {
  return Digest("re_", inbound, index, key);
}
std::string SuggestionId(const Inbound& inbound, std::size_t index, std::string_view key) {
  return Digest("su_", inbound, index, key);
}

std::string RandomMessageId() {
  std::array<unsigned char, 16> bytes{};
  // It fails only where the machine has no randomness; then the time alone would have to do, and nothing would
  // be signed either.
  (void)RAND_bytes(bytes.data(), static_cast<int>(bytes.size()));
  return WithHex("rm_", bytes.data());
}

}  // namespace xiaoer
