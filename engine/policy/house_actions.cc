// shop.*, hours.*, shipping.*, handoff.*: the house's own rules.
#include <algorithm>
#include <charconv>

#include "engine/pack.h"
#include "engine/policy/bargain_talk.h"
#include "engine/policy/handoff.h"
#include "engine/policy/hours.h"
#include "engine/policy/parts.h"

namespace xiaoer {
namespace {

// ---- hours ----

bool Open(const Step& step) { return IsOpen(step.pack.shop.hours, step.now); }
bool Present(const Step& step) { return AgentsPresent(step.pack.shop, step.facts, step.now); }

std::string Opening(const Step& step) {
  const Hours& hours = step.pack.shop.hours;
  const auto next = NextOpening(hours, step.now);
  return next ? SayTime(hours, *next, step.now) : std::string();
}

std::string By(const Step& step) {
  const Shop& shop = step.pack.shop;
  Instant by = PromisedBy(shop, step.facts, Urgency::kNormal, step.now);
  if (step.next.handoff && step.next.handoff->promised_by > step.now)
    by = step.next.handoff->promised_by;
  return SayBy(shop.hours, by, step.now);
}

std::string Holiday(const Step& step) {
  const Hours& hours = step.pack.shop.hours;
  const SpecialDay* holiday = HolidayOn(hours, hours.zone.ToCivil(step.now).date);
  return holiday == nullptr ? std::string() : holiday->name;
}

std::string TodaysHours(const Step& step) {
  const Hours& hours = step.pack.shop.hours;
  std::vector<std::string> spans;
  for (const DaySpan& span : SpansOn(hours, hours.zone.ToCivil(step.now).date)) {
    constexpr int kDay = 24 * 60;
    if (span.end - span.begin >= kDay) return "全天";
    spans.push_back(FormatClock(span.begin) + "-" + FormatClock(span.end));
  }
  return spans.empty() ? "休息" : Join(spans);
}

// The day on which an order that is paid now leaves.
CivilDate ShipDay(const Step& step) {
  const Shop& shop = step.pack.shop;
  const CivilTime local = shop.hours.zone.ToCivil(step.now);
  const bool today =
      local.minute < shop.shipping.cutoff_minute && !SpansOn(shop.hours, local.date).empty();
  if (today) return local.date;
  const CivilDate tomorrow = AddDays(local.date, 1);
  return NextWorkingDay(shop.hours, tomorrow).value_or(tomorrow);
}
std::string ShipBy(const Step& step) {
  return SayDay(step.pack.shop.hours, ShipDay(step), step.now);
}
bool ShipsToday(const Step& step) {
  return ShipDay(step) == step.pack.shop.hours.zone.ToCivil(step.now).date;
}

// ---- shipping ----

const ShippingRegion* Region(const Step& step) {
  const ShippingPolicy& shipping = step.pack.shop.shipping;
  if (const ShippingRegion* named = shipping.FindRegion(step.line.ToUtf8())) return named;
  const auto kept = step.next.slots.find("region");
  if (kept != step.next.slots.end()) {
    if (const ShippingRegion* before = shipping.FindRegion(kept->second)) return before;
  }
  return shipping.regions.empty() ? nullptr : &shipping.regions.front();
}

bool RegionNamed(const Step& step) {
  return step.pack.shop.shipping.FindRegion(step.line.ToUtf8()) != nullptr ||
         step.next.slots.find("region") != step.next.slots.end();
}
bool Served(const Step& step) {
  const ShippingRegion* region = Region(step);
  return region != nullptr && region->served;
}
// Free for the product in talk: no fee at all, or one piece reaches the sum.
bool Free(const Step& step) {
  const ShippingRegion* region = Region(step);
  if (region == nullptr || !region->served) return false;
  if (region->fee.value == 0) return true;
  const Product* product = ProductInTalk(step);
  return product != nullptr && region->free_from && product->list >= *region->free_from;
}
bool HasFreeFrom(const Step& step) {
  const ShippingRegion* region = Region(step);
  return region != nullptr && region->served && region->free_from.has_value();
}
bool HasNote(const Step& step) {
  const ShippingRegion* region = Region(step);
  return region != nullptr && !region->note.empty();
}

template <class Field>
std::string OfRegion(const Step& step, Field field) {
  const ShippingRegion* region = Region(step);
  return region == nullptr ? std::string() : field(*region);
}
std::string Days(const ShippingRegion& region) {
  if (region.days_max <= 0) return {};
  if (region.days_min == region.days_max) return std::to_string(region.days_min) + "天";
  return std::to_string(region.days_min) + "到" + std::to_string(region.days_max) + "天";
}

void TakeRegion(Step& step) {
  const std::string_view place = step.pack.shop.shipping.FindPlace(step.line.ToUtf8());
  if (!place.empty()) step.next.slots["region"] = std::string(place);
}

// As the buyer calls it: 广州, not 其他省市.
std::string PlaceName(const Step& step) {
  const ShippingPolicy& shipping = step.pack.shop.shipping;
  if (const auto place = shipping.FindPlace(step.line.ToUtf8()); !place.empty()) {
    return std::string(place);
  }
  const auto kept = step.next.slots.find("region");
  if (kept != step.next.slots.end() && shipping.FindRegion(kept->second) != nullptr) {
    return kept->second;
  }
  return shipping.regions.empty() ? std::string() : shipping.regions.front().name;
}

// A courier that the line wishes, with its surcharge; null if none is named or it costs nothing
// more.
const std::pair<const std::string, Fen>* WishedCourier(const Step& step) {
  const std::string line = step.line.ToUtf8();
  for (const auto& extra : step.pack.shop.shipping.extra) {
    if (line.find(extra.first) != std::string::npos) return &extra;
  }
  return nullptr;
}
bool CourierWished(const Step& step) { return WishedCourier(step) != nullptr; }
bool CourierUsual(const Step& step) {
  const std::string line = step.line.ToUtf8();
  const auto& usual = step.pack.shop.shipping.couriers;
  return std::any_of(usual.begin(), usual.end(),
                     [&](const std::string& name) { return line.find(name) != std::string::npos; });
}

bool GrantsFreeShipping(const Step& step) {
  const BargainPolicy& policy = step.pack.shop.bargain;
  const Product* product = ProductInTalk(step);
  const ShippingRegion* region = Region(step);
  if (!policy.free_shipping || product == nullptr || region == nullptr || !region->served) {
    return false;
  }
  if (policy.free_shipping_up_to.value > 0 && region->fee > policy.free_shipping_up_to)
    return false;
  return product->list >= policy.free_shipping_from;
}

// Free shipping was promised to this buyer for the product in talk, and still holds.
bool GrantedFreeShipping(const Step& step) {
  const Product* product = ProductInTalk(step);
  const auto holds = [&](const Promise& p) {
    return p.kind == Promise::Kind::kFreeShipping && product != nullptr &&
           p.product == product->id && p.expires > step.now;
  };
  return std::ranges::any_of(step.next.promises, holds) ||
         std::ranges::any_of(step.facts.promises, holds);
}

// The goods that are talked about do not reach the sum from which the parcel is free.
bool MissesFree(const Step& step) {
  const ShippingRegion* region = Region(step);
  const Product* product = ProductInTalk(step);
  return region != nullptr && region->served && product != nullptr && region->free_from &&
         product->list.value * PiecesInTalk(step) < region->free_from->value;
}

void GrantFreeShipping(Step& step) {
  auto& all = step.next.promises;
  const Product* product = ProductInTalk(step);
  if (product == nullptr) return;
  std::erase_if(all, [&](const Promise& p) {
    return p.kind == Promise::Kind::kFreeShipping && p.product == product->id;
  });
  Promise promise;
  promise.kind = Promise::Kind::kFreeShipping;
  promise.product = product->id;
  promise.made = step.now;
  promise.expires = step.now + step.pack.shop.bargain.validity;
  all.push_back(std::move(promise));
}

bool CashOnDelivery(const Step& step) { return step.pack.shop.payment.cash_on_delivery; }
bool Invoice(const Step& step) { return step.pack.shop.invoice.offered; }
bool Wholesale(const Step& step) { return step.pack.shop.wholesale.from > 0; }
// Pieces that the buyer asks for, now or before; 0 = not said.
std::int64_t WholesalePieces(const Step& step) {
  const Entity* entity = FindEntity(step, EntityType::kQuantity);
  if (entity != nullptr && entity->value > 1) return entity->value;
  const auto kept = step.next.slots.find("wholesale.pieces");
  std::int64_t pieces = 0;
  if (kept != step.next.slots.end()) {
    std::from_chars(kept->second.data(), kept->second.data() + kept->second.size(), pieces);
  }
  return pieces;
}
bool WholesaleEnough(const Step& step) {
  return Wholesale(step) && WholesalePieces(step) >= step.pack.shop.wholesale.from;
}
void TakeWholesale(Step& step) {
  const std::int64_t pieces = WholesalePieces(step);
  if (pieces > 1) step.next.slots["wholesale.pieces"] = std::to_string(pieces);
}

bool PriceProtection(const Step& step) { return step.pack.shop.returns.price_protection_days > 0; }

std::string Number(std::int64_t value) { return value > 0 ? std::to_string(value) : std::string(); }

using S = const Step&;

}  // namespace

std::span<const NamedGuard> HouseGuards() {
  static const NamedGuard guards[] = {
      {"hours.open", "by the calendar somebody is at the desk", Open},
      {"hours.present", "somebody is at the desk, by the desk's own word or the calendar", Present},
      {"shipping.today", "what is paid now leaves today", ShipsToday},
      {"shipping.region", "the line (or an earlier one) names a place", RegionNamed},
      {"shipping.named", "the line itself names a place",
       [](const Step& s) { return s.pack.shop.shipping.FindRegion(s.line.ToUtf8()) != nullptr; }},
      {"shipping.served", "parcels go there (without a place: to most buyers)", Served},
      {"shipping.free", "there the parcel costs nothing for this product", Free},
      {"shipping.free_from", "there it costs nothing from some sum on", HasFreeFrom},
      {"shipping.note", "there is something to know about that place", HasNote},
      {"shipping.grants", "the house may give free shipping for this product", GrantsFreeShipping},
      {"shipping.granted", "free shipping was promised for this product and still holds",
       GrantedFreeShipping},
      {"shipping.missing", "the product alone does not reach the sum for free shipping",
       MissesFree},
      {"shipping.wished", "the line wishes a courier that costs more", CourierWished},
      {"shipping.usual", "the line names a courier that is used anyway", CourierUsual},
      {"payment.on_delivery", "cash on delivery is offered", CashOnDelivery},
      {"invoice.offered", "invoices are offered", Invoice},
      {"wholesale.offered", "there is a wholesale offer", Wholesale},
      {"wholesale.pieces", "the buyer said how many pieces",
       [](S s) { return WholesalePieces(s) > 1; }},
      {"wholesale.enough", "so many pieces that the wholesale offer holds", WholesaleEnough},
      {"shop.fact", "one of the shop's `facts` answers just what the line asks",
       [](S s) { return s.pack.shop.FindFact(s.line.ToUtf8()) != nullptr; }},
      {"returns.price_protection", "the shop has price protection", PriceProtection},
  };
  return guards;
}

std::span<const NamedAction> HouseActions() {
  static const NamedAction actions[] = {
      {"shipping.take", "remembers the place that the line names", {}, TakeRegion},
      {"wholesale.take", "remembers how many pieces the buyer wants", {}, TakeWholesale},
      {"shipping.grant", "promises free shipping for this product", {}, GrantFreeShipping},
  };
  return actions;
}

std::span<const NamedPlaceholder> HousePlaceholders() {
  static const NamedPlaceholder all[] = {
      {"shop.name", "the shop's name", [](S s) { return s.pack.shop.name; }},
      {"shop.about", "what it sells", [](S s) { return s.pack.shop.about; }},
      {"shop.bot", "the assistant's name", [](S s) { return s.pack.shop.bot_name; }},
      {"shop.platform", "the platform, as its buyers call it",
       [](S s) { return s.pack.shop.platform; }},
      {"shop.credit", "what speaks for the shop", [](S s) { return s.pack.shop.credit; }},
      {"shop.authenticity", "why the goods are genuine",
       [](S s) { return s.pack.shop.authenticity; }},
      {"shop.repair", "how repairs go", [](S s) { return s.pack.shop.repair; }},
      {"shop.outlook", "what is new soon", [](S s) { return s.pack.shop.outlook; }},
      {"shop.couriers", "the usual couriers",
       [](S s) { return Join(s.pack.shop.shipping.couriers); }},
      {"shop.origin", "where parcels leave from", [](S s) { return s.pack.shop.shipping.origin; }},
      {"shop.payments", "ways to pay", [](S s) { return Join(s.pack.shop.payment.methods); }},
      {"shop.escrow", "how the money is kept until the buyer confirms",
       [](S s) { return s.pack.shop.payment.escrow; }},
      {"shop.cod_fee", "surcharge of cash on delivery, in yuan",
       [](S s) { return FormatYuan(s.pack.shop.payment.cash_on_delivery_fee); }},
      {"shop.invoice", "which invoices, how", [](S s) { return s.pack.shop.invoice.text; }},
      {"shop.wholesale", "the wholesale offer", [](S s) { return s.pack.shop.wholesale.text; }},
      {"shop.fact", "the shop's answer to just what the line asks",
       [](S s) {
         const ShopFact* fact = s.pack.shop.FindFact(s.line.ToUtf8());
         return fact == nullptr ? std::string() : fact->text;
       }},
      {"wholesale.pieces", "how many pieces the buyer wants",
       [](S s) { return Number(WholesalePieces(s)); }},
      {"shop.wholesale_from", "from how many pieces on",
       [](S s) { return Number(s.pack.shop.wholesale.from); }},
      {"shop.return_days", "days for a return without a reason",
       [](S s) { return Number(s.pack.shop.returns.no_reason_days); }},
      {"shop.quality_days", "days for a return or exchange of faulty goods",
       [](S s) { return Number(s.pack.shop.returns.quality_days); }},
      {"shop.return_text", "conditions of a return", [](S s) { return s.pack.shop.returns.text; }},
      {"shop.refund_days", "days until a refund is back",
       [](S s) { return Number(s.pack.shop.returns.refund_days); }},
      {"shop.price_days", "days of price protection",
       [](S s) { return Number(s.pack.shop.returns.price_protection_days); }},
      {"shop.hours", "today's hours", TodaysHours},
      {"hours.opening", "when the shop opens next: 明天9点", Opening},
      {"hours.holiday", "the public holiday that closes the shop today", Holiday},
      {"handoff.by", "until when a person answers: 10分钟内, 明天9点半前", By},
      {"ship.cutoff", "paid before this time: sent the same day",
       [](S s) { return FormatClock(s.pack.shop.shipping.cutoff_minute); }},
      {"ship.hours", "hours within which every order is sent",
       [](S s) { return Number(s.pack.shop.shipping.within_hours); }},
      {"ship.day", "the day on which an order that is paid now leaves", ShipBy},
      {"shipping.region", "the place, or where most buyers live", PlaceName},
      {"shipping.fee", "its fee in yuan",
       [](S s) { return OfRegion(s, [](const ShippingRegion& r) { return FormatYuan(r.fee); }); }},
      {"shipping.days", "days on the road: 2到3天", [](S s) { return OfRegion(s, Days); }},
      {"shipping.free_from", "the sum from which it is free, in yuan",
       [](S s) {
         return OfRegion(s, [](const ShippingRegion& r) {
           return r.free_from ? FormatYuan(*r.free_from) : std::string();
         });
       }},
      {"shipping.note", "what is to know about that place",
       [](S s) { return OfRegion(s, [](const ShippingRegion& r) { return r.note; }); }},
      {"courier.wished", "the courier that the line wishes",
       [](S s) {
         const auto* wished = WishedCourier(s);
         return wished == nullptr ? std::string() : wished->first;
       }},
      {"courier.extra", "its surcharge in yuan",
       [](S s) {
         const auto* wished = WishedCourier(s);
         return wished == nullptr ? std::string() : FormatYuan(wished->second);
       }},
  };
  return all;
}

}  // namespace xiaoer
