#include "adapters/codec/answer_codec.h"

#include <utility>

#include "adapters/codec/json.h"
#include "adapters/codec/report_codec.h"

namespace xiaoer {

std::string AnswerBody(const Inbound& inbound, const Turn& turn, Mode mode,
                       const std::vector<StoredReply>& replies,
                       const std::vector<std::string>& suggestion_ids,
                       const std::string& receipt_id) {
  OrderedJson reply_list = OrderedJson::array();
  for (const StoredReply& r : replies) reply_list.push_back({{"id", r.id}, {"text", r.text}});
  OrderedJson intents = OrderedJson::array();
  for (const IntentReport& i : turn.receipt.intents) intents.push_back(IntentJson(i));
  OrderedJson suggestions = OrderedJson::array();
  for (std::size_t i = 0; i < turn.suggestions.size(); ++i) {
    suggestions.push_back({{"id", i < suggestion_ids.size() ? suggestion_ids[i] : ""},
                           {"approach", turn.suggestions[i].approach},
                           {"text", turn.suggestions[i].text}});
  }
  OrderedJson body = {{"conversation", inbound.key.conversation},
                      {"in_reply_to", inbound.message_id},
                      {"duplicate", false},
                      {"owner", ToString(turn.next.owner)},
                      {"mode", ToString(mode)},
                      {"replies", std::move(reply_list)},
                      {"intents", std::move(intents)},
                      {"handoff", HandoffJson(turn.next.handoff)},
                      {"suggestions", std::move(suggestions)},
                      {"receipt", receipt_id}};
  // Only where agents read along: it may name the floor.
  if (mode == Mode::kSuggest && turn.advice) body["advice"] = AdviceJson(turn.advice);
  return Dump(body);
}

std::string MarkDuplicate(const std::string& body) {
  OrderedJson j = OrderedJson::parse(body, nullptr, false);
  // A stored body is our own; one that does not parse is shown as it is rather than hidden.
  if (j.is_discarded()) return body;
  j["duplicate"] = true;
  return Dump(j);
}

}  // namespace xiaoer
