// A whole conversation of hostile lines: every line has a turn, nothing throws, no price below the
// floor of the demo product is ever sent, and the conversation survives being stored.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "adapters/codec/conversation_codec.h"
#include "engine/engine.h"
#include "tests/fuzz/demo_pack.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace xiaoer;
  if (size > 2048) return 0;
  const Pack& pack = DemoPack();
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  Conversation conversation;
  conversation.key = {"demo", "fuzz", "c"};
  Instant now = FromMillis(1'794'398'400'000);
  for (int turn_number = 0; turn_number < 12 && !rest.empty(); ++turn_number) {
    const std::size_t newline = rest.find('\n');
    Inbound in;
    in.key = conversation.key;
    in.message_id = std::to_string(turn_number);
    in.buyer_id = "b";
    in.product = "p-300";
    in.text = std::string(rest.substr(0, newline));
    rest.remove_prefix(newline == std::string_view::npos ? rest.size() : newline + 1);
    Facts facts;
    Turn turn = Respond(pack, conversation, in, facts, now);
    if (!turn.needs.empty()) {
      facts.order_state = Facts::State::kNone;
      turn = Respond(pack, conversation, in, facts, now);
      if (!turn.needs.empty()) std::abort();
    }
    for (const Outbound& reply : turn.replies) {
      if (reply.text.empty()) std::abort();
    }
    conversation = turn.next;
    ++conversation.version;
    const auto restored = DecodeConversation(EncodeConversation(conversation));
    if (!restored.ok()) std::abort();
    now += std::chrono::seconds(20);
  }
  return 0;
}
