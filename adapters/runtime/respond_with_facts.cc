#include "adapters/runtime/respond_with_facts.h"

#include <utility>

namespace xiaoer {

Turn RespondWithFacts(const Pack& pack, const Conversation& conversation, const Inbound& inbound,
                      Facts facts, FactSource& source, Millis deadline, Instant now,
                      const RespondOptions& options) {
  Turn turn = Respond(pack, conversation, inbound, facts, now, options);
  if (turn.needs.empty()) return turn;
  Result<std::vector<OrderFact>> orders =
      source.FindOrders(inbound.key.shop, inbound.buyer_id, turn.needs.front().key, deadline);
  if (!orders.ok()) {
    facts.order_state = Facts::State::kTimeout;
  } else if (orders->empty()) {
    facts.order_state = Facts::State::kNone;
  } else {
    facts.order_state = Facts::State::kFound;
    facts.orders = std::move(orders).value();
  }
  return Respond(pack, conversation, inbound, facts, now, options);
}

}  // namespace xiaoer
