#include "adapters/runtime/turn_change.h"

#include <utility>

#include "adapters/channels/callback/callback_codec.h"
#include "adapters/codec/answer_codec.h"
#include "adapters/codec/conversation_codec.h"
#include "adapters/codec/report_codec.h"
#include "adapters/runtime/ids.h"

namespace xiaoer {
namespace {

void AddSuggestions(const Turn& turn, const Inbound& inbound, const TurnContext& context,
                    Change& change) {
  for (std::size_t i = 0; i < turn.suggestions.size(); ++i) {
    const Suggestion& s = turn.suggestions[i];
    change.suggestions.push_back({SuggestionId(inbound, i, context.id_key), s.text, s.reply_id,
                                  s.approach, EncodeConversation(s.after)});
  }
  if (change.suggestions.empty()) return;
  JsonWriter w;
  w.BeginObject().Field("in_reply_to", inbound.message_id).Key("suggestions").BeginArray();
  for (const StoredSuggestion& s : change.suggestions) {
    w.BeginObject()
        .Field("id", s.id)
        .Field("approach", s.approach)
        .Field("text", s.text)
        .EndObject();
  }
  w.EndArray().EndObject();
  change.events.push_back({0, context.now, "suggestions", inbound.key, w.Take()});
}

}  // namespace

TranscriptEntry LineOf(const Inbound& inbound, Instant at) {
  TranscriptEntry line;
  line.at = at;
  line.sender = inbound.sender == Sender::kAgent ? "agent" : "buyer";
  line.message = inbound.message_id;
  line.text = inbound.text;
  return line;
}

StoredEvent LineEvent(const ConversationKey& key, const TranscriptEntry& line) {
  JsonWriter w;
  w.BeginObject()
      .Field("sender", line.sender)
      .Field("id", line.message)
      .Field("text", line.text)
      .EndObject();
  return {0, line.at, "message", key, w.Take()};
}

StoredEvent OwnerEvent(const Conversation& c, Instant at) {
  JsonWriter w;
  w.BeginObject()
      .Field("owner", ToString(c.owner))
      .Field("agent", c.agent)
      .Field("epoch", c.epoch)
      .Key("handoff");
  WriteHandoff(w, c.handoff);
  w.EndObject();
  return {0, at, "owner", c.key, w.Take()};
}

Change ChangeOfTurn(Turn turn, std::vector<WaitingMessage> answered, const Owner owner_before,
                    const TurnContext& context) {
  Change change;
  const Inbound& last = answered.back().inbound;
  change.key = last.key;
  change.at = context.now;
  change.enqueued = context.asynchronous;
  std::vector<StoredReply> replies;
  for (std::size_t i = 0; i < turn.replies.size(); ++i) {
    replies.push_back(
        {ReplyId(last, i, context.id_key), turn.replies[i].text, turn.replies[i].reply_id});
  }
  AddSuggestions(turn, last, context, change);
  std::vector<std::string> suggestion_ids;
  for (const StoredSuggestion& s : change.suggestions) suggestion_ids.push_back(s.id);
  change.answer.receipt_id = ReceiptId(last, context.id_key);
  change.answer.body =
      AnswerBody(last, turn, context.mode, replies, suggestion_ids, change.answer.receipt_id);
  JsonWriter receipt;
  WriteReceipt(receipt, turn.receipt);
  change.receipt_json = receipt.Take();
  // Those that were enqueued are in the transcript since then.
  if (!context.asynchronous) {
    for (const WaitingMessage& message : answered) {
      change.lines.push_back(LineOf(message.inbound, message.received));
      change.events.push_back(LineEvent(change.key, change.lines.back()));
    }
  }
  for (const StoredReply& reply : replies) {
    change.lines.push_back({0, context.now, "bot", reply.id, reply.text, {}});
    change.events.push_back(LineEvent(change.key, change.lines.back()));
    if (context.asynchronous) {
      change.outbox.push_back(
          {reply.id, "bot", CallbackBody(last.key, "bot", reply.id, reply.text, last.message_id)});
    }
  }
  if (turn.next.owner != owner_before) {
    change.events.push_back(OwnerEvent(turn.next, context.now));
  }
  // An agent spoke, here or in the platform's own desk: what the bot still had to say is stale.
  change.drop_bot_replies = last.sender == Sender::kAgent;
  change.next = std::move(turn.next);
  change.answered = std::move(answered);
  return change;
}

}  // namespace xiaoer
