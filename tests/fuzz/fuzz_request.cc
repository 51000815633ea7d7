// Bytes off the network: whatever the pieces they arrive in, the same request is found or refused; what is handed on
// reads as one request with the same body; and what desks send is decoded or refused.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "adapters/codec/desk_requests.h"
#include "adapters/http/front_replies.h"
#include "adapters/http/request_framer.h"

namespace {

using namespace xiaoer;

// Small, so that the fuzzer reaches the limits.
constexpr RequestLimits kLimits{64, 512, 8, 256};

void Require(bool holds) {
  if (!holds) std::abort();
}

void CheckCanonical(std::string_view bytes, const RequestFramer& framer) {
  std::string scratch;
  const std::string_view canonical = framer.Canonical(bytes, scratch);
  RequestLimits wide = kLimits;
  wide.head += 64;  // for the one header that is written anew
  ++wide.headers;
  RequestFramer again(wide);
  Require(again.Feed(canonical) == RequestFramer::State::kComplete);
  Require(again.size() == canonical.size());
  Require(!again.expects_continue());
  const RequestHead head = again.Head(canonical);
  Require(head.method == framer.Head(bytes).method && head.target == framer.Head(bytes).target);
  Require(head.Find("transfer-encoding").empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1 || size > 4096) return 0;
  const std::size_t step = 1 + data[0] % 40;
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);

  RequestFramer whole(kLimits);
  const auto state = whole.Feed(bytes);
  RequestFramer pieces(kLimits);
  auto last = RequestFramer::State::kHead;
  for (std::size_t n = 0; n < bytes.size() && (last == RequestFramer::State::kHead ||
                                               last == RequestFramer::State::kBody);) {
    n = std::min(n + step, bytes.size());
    last = pieces.Feed(bytes.substr(0, n));
  }
  const bool done = state == RequestFramer::State::kComplete;
  Require(done == (last == RequestFramer::State::kComplete));
  if (done) {
    Require(whole.size() == pieces.size() && whole.size() <= bytes.size());
    CheckCanonical(bytes, whole);
    const RequestHead head = whole.Head(bytes);
    (void)HarmlessId(head.Find("x-request-id"));
    (void)ForwardedFor(head.Find("x-forwarded-for"));
  } else {
    Require((state == RequestFramer::State::kRefused) == (last == RequestFramer::State::kRefused));
  }
  (void)DecodeDeskRequest(std::string(bytes), step % 2 == 0);
  (void)DecodePresence(std::string(bytes));
  return 0;
}
