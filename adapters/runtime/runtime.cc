#include "adapters/runtime/runtime.h"

#include <utility>

namespace xiaoer {

Runtime::Runtime(const PackHolder& packs, Store& store, Outbox& outbox, FactSource& facts,
                 const Clock& clock, Options options)
    : store_(store),
      options_(std::move(options)),
      service_(packs, store, facts, clock, locks_, options_.service),
      desk_(packs, store, clock, locks_,
            {options_.service.channels, options_.service.id_key, options_.presence_holds}),
      scheduler_(service_, clock),
      sender_(outbox, options_.service.channels, clock, options_.sender) {
  service_.OnWaiting([this](const ConversationKey& key, Instant due) { scheduler_.Add(key, due); });
  service_.OnChange([this](bool outbox) { Changed(outbox); });
  desk_.OnChange([this](bool outbox) { Changed(outbox); });
}

Status Runtime::Start() {
  const auto waiting = store_.FindWaiting();
  if (!waiting.ok()) return waiting.error();
  scheduler_.Start(*waiting, options_.workers);
  sender_.Start();
  return {};
}

void Runtime::Changed(bool outbox) {
  if (outbox) sender_.Wake();
  if (on_change_) on_change_();
}

void Runtime::Stop() {
  scheduler_.Stop();
  sender_.Stop();
}

}  // namespace xiaoer
