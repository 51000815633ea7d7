#include "engine/advice.h"

#include <algorithm>
#include <charconv>
#include <variant>

#include "engine/policy/bargain.h"
#include "engine/policy/bargain_talk.h"

namespace xiaoer {
namespace {

bool Contains(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

std::string TopFlow(const Conversation& conversation) {
  return conversation.stack.empty() ? std::string() : conversation.stack.back().flow;
}

template <class T>
const T* FindAct(const Receipt& receipt) {
  for (const Act& act : receipt.acts) {
    if (const auto* found = std::get_if<T>(&act)) return found;
  }
  return nullptr;
}

std::vector<Advice::Heard> HeardIn(const Pack& pack, const Receipt& receipt) {
  std::vector<Advice::Heard> heard;
  for (const IntentReport& report : receipt.intents) {
    Advice::Heard h{report.name, {}, {}, report.confidence};
    for (const IntentSource& intent : pack.intents.intents) {
      if (intent.name == report.name) h.about = intent.about;
    }
    if (report.bytes.end <= receipt.text.size() && !report.bytes.empty()) {
      h.words = receipt.text.substr(report.bytes.begin, report.bytes.size());
    }
    heard.push_back(std::move(h));
  }
  return heard;
}

std::int64_t Pieces(const Conversation& conversation) {
  const auto kept = conversation.slots.find(std::string(kPiecesSlot));
  std::int64_t pieces = 1;
  if (kept != conversation.slots.end()) {
    const char* begin = kept->second.data();
    std::from_chars(begin, begin + kept->second.size(), pieces);
  }
  return std::max<std::int64_t>(pieces, 1);
}

// What is said of haggling over the product in talk; nothing where nobody has haggled.
std::optional<Advice::Haggling> HagglingOf(const Pack& pack, const Conversation& before,
                                           const Conversation& after, const Facts& facts,
                                           Instant now) {
  const Product* product = pack.shop.FindProduct(after.product);
  if (product == nullptr) return std::nullopt;
  const std::int64_t pieces = Pieces(after);
  const BargainPolicy& policy = pack.shop.bargain;
  const Bargain standing = StandingBargain(*product, policy, before, facts.promises, pieces, now);
  const auto talked = std::find_if(
      after.bargains.begin(), after.bargains.end(),
      [&](const Bargain& b) { return b.product == product->id && b.quantity == pieces; });
  if (talked == after.bargains.end() && standing.offered.value == 0) return std::nullopt;
  Advice::Haggling haggling;
  haggling.product = product->id;
  haggling.name = product->name;
  haggling.quantity = pieces;
  haggling.list = product->list;
  haggling.floor = product->FloorFor(pieces);
  haggling.offered = StandingPrice(*product, standing);
  haggling.step = standing.step;
  if (talked != after.bargains.end()) {
    haggling.buyer_offer = talked->buyer_offer;
    haggling.round = talked->pushes;
  }
  if (policy.enabled && product->bargain) {
    const Fen next = PriceAtStep(*product, policy, pieces, standing.step + 1);
    if (next < haggling.offered) haggling.next_offer = next;
  }
  return haggling;
}

std::string NextStep(const Turn& turn, const std::vector<Outbound>& first,
                     const std::string& label) {
  std::string text;
  if (!first.empty()) {
    text = "会先「" + label + "」";
    text += turn.receipt.state_after.empty()
                ? "，这个话题就答完了"
                : "，然后等买家回答（" + turn.receipt.state_after + "）";
  } else if (const auto* silent = FindAct<Silent>(turn.receipt)) {
    text = "不回复：" + silent->reason;
  } else {
    text = "没有合适的回复";
  }
  if (const auto* person = FindAct<HandOver>(turn.receipt)) text += "，并转人工：" + person->reason;
  return text;
}

}  // namespace

const ApproachList* FindApproaches(const Pack& pack, const Conversation& before, const Turn& turn,
                                   const std::vector<Outbound>& first) {
  const auto& all = pack.flows.approaches;
  const auto find = [&](auto matches) -> const ApproachList* {
    const auto it = std::find_if(all.begin(), all.end(), matches);
    return it == all.end() ? nullptr : &*it;
  };
  if (const auto* list = find([&](const ApproachList& l) { return ApproachOf(&l, first); })) {
    return list;
  }
  for (const std::string& flow : {TopFlow(turn.next), TopFlow(before)}) {
    if (flow.empty()) continue;
    if (const auto* list = find([&](const ApproachList& l) { return Contains(l.flows, flow); })) {
      return list;
    }
  }
  for (const IntentReport& intent : turn.receipt.intents) {
    const auto named = [&](const ApproachList& l) { return Contains(l.intents, intent.name); };
    if (const auto* list = find(named)) return list;
  }
  return find([](const ApproachList& l) { return Contains(l.intents, "*"); });
}

const Approach* ApproachOf(const ApproachList* list, const std::vector<Outbound>& replies) {
  if (list == nullptr) return nullptr;
  for (const Outbound& reply : replies) {
    for (const Approach& approach : list->approaches) {
      if (Contains(approach.reply_ids, reply.reply_id)) return &approach;
    }
  }
  return nullptr;
}

std::string PlainLabel(const std::vector<Outbound>& replies, const Receipt& receipt) {
  const bool person = std::any_of(replies.begin(), replies.end(), [](const Outbound& reply) {
    return reply.reply_id.starts_with("handoff.");
  });
  if (person) return "请同事接手";
  return FindAct<Ask>(receipt) != nullptr ? "先问清楚" : "直接回答";
}

Advice MakeAdvice(const Pack& pack, const Conversation& before, const Turn& turn,
                  const std::vector<Outbound>& first, const std::string& label, const Facts& facts,
                  Instant now) {
  const Conversation& after = turn.next;
  Advice advice;
  advice.heard = HeardIn(pack, turn.receipt);
  advice.state = turn.receipt.state_after;
  advice.next_step = NextStep(turn, first, label);
  for (const Outbound& reply : first) advice.next_replies.push_back(reply.reply_id);
  // One that an agent has answered since is settled, unless this line calls for a person again.
  const bool calls = FindAct<HandOver>(turn.receipt) != nullptr;
  if (after.handoff && (calls || after.handoff->since > after.last_agent_at)) {
    advice.take_over = {after.handoff->urgency, after.handoff->reason, after.handoff->summary};
  }
  advice.facts = after.slots;
  if (!after.product.empty()) advice.facts["product"] = after.product;
  advice.bargain = HagglingOf(pack, before, after, facts, now);
  for (const auto* list : {&before.promises, &facts.promises}) {
    for (const Promise& promise : *list) {
      const auto& known = advice.promises;
      if (promise.expires <= now) continue;
      if (std::find(known.begin(), known.end(), promise) != known.end()) continue;
      advice.promises.push_back(promise);
    }
  }
  return advice;
}

}  // namespace xiaoer
