#include "adapters/runtime/service.h"

#include <functional>
#include <utility>

#include "adapters/channels/webhook_channel.h"
#include "adapters/codec/report_codec.h"
#include "adapters/runtime/ids.h"
#include "adapters/runtime/respond_with_facts.h"

namespace xiaoer {
namespace {

// A version conflict means that another writer was faster; each try sees its result. More than a
// few in a row is a fault that the caller must hear of.
constexpr int kTries = 5;

}  // namespace

Service::Service(const PackHolder& packs, Store& store, FactSource& facts, const Clock& clock,
                 Options options)
    : packs_(packs), store_(store), facts_(facts), clock_(clock), options_(options) {}

Result<std::string> Service::Answer(const Inbound& inbound) {
  const std::lock_guard guard(LockFor(inbound.key));
  for (int i = 1;; ++i) {
    Result<std::string> answer = AnswerOnce(inbound);
    if (answer.ok() || answer.error().code() != StatusCode::kConflict) return answer;
    if (i == kTries) return Unavailable("the conversation is busy, try again");
  }
}

Result<std::string> Service::AnswerOnce(const Inbound& inbound) {
  const std::shared_ptr<const Pack> pack = packs_.Get();
  if (pack == nullptr) return Unavailable("no pack is loaded");
  const Instant now = clock_.Now();
  Result<Accepted> accepted = store_.Accept(inbound, now);
  if (!accepted.ok()) return accepted.error();
  if (accepted->answer) return WebhookChannel::MarkDuplicate(accepted->answer->body);

  Facts facts;
  facts.mode = options_.mode;
  Result<std::vector<Promise>> promises =
      store_.FindPromises(inbound.key.shop, inbound.key.channel, inbound.buyer_id, now);
  if (!promises.ok()) return promises.error();
  facts.promises = std::move(promises).value();
  Turn turn = RespondWithFacts(*pack, accepted->conversation, inbound, std::move(facts), facts_,
                               options_.fact_deadline, now, {.explain = true});

  TurnCommit commit;
  commit.inbound = inbound;
  commit.received = now;
  for (std::size_t i = 0; i < turn.replies.size(); ++i) {
    commit.replies.push_back(
        {ReplyId(inbound, i, options_.id_key), turn.replies[i].text, turn.replies[i].reply_id});
  }
  std::vector<std::string> suggestion_ids;
  for (std::size_t i = 0; i < turn.suggestions.size(); ++i) {
    suggestion_ids.push_back(SuggestionId(inbound, i, options_.id_key));
  }
  commit.answer.receipt_id = ReceiptId(inbound, options_.id_key);
  commit.answer.body = WebhookChannel::Encode(inbound, turn, options_.mode, commit.replies,
                                              suggestion_ids, commit.answer.receipt_id);
  commit.receipt_json = Dump(ReceiptJson(turn.receipt));
  commit.next = std::move(turn.next);
  if (Status s = store_.Commit(commit); !s.ok()) return s;
  return std::move(commit.answer.body);
}

Result<std::string> Service::Explain(const std::string& receipt_id) {
  return store_.FindReceipt(receipt_id);
}

Status Service::Check() { return store_.Check(); }

std::mutex& Service::LockFor(const ConversationKey& key) {
  const std::hash<std::string> hash;
  return locks_[(hash(key.shop) * 31 + hash(key.channel) * 7 + hash(key.conversation)) %
                locks_.size()];
}

}  // namespace xiaoer
