#include "tools/xiaoer/turn_view.h"

#include <algorithm>
#include <iomanip>
#include <string>

#include "adapters/codec/iso_time.h"
#include "engine/base/money.h"

namespace xiaoer {
namespace {

// Enough to see what came close; the rest is for `:why`.
constexpr std::size_t kLosersShown = 4;

std::string Quote(const std::string& text, Span bytes) {
  return bytes.end <= text.size() ? text.substr(bytes.begin, bytes.size()) : std::string();
}

std::string SlotText(const Slot& slot) {
  const Entity& e = slot.entity;
  std::string text = slot.name + "=";
  text +=
      e.unit == "fen" ? FormatYuan({e.value}) + " yuan" : std::to_string(e.value) + " " + e.unit;
  if (e.quantity != 0) text += " for " + std::to_string(e.quantity);
  if (!e.text.empty()) text += " \"" + e.text + "\"";
  return text;
}

void ShowIntent(std::ostream& out, const Receipt& receipt, const IntentReport& intent) {
  out << std::left << std::setw(20) << intent.name << " " << std::fixed << std::setprecision(2)
      << intent.confidence << "  「" << Quote(receipt.text, intent.bytes) << "」 "
      << intent.bytes.begin << ".." << intent.bytes.end << "  " << intent.template_text << "  "
      << intent.where.ToString();
  for (const Slot& slot : intent.slots) out << "  " << SlotText(slot);
  if (!intent.detail.empty()) out << "\n             " << intent.detail;
  out << "\n";
}

std::string ActText(const Act& act) {
  struct Visitor {
    std::string operator()(const Say& a) { return "say " + a.reply_id; }
    std::string operator()(const Ask& a) { return "ask " + a.reply_id; }
    std::string operator()(const NeedFact& a) { return "look up " + a.kind + " " + a.key; }
    std::string operator()(const HandOver& a) {
      return (a.advice ? "advise a person (" : "hand over (") + std::string(ToString(a.urgency)) +
             "): " + a.reason;
    }
    std::string operator()(const Silent& a) { return "stay silent: " + a.reason; }
  };
  return std::visit(Visitor{}, act);
}

void ShowAdvice(std::ostream& out, const Advice& advice) {
  for (const Advice::Heard& h : advice.heard) {
    out << "  heard      " << h.intent << " (" << h.about << ")  「" << h.words << "」\n";
  }
  out << "  next step  " << advice.next_step << "\n";
  if (const auto& take = advice.take_over) {
    out << "  take over  " << ToString(take->urgency) << ": " << take->reason << "\n"
        << "             " << take->summary << "\n";
  }
  for (const auto& [name, value] : advice.facts) {
    out << "  fact       " << name << " = " << value << "\n";
  }
  if (const auto& b = advice.bargain) {
    out << "  bargain    " << b->name << " ×" << b->quantity << ": list " << FormatYuan(b->list)
        << ", our offer " << FormatYuan(b->offered);
    if (b->buyer_offer.value > 0) out << ", the buyer's " << FormatYuan(b->buyer_offer);
    if (b->next_offer.value > 0) out << ", next " << FormatYuan(b->next_offer);
    out << ", FLOOR " << FormatYuan(b->floor) << ", round " << b->round << "\n";
  }
  for (const Promise& p : advice.promises) {
    out << "  promised   " << ToString(p.kind) << " " << p.product;
    if (p.amount.value > 0) out << " " << FormatYuan(p.amount);
    out << " until " << FormatIsoTime(p.expires) << "\n";
  }
}

std::string StateText(const std::string& state) { return state.empty() ? "-" : state; }

}  // namespace

void ShowTurn(std::ostream& out, const Pack& pack, const Turn& turn) {
  const Receipt& r = turn.receipt;
  const Normalized line = pack.normalizer->Normalize(r.text);
  out << "  normalized " << r.normalized << "   script " << ToString(r.script) << "   coverage "
      << std::fixed << std::setprecision(2) << r.coverage << "\n";
  out << "  segments  ";
  for (const Span segment : pack.segmenter->Segment(line.text)) out << " " << line.ToUtf8(segment);
  out << "\n";
  for (const IntentReport& intent : r.intents) {
    out << "  intent     ";
    ShowIntent(out, r, intent);
  }
  if (r.intents.empty()) out << "  intent     none\n";
  for (const auto& [a, b] : r.ambiguous) {
    out << "  ambiguous  " << a << " or " << b << ": too close to call\n";
  }
  for (const auto& [entity, bytes] : r.entities) {
    out << "  entity     " << SlotText({std::string(ToString(entity.type)), entity}) << "  「"
        << Quote(r.text, bytes) << "」\n";
  }
  for (std::size_t i = 0; i < std::min(r.losers.size(), kLosersShown); ++i) {
    out << "  lost       ";
    ShowIntent(out, r, r.losers[i]);
  }
  if (r.losers.size() > kLosersShown) {
    out << "             and " << r.losers.size() - kLosersShown << " more: :why\n";
  }
  out << "  state      " << StateText(r.state_before) << " -> " << StateText(r.state_after) << "\n";
  for (const Suggestion& s : turn.suggestions) {
    out << "  suggest    [" << s.approach << "] " << s.text << "   (" << s.reply_id << ")\n";
  }
  if (turn.advice) ShowAdvice(out, *turn.advice);
  for (const Act& act : r.acts) {
    if (std::holds_alternative<Silent>(act) || std::holds_alternative<HandOver>(act)) {
      out << "  act        " << ActText(act) << "\n";
    }
  }
  for (const Outbound& reply : turn.replies) {
    out << "小二: " << reply.text << "   (" << reply.reply_id << ")\n";
  }
}

void ShowWhy(std::ostream& out, const Receipt& r) {
  out << "  understood from pack " << r.pack_hash << "\n";
  for (const IntentReport& intent : r.intents) {
    out << "  because    ";
    ShowIntent(out, r, intent);
  }
  for (const IntentReport& loser : r.losers) {
    out << "  lost       ";
    ShowIntent(out, r, loser);
  }
  for (const std::string& rule : r.rules) out << "  rule       " << rule << "\n";
  for (const Act& act : r.acts) out << "  act        " << ActText(act) << "\n";
  for (const GateCheck& gate : r.gates) {
    out << "  gate       " << gate.name << (gate.passed ? " passed" : " VETO") << " " << gate.detail
        << "\n";
  }
}

void ShowState(std::ostream& out, const Conversation& c) {
  out << "  owner " << ToString(c.owner) << ", epoch " << c.epoch << ", " << c.turns << " turns\n";
  for (const FlowFrame& frame : c.stack) {
    out << "  in " << frame.flow << "." << frame.state << " since " << FormatIsoTime(frame.entered)
        << ", " << frame.retries << " retries\n";
  }
  if (c.stack.empty()) out << "  in no flow\n";
  for (const Promise& p : c.promises) {
    out << "  promised " << ToString(p.kind) << " " << p.product;
    if (p.amount.value != 0) out << " " << FormatYuan(p.amount) << " yuan";
    out << " until " << FormatIsoTime(p.expires) << "\n";
  }
  for (const Bargain& b : c.bargains) {
    out << "  bargaining over " << b.product << ": step " << b.step << ", our offer "
        << FormatYuan(b.offered) << ", the buyer's " << FormatYuan(b.buyer_offer) << "\n";
  }
  for (const Concern& concern : c.attention.concerns) {
    out << "  wanted " << concern.intent << " " << concern.times << "×"
        << (concern.promised   ? ", promised"
            : concern.answered ? ", answered"
                               : "")
        << "\n";
  }
  if (c.handoff) {
    out << "  waits for a person (" << ToString(c.handoff->urgency) << "): " << c.handoff->reason
        << "; " << c.handoff->summary << "\n";
  }
}

void ShowSlots(std::ostream& out, const Conversation& c) {
  if (c.slots.empty() && c.product.empty()) out << "  nothing collected yet\n";
  if (!c.product.empty()) out << "  product = " << c.product << "\n";
  for (const auto& [name, value] : c.slots) out << "  " << name << " = " << value << "\n";
  for (const auto& [name, value] : c.counters) out << "  #" << name << " = " << value << "\n";
}

}  // namespace xiaoer
