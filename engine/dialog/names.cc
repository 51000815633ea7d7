#include "engine/conversation.h"

namespace xiaoer {

std::string_view ToString(Owner owner) {
  switch (owner) {
    case Owner::kBot:
      return "bot";
    case Owner::kOffered:
      return "offered";
    case Owner::kQueued:
      return "queued";
    case Owner::kHuman:
      return "human";
    case Owner::kReturned:
      return "returned";
    case Owner::kClosed:
      return "closed";
  }
  return "unknown";
}

std::string_view ToString(Promise::Kind kind) {
  switch (kind) {
    case Promise::Kind::kPrice:
      return "price";
    case Promise::Kind::kFreeShipping:
      return "free_shipping";
    case Promise::Kind::kShipBy:
      return "ship_by";
    case Promise::Kind::kRefund:
      return "refund";
    case Promise::Kind::kGift:
      return "gift";
    case Promise::Kind::kRemedy:
      return "remedy";
    case Promise::Kind::kFollowUp:
      return "follow_up";
  }
  return "unknown";
}

std::string_view ToString(Case::State state) {
  switch (state) {
    case Case::State::kCollecting:
      return "collecting";
    case Case::State::kRegistered:
      return "registered";
    case Case::State::kWithPerson:
      return "with_person";
    case Case::State::kClosed:
      return "closed";
  }
  return "unknown";
}

}  // namespace xiaoer
