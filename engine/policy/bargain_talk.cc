#include "engine/policy/bargain_talk.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "engine/pack.h"
#include "engine/policy/parts.h"

namespace xiaoer {
namespace {

constexpr std::int64_t kMaxPieces = 1'000'000;

bool IsNumber(EntityType type) {
  return type == EntityType::kMoney || type == EntityType::kMoneyOff ||
         type == EntityType::kDiscount || type == EntityType::kRoundOff;
}

// The buyer's number: what the answered match has as a slot, else the only amount of the line.
// Without a match (an answer to our question that no template knows) a bare number counts as well.
const Entity* NumberEntity(const Step& step) {
  if (step.trigger != nullptr) {
    for (const Slot& slot : step.trigger->slots) {
      const EntityType type = slot.entity.type;
      if (IsNumber(type) || type == EntityType::kNumber) return &slot.entity;
    }
  }
  const Entity* only = nullptr;
  for (const Entity& entity : step.match.entities) {
    if (!IsNumber(entity.type) || (entity.bare && step.trigger != nullptr)) continue;
    // Two amounts with a unit are no clear offer; of overlapping readings the first is the longest.
    if (only != nullptr && only->units.Overlaps(entity.units)) continue;
    if (only != nullptr) return nullptr;
    only = &entity;
  }
  return only;
}

bool About(const Step& step, Topic topic) {
  const std::string line = step.line.ToUtf8();
  const auto& words = step.pack.shop.topics[static_cast<std::size_t>(topic)];
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return !word.empty() && line.find(word) != std::string::npos;
  });
}

}  // namespace

std::int64_t PiecesInLine(const Step& step) {
  if (const Entity* number = NumberEntity(step); number != nullptr && number->quantity > 0) {
    return std::min(number->quantity, kMaxPieces);
  }
  const Entity* quantity = FindEntity(step, EntityType::kQuantity);
  return quantity == nullptr || quantity->bare
             ? 0
             : std::clamp<std::int64_t>(quantity->value, 0, kMaxPieces);
}

std::int64_t PiecesInTalk(const Step& step) {
  if (const std::int64_t said = PiecesInLine(step); said > 0) return said;
  const auto kept = step.next.slots.find(std::string(kPiecesSlot));
  std::int64_t pieces = 0;
  if (kept != step.next.slots.end()) {
    const std::string& text = kept->second;
    std::from_chars(text.data(), text.data() + text.size(), pieces);
  }
  return std::max<std::int64_t>(pieces, 1);
}

Bargain BargainInTalk(const Step& step, const Product& product) {
  return StandingBargain(product, step.pack.shop.bargain, step.next, step.facts.promises,
                         PiecesInTalk(step), step.now);
}

BargainPush PushOf(const Step& step, const Product& product, Fen standing) {
  BargainPush push;
  // What another shop takes is no offer of the buyer's.
  if (About(step, Topic::kElsewhere)) return push;
  const Entity* entity = NumberEntity(step);
  if (entity != nullptr) push.number = ReadNumber(*entity, product, standing);
  // 4件，最多800: far above the price of one, so it is for all of them.
  const std::int64_t pieces = PiecesInTalk(step);
  if (push.number && push.number->quantity == 0 && pieces > 1 &&
      push.number->per_piece.value * 5 > product.list.value * 6) {
    push.number->per_piece.value /= pieces;
  }
  push.last_word = About(step, Topic::kLastWord);
  return push;
}

std::optional<BargainMove> MoveInTalk(const Step& step) {
  const Product* product = ProductInTalk(step);
  if (product == nullptr) return std::nullopt;
  const Bargain state = BargainInTalk(step, *product);
  return DecideBargain(*product, step.pack.shop.bargain, state,
                       PushOf(step, *product, StandingPrice(*product, state)));
}

}  // namespace xiaoer
