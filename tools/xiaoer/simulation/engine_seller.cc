#include "tools/xiaoer/simulation/engine_seller.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "tools/xiaoer/simulation/price_reading.h"
#include "tools/xiaoer/simulation/wording.h"

namespace xiaoer::simulation {
namespace {

template <std::size_t N>
bool HasAny(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view w) { return text.find(w) != std::string_view::npos; });
}

// Amounts in such a text are no prices of goods.
bool SpeaksOfFees(std::string_view text) {
  constexpr std::array<std::string_view, 5> kFees = {"运费", "邮费", "手续费", "差价", "包邮"};
  return HasAny(text, kFees);
}
// Something beside the price that a buyer likes to get.
bool OffersInKind(std::string_view text) {
  constexpr std::array<std::string_view, 6> kGifts = {"送", "券", "减", "礼物", "包邮", "赠"};
  return HasAny(text, kGifts);
}

}  // namespace

EngineSeller::EngineSeller(const Pack& pack, const Product& product, const Goods& goods,
                           Instant now, std::uint64_t seed, std::vector<std::string>* transcript)
    : pack_(pack),
      goods_(goods),
      random_(seed),
      now_(now),
      standing_(goods.list),
      transcript_(transcript) {
  inbound_.key = {pack.shop.id, "simulation", "c"};
  inbound_.buyer_id = "b";
  inbound_.product = product.id;
}

SellerSays EngineSeller::Hear(const BuyerSays& said) {
  now_ += std::chrono::seconds(20);
  inbound_.message_id = std::to_string(++turns_);
  inbound_.text = Word(said, goods_, standing_, turns_ == 1, random_);
  if (transcript_ != nullptr) transcript_->push_back("买家 " + inbound_.text);
  Turn turn = Respond(pack_, conversation_, inbound_, {}, now_);
  conversation_ = std::move(turn.next);
  SellerSays answer;
  for (const Outbound& reply : turn.replies) {
    if (transcript_ != nullptr) {
      transcript_->push_back("小二 " + reply.text + "  (" + reply.reply_id + ")");
    }
    Inspect(reply.text);
    Read(reply, answer);
  }
  // A buyer who says yes to what stands buys at what stands.
  if (said.kind == BuyerSays::Kind::kTake) answer.deal = true;
  if (conversation_.owner != Owner::kBot) answer.last_word = true;
  answer.price = standing_;
  return answer;
}

void EngineSeller::Read(const Outbound& reply, SellerSays& said) {
  said.in_kind = said.in_kind || OffersInKind(reply.text);
  said.deal = said.deal || reply.reply_id.starts_with("bargain.agreed");
  said.last_word = said.last_word || reply.reply_id == "bargain.pause";
  if (SpeaksOfFees(reply.text)) return;
  for (const ReadAmount& read : ReadAmounts(reply.text)) {
    if (read.total) continue;
    // Taking the buyer's own number is no concession of the ladder.
    if (said.deal) last_drop_ = {};
    Stand(read.amount);
    said.two_pieces_only =
        goods_.pieces < 2 && reply.text.find("两件一起") != std::string::npos && !said.deal;
  }
}

void EngineSeller::Stand(Fen price) {
  if (price > standing_) ++faults_.rises;
  if (price < standing_) {
    const Fen drop = standing_ - price;
    if (last_drop_.value > 0 && drop > last_drop_) ++faults_.growing;
    last_drop_ = drop;
  }
  standing_ = price;
}

void EngineSeller::Inspect(const std::string& text) {
  if (HintsAtFloor(text)) ++faults_.leaks;
  if (SpeaksOfFees(text)) return;
  for (const ReadAmount& read : ReadAmounts(text)) {
    const std::int64_t pieces = read.total ? goods_.pieces : 1;
    if (read.amount.value < goods_.floor.value * pieces) ++faults_.breaches;
  }
}

}  // namespace xiaoer::simulation
