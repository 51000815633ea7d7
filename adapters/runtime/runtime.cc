#include "adapters/runtime/runtime.h"

#include <algorithm>
#include <utility>

namespace xiaoer {

Runtime::Runtime(const PackHolder& packs, Store& store, Outbox& outbox, FactSource& facts,
                 const Clock& clock, Watch& watch, Options options)
    : watch_(watch),
      clock_(clock),
      store_(store, watch),
      outbox_(outbox, watch),
      options_(std::move(options)),
      service_(packs, store_, facts, clock, locks_, watch, options_.service),
      desk_(packs, store_, clock, locks_,
            {options_.service.channels, options_.service.id_key, options_.presence_holds}),
      scheduler_(service_, clock),
      sender_(outbox_, options_.service.channels, clock, watch, options_.sender) {
  service_.OnWaiting([this](const ConversationKey& key, Instant due) { scheduler_.Add(key, due); });
  service_.OnChange([this](bool outbox) { Changed(outbox); });
  desk_.OnChange([this](bool outbox) { Changed(outbox); });
  watch_.OnRead([this](Gauges& gauges) { Look(gauges); });
}

Runtime::~Runtime() {
  watch_.OnRead(nullptr);
  Stop();
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

// A store that does not answer leaves its figures away; the counter of its errors tells.
void Runtime::Look(Gauges& gauges) {
  if (const auto figures = store_.Count(); figures.ok()) {
    gauges.waiting_messages = figures->waiting;
    gauges.open_handoffs = figures->open;
  }
  const auto outbox = outbox_.Count();
  if (!outbox.ok()) return;
  gauges.outbox_entries = outbox->pending;
  gauges.dead_letters = outbox->dead;
  const bool any = outbox->pending > 0;
  // A clock that was set back makes nothing younger than now.
  const Millis age = any ? std::max(clock_.Now() - outbox->oldest, Millis(0)) : Millis(0);
  gauges.outbox_oldest_seconds = static_cast<double>(age.count()) / 1000;
}

}  // namespace xiaoer
