#include "adapters/codec/answer_codec.h"

#include "adapters/codec/json.h"
#include "adapters/codec/report_codec.h"

namespace xiaoer {

std::string AnswerBody(const Inbound& inbound, const Turn& turn, Mode mode,
                       const std::vector<StoredReply>& replies,
                       const std::vector<std::string>& suggestion_ids,
                       const std::string& receipt_id) {
  JsonWriter w;
  w.BeginObject()
      .Field("conversation", inbound.key.conversation)
      .Field("in_reply_to", inbound.message_id)
      .Field("duplicate", false)
      .Field("owner", ToString(turn.next.owner))
      .Field("mode", ToString(mode));
  w.Key("replies").BeginArray();
  for (const StoredReply& r : replies) {
    w.BeginObject().Field("id", r.id).Field("text", r.text).EndObject();
  }
  w.EndArray().Key("intents").BeginArray();
  for (const IntentReport& i : turn.receipt.intents) WriteIntent(w, i);
  w.EndArray().Key("handoff");
  WriteHandoff(w, turn.next.handoff);
  w.Key("suggestions").BeginArray();
  for (std::size_t i = 0; i < turn.suggestions.size(); ++i) {
    w.BeginObject()
        .Field("id", i < suggestion_ids.size() ? suggestion_ids[i] : std::string())
        .Field("approach", turn.suggestions[i].approach)
        .Field("text", turn.suggestions[i].text)
        .EndObject();
  }
  w.EndArray().Field("receipt", receipt_id);
  // Only where agents read along: it may name the floor.
  if (mode == Mode::kSuggest && turn.advice) {
    w.Key("advice");
    WriteAdvice(w, *turn.advice);
  }
  w.EndObject();
  return w.Take();
}

std::string MarkDuplicate(const std::string& body) {
  OrderedJson j = OrderedJson::parse(body, nullptr, false);
  // A stored body is our own; one that does not parse is shown as it is rather than hidden.
  if (j.is_discarded()) return body;
  j["duplicate"] = true;
  return Dump(j);
}

}  // namespace xiaoer
