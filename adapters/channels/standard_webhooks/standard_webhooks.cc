#include "adapters/channels/standard_webhooks/standard_webhooks.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <charconv>
#include <cstdlib>

namespace xiaoer {
namespace {

constexpr std::string_view kPrefix = "whsec_";

std::vector<std::string_view> Words(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    if (const std::string_view word = text.substr(0, space); !word.empty()) words.push_back(word);
    if (space == std::string_view::npos) break;
    text.remove_prefix(space + 1);
  }
  return words;
}

// Standard base64 with padding; nothing if a character is not of its alphabet.
bool DecodeBase64(std::string_view text, std::string& out) {
  if (text.empty() || text.size() % 4 != 0) return false;
  std::size_t padding = 0;
  while (padding < 2 && text[text.size() - 1 - padding] == '=') ++padding;
  out.resize(text.size() / 4 * 3);
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()),
                                   static_cast<int>(text.size()));
  if (size < 0) return false;
  // EVP_DecodeBlock counts the padding as bytes.
  out.resize(static_cast<std::size_t>(size) - padding);
  return true;
}

std::string EncodeBase64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4, '\0');
  // It writes a terminating zero, which std::string has room for.
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                  reinterpret_cast<const unsigned char*>(bytes.data()),
                  static_cast<int>(bytes.size()));
  return out;
}

std::string Signature(const std::string& key, std::string_view id, std::string_view timestamp,
                      std::string_view body) {
  std::string signed_text;
  signed_text.reserve(id.size() + timestamp.size() + body.size() + 2);
  signed_text.append(id).append(1, '.').append(timestamp).append(1, '.').append(body);
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(signed_text.data()), signed_text.size(), mac.data(),
       &size);
  return EncodeBase64({reinterpret_cast<const char*>(mac.data()), size});
}

}  // namespace

Result<StandardWebhooks> StandardWebhooks::FromSecrets(std::string_view secrets) {
  StandardWebhooks verifier;
  for (std::string_view word : Words(secrets)) {
    if (word.substr(0, kPrefix.size()) != kPrefix) {
      return InvalidData("a webhook secret starts with whsec_ (Standard Webhooks)");
    }
    std::string key;
    if (!DecodeBase64(word.substr(kPrefix.size()), key)) {
      return InvalidData("what follows whsec_ in the webhook secret is not base64");
    }
    if (key.size() < 24 || key.size() > 64) {
      return InvalidData("a webhook secret holds 24 to 64 bytes, this one " +
                         std::to_string(key.size()));
    }
    verifier.keys_.push_back(std::move(key));
  }
  if (verifier.keys_.empty()) return InvalidData("the webhook secret is empty");
  return verifier;
}

Status StandardWebhooks::Verify(const RawRequest& request, Instant now) const {
  const auto id = request.headers.find("webhook-id");
  const auto timestamp = request.headers.find("webhook-timestamp");
  const auto signature = request.headers.find("webhook-signature");
  for (const auto& [found, name] :
       {std::pair{id, "webhook-id"}, std::pair{timestamp, "webhook-timestamp"},
        std::pair{signature, "webhook-signature"}}) {
    if (found == request.headers.end() || found->second.empty()) {
      return Unauthorized(std::string("the header ") + name + " is missing");
    }
  }
  std::int64_t seconds = 0;
  const std::string& text = timestamp->second;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  // Beyond these bounds the arithmetic below would overflow, and no clock is there.
  if (error != std::errc() || end != text.data() + text.size() || seconds < 0 ||
      seconds > std::int64_t{1} << 40) {
    return Unauthorized("webhook-timestamp is not a number of seconds");
  }
  const Millis age = now - FromMillis(seconds * 1000);
  if (age > kTolerance) return Unauthorized("webhook-timestamp is older than five minutes");
  if (age < -kTolerance) return Unauthorized("webhook-timestamp is more than five minutes ahead");

  bool matches = false;
  for (const std::string& key : keys_) {
    const std::string expected = Signature(key, id->second, text, request.body);
    for (std::string_view word : Words(signature->second)) {
      if (word.substr(0, 3) != "v1,") continue;  // other versions of the scheme may stand beside
      word.remove_prefix(3);
      if (word.size() == expected.size() &&
          CRYPTO_memcmp(word.data(), expected.data(), expected.size()) == 0) {
        matches = true;
      }
    }
  }
  return matches ? Status() : Unauthorized("no signature in webhook-signature fits");
}

std::string StandardWebhooks::Sign(std::string_view id, Instant timestamp,
                                   std::string_view body) const {
  return "v1," + Signature(keys_.front(), id, std::to_string(ToMillis(timestamp) / 1000), body);
}

}  // namespace xiaoer
