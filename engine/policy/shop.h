// The shop as its files describe it: who it is, what it sells, and the rules it plays by. Plain
// values, filled by the loader, read by everybody. All money in fen, all shares in per mille.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/civil_time.h"
#include "engine/base/diagnostics.h"
#include "engine/base/instant.h"
#include "engine/base/money.h"
#include "engine/policy/mode.h"

namespace xiaoer {

// ---- catalogue ----

// A colour, a size, or both: whatever the shop counts its stock by.
struct Variant {
  std::string name;  // "黑色 M"
  std::int64_t stock = 0;
};

// A row of the size table; a range of 0..0 is not given.
struct SizeRow {
  std::string name;                             // "M", "38"
  std::int64_t height_min = 0, height_max = 0;  // mm
  std::int64_t weight_min = 0, weight_max = 0;  // g
};

// From so many pieces on the floor is lower.
struct QuantityFloor {
  std::int64_t from = 1;
  Fen floor;
};

// What buyers ask about one product, by the words that tell the question: 口袋, 弹性, 会不会扎.
struct ProductDetail {
  std::vector<std::string> words;  // Simplified, Latin in small letters
  std::string text;                // the answer, one short sentence without 亲
};

// What buyers ask about this shop or its platform and no section has: reviews, forwarders, meeting in person.
struct ShopFact {
  std::vector<std::string>
      words;  // Simplified, Latin in small letters; the longest one in a line counts
  std::vector<std::string>
      with;          // one of these must stand in the line, too; empty = none is needed
  std::string text;  // the answer, one short sentence without 亲
};

struct Product {
  std::string id;                    // "p-300"
  std::string name;                  // as buyers read it
  std::vector<std::string> aliases;  // other names and item numbers that buyers use
  std::string category;
  Fen list;                           // price on the page
  Fen floor;                          // never below, never told
  std::vector<QuantityFloor> floors;  // for several pieces; `from` rises, the floor falls
  std::vector<Variant> variants;      // empty: `stock` counts the whole product
  std::int64_t stock = 0;             // sum of the variants if there are any
  std::string restock;                // "约7天后到货"; empty = not known
  std::vector<std::string> colors;
  std::vector<SizeRow> sizes;
  std::string material;
  std::string value;                   // why it is worth its price, one short sentence
  std::string care;                    // how it is washed and kept
  std::string notes;                   // use, specification, date: what buyers ask
  std::vector<ProductDetail> details;  // answers to single questions
  std::string color_note;  // how close the picture comes; empty = the shop's general one
  std::string gift;        // what comes with it; empty = nothing
  std::int64_t warranty_days = 0;
  bool bargain = true;      // false: a fixed price
  bool returnable = true;   // false: no return without a reason (opened food, made to measure)
  std::string alternative;  // product id to offer when this one is out or too dear
  int recommend = 0;        // higher is offered first; 0 = never unasked

  // Per piece, when so many are bought together.
  Fen FloorFor(std::int64_t pieces) const;
  // The answer whose longest word stands in `line` (canonical text); null if it has none.
  const ProductDetail* FindDetail(std::string_view line) const;
};

// ---- promotions, bargaining ----

struct Promotion {
  std::string name;
  std::string text;                        // what the buyer is told, one sentence
  Fen threshold;                           // from this sum on; 0 = any
  Fen off;                                 // what is taken off; 0 = not an amount
  bool coupon = false;                     // has to be claimed first, and not by everybody
  std::vector<std::string> products;       // ids; empty = the whole shop
  std::optional<Instant> from{}, until{};  // half-open
};

// What the buyer does in return for a concession.
struct BargainCondition {
  std::string id;             // "order_now"
  std::string text;           // "今天下单"
  std::int64_t quantity = 1;  // from how many pieces on the price holds
};

struct BargainPolicy {
  bool enabled = true;
  // Each concession's share of the room between list price and floor. Never more than 1000 in all.
  std::vector<std::int64_t> shares;          // 400, 300, 200, 100
  std::vector<BargainCondition> conditions;  // by step; the last one serves all further steps
  Fen round_to{100};                         // our prices are multiples of this (rounded up)
  // So often the buyer is answered with the value and something in kind before the price moves.
  std::int64_t before_conceding = 2;
  // What a buyer's number is met with where it can be done: of the gap between our price and a first
  // number, and of each raise after it. Per mille. Small steps for who can pay more.
  std::int64_t gap_share = 100;
  std::int64_t raise_share = 250;
  // Numbers that are less by more than this share of the list price are not met. Per mille.
  std::int64_t meet_within = 150;
  Fen close_gap{200};                        // a number that is so near to our price is taken
  Millis validity = std::chrono::hours(24);  // how long an offer holds
  std::int64_t insist_limit = 2;  // pressing on this often after the last step ends in a pause
  std::vector<std::string> alternatives;  // texts: bundle, gift, coupon; told one by one
  bool free_shipping = false;             // free shipping may be granted where the table asks a fee
  Fen free_shipping_from;                 // from this sum on, if granted; 0 = any
  Fen free_shipping_up_to;                // where the postage is no more than this; 0 = everywhere
};

// ---- shipping, payment, invoices ----

struct ShippingRegion {
  std::string name;                 // "江浙沪", "香港"
  std::vector<std::string> places;  // words that mean it: provinces, cities
  bool served = true;
  Fen fee;
  std::optional<Fen> free_from;             // orders from this sum on travel free
  std::int64_t days_min = 0, days_max = 0;  // on the road
  std::string note;                         // customs, duties; empty = none
};

struct ShippingPolicy {
  std::vector<std::string> couriers;    // the default one first
  std::map<std::string, Fen> extra;     // wished courier → surcharge
  std::vector<ShippingRegion> regions;  // the first is where most buyers live
  int cutoff_minute = 16 * 60;     // paid before this minute of a working day: sent the same day
  std::int64_t within_hours = 48;  // promised at the latest
  std::string origin;              // where parcels leave from

  // The region that `text` names by one of its words; null if none. Longest word first.
  const ShippingRegion* FindRegion(std::string_view text) const;
  // The name by which `text` calls its region: 广州, 香港; empty if it names none.
  std::string_view FindPlace(std::string_view text) const;
};

struct PaymentPolicy {
  std::vector<std::string> methods;  // 支付宝 …
  bool cash_on_delivery = false;
  Fen cash_on_delivery_fee;  // told before it is chosen
  std::string escrow;        // how the platform keeps the money until the buyer confirms
};

struct InvoicePolicy {
  bool offered = true;
  std::string text;  // which kinds, how, how long it takes
};

struct WholesalePolicy {
  std::int64_t from = 0;  // pieces from which a person makes an offer; 0 = no wholesale
  std::string text;
};

// ---- after the sale ----

enum class CaseKind : std::uint8_t {
  kDefect,
  kWrongItem,
  kMissing,
  kNotReceived,
  kMismatch,
  kNoReason,
  kService,
  kPriceDrop,
};
std::string_view ToString(CaseKind kind);  // "defect", "wrong_item", …
std::optional<CaseKind> ParseCaseKind(std::string_view name);

// One way to make it good.
struct Remedy {
  std::string id;                // "exchange"
  std::string name;              // "换一件新的"
  std::vector<CaseKind> cases;   // what it is offered for
  std::int64_t within_days = 0;  // since delivery; 0 = no limit
  bool shop_pays_return = true;  // who pays the parcel back
  std::string next{};            // what the buyer does next, a sentence: 寄回后三天内退款
  std::vector<std::string> words{};  // how buyers name it; the longest one in a line counts
  std::int64_t takes_days = 0;       // about how long it takes: who is in a hurry gets the quickest
};

struct ReturnPolicy {
  std::int64_t no_reason_days = 7;
  std::int64_t quality_days = 15;          // the shop's fault: return or exchange on its cost
  std::int64_t price_protection_days = 0;  // 0 = none
  std::int64_t refund_days = 3;            // until the money is back, after the goods arrived
  std::string text;                        // conditions in a sentence: unworn, tags on
  std::vector<Remedy> remedies;            // in the order in which they are offered
};

// What a buyer tells about a case, by words: as data of the shop, because they differ by trade.
enum class CaseWord : std::uint8_t {
  kPhotoSent,
  kPhotoLater,
  kPhotoNone,
  kAnswerSent,  // the same three, where a photo was just asked for
  kAnswerLater,
  kAnswerNone,
  kNoNumber,  // does not know the order number
  kVague,     // says that something is wrong, not what
  kMissing,   // something is not there (else: it is the wrong thing)
  kColor,     // differs from the picture in colour …
  kStyle,     // … or in shape
  kWorn,      // worn or washed: cannot be sold again
  kUnworn,
  kNoFault,      // a reason that is no fault: does not fit, not liked
  kFault,        // a reason that is one
  kLookedFor,    // asked at home, at the gate, at the pickup point
  kLost,         // the courier lost it
  kFoundIt,      // it was found
  kInstall,      // about having it installed
  kSafety,       // somebody may be hurt
  kRegulator,    // authorities, courts, lawyers
  kFraud,        // says it is cheated or sold fakes
  kMedia,        // wants to make it public
  kAny,          // any remedy will do
  kQuickest,     // the quickest will do
  kRefuses,      // none of the remedies
  kNegation,     // before a word: it is not meant
  kReviewMoney,  // money for a better review
  kPerfect,      // wants it without the least flaw
  kUnsure,       // agrees in words and is still not sure: 好的，还是有点怕
  kSettled,      // nothing is left to ask: 没问题了
  kCount,
};
std::string_view ToString(CaseWord word);  // "photo_sent", …

// ---- hours, people ----

// Minutes of the local day, half-open; `end` may exceed 1440 for a shift past midnight.
struct DaySpan {
  int begin = 0;
  int end = 0;
  friend bool operator==(DaySpan, DaySpan) = default;
};

struct SpecialDay {
  CivilDate from, to;          // inclusive
  std::string name;            // 春节
  std::vector<DaySpan> spans;  // empty = closed
};

struct Hours {
  TimeZone zone;
  std::array<std::vector<DaySpan>, 7> week;  // Monday first; spans sorted, not overlapping
  std::vector<SpecialDay> holidays;          // win over the week
  std::vector<CivilDate> make_up_days;       // worked like a Monday, win over holidays and the week
  std::vector<SpecialDay> promotions;        // a sale's longer hours, win over everything else
};

struct Agent {
  std::string id;
  std::string name;                 // as buyers know them
  std::vector<std::string> skills;  // "presale", "aftersale"
};

// How buyers' messages are heard.
struct HearingPolicy {
  // Messages that follow each other within this pause may be pieces of one thought; 0 = never.
  Millis pause = std::chrono::seconds(8);
};

// What is no person any more: another machine that answers ours.
struct LoopPolicy {
  std::int64_t similar = 5;                 // lines in a row that say the same
  std::int64_t rate = 60;                   // or so many lines
  Millis within = std::chrono::minutes(1);  // in this time
};

// An intent that a policy names, with the place for messages.
struct NamedIntent {
  std::string name;
  SourceLocation where;
};

// What the bot does about an intent, whoever is at the desk.
struct IntentMode {
  NamedIntent intent;
  Mode mode = Mode::kAuto;
};

struct HandoffPolicy {
  Millis promise_open = std::chrono::minutes(10);           // somebody answers within, while open
  Millis promise_after_opening = std::chrono::minutes(30);  // after opening, for what waited
  std::int64_t anger_limit = 2;                             // so many angry lines call a person
  // Wanted again after an answer, these say that the answer did not help.
  std::vector<NamedIntent> asked_again;
  std::int64_t asked_again_limit = 3;  // … without any answer: said so often; 0 = never
  std::int64_t same_words_limit = 3;   // the same words, answered or not; 0 = never
  std::int64_t chase_limit = 4;        // so many calls for an answer; 0 = never
  // A person who took a conversation and has been silent for so long gives it back; 0 = never.
  Millis return_after = std::chrono::minutes(30);
};

// ---- words ----

enum class Traditional : std::uint8_t { kPlain, kTaiwan, kHongKong };

struct WordPolicy {
  std::vector<std::string> absolute;     // 肯定 保证 …: promises nobody can keep
  std::vector<std::string> superlative;  // 最好 第一 …: what the advertising law forbids
  std::vector<std::string> platform;     // 微信 刷单 …: what the platform forbids
  std::vector<std::string> floor;        // 底价 成本价 …: what lets the floor be inferred
  std::vector<std::string> allowed;  // phrases that contain such a word and are fine: 最近 第一时间
  std::int64_t soft_length = 60;   // code points: longer is a warning when the reply is loaded
  std::int64_t hard_length = 120;  // longer is never sent
};

// What a question is about where its intent alone does not say: by words, as data of the shop.
enum class Topic : std::uint8_t {
  kMaterial,
  kCare,
  kColor,
  kSite,
  kCredit,
  kCheated,
  kDelivery,
  kHesitation,
  kCashOnDelivery,
  kFreeShipping,
  kLastWord,
  kElsewhere,
  kPlea,
  kThreat,
  kGiftRefused,
  // Which of several: the first, the second, the third; and words for choosing.
  kFirstOne,
  kSecondOne,
  kThirdOne,
  kColorName,
  kCompare,
  kBudget,
  kPresent,
  kOwnUse,
  kAssurance,
  kInstalment,
  kBuying,
  kUsing,
  // How much the buyer knows.
  kNewcomer,
  kExpert,
  kHalfKnowing,
  // What is no business of the shop's assistant.
  kSupplier,
  kProfit,
  kOtherPlatform,
  kCashback,
  kOtherPerson,
  kOffTopic,
  // What a line is about that no intent knows.
  kTogether,
  kDecided,
  kPlaced,
  kWait,
  kUnclear,
  kOpeningHours,
  kMedia,
  kOrigin,
  kStore,
  kBrowsing,
  kAssortment,
  kTaste,
  kRestock,
  kOtherGoods,
  kSurcharge,
  kStacking,
  kEnding,
  kSpecialInvoice,
  kTracking,
  kIntro,
  kLoose,
  kOtherCourier,
  kChatter,
  kArrived,
  kVerdict,
  kNothingSuits,
  kOwnOrder,
  kSizeRange,
  kReserve,
  kCount,
};
std::string_view ToString(Topic topic);  // "material", …

struct Shop {
  std::string id;  // "demo": what messages call it
  std::string name;
  std::string about;         // what it sells, half a sentence
  std::string bot_name;      // 小二
  std::string platform;      // 平台 as the shop's buyers call it
  std::string credit;        // what speaks for the shop, one sentence
  std::string authenticity;  // why the goods are genuine, one sentence
  std::string picture;       // general word on pictures and colours
  std::string repair;        // how repairs go
  std::string outlook;       // what is new soon: for goodbyes
  Traditional traditional = Traditional::kPlain;
  // What readers of that Traditional say for a mainland word: Simplified → as it is written there.
  // Beyond OpenCC's own phrases.
  std::vector<std::pair<std::string, std::string>> traditional_words;
  std::vector<std::string> traditional_avoid;         // words that they do not write: for lint
  std::set<std::string, std::less<>> plain_channels;  // channels that cannot show emoji

  std::vector<Product> products;  // in the order of the file
  std::vector<Promotion> promotions;
  std::vector<ShopFact> facts;
  BargainPolicy bargain;
  ShippingPolicy shipping;
  PaymentPolicy payment;
  InvoicePolicy invoice;
  WholesalePolicy wholesale;
  ReturnPolicy returns;
  Hours hours;
  std::vector<Agent> agents;
  HandoffPolicy handoff;
  HearingPolicy hearing;
  LoopPolicy loops;
  std::vector<IntentMode> modes;  // exceptions from the mode that is set
  WordPolicy words;
  std::array<std::vector<std::string>, static_cast<std::size_t>(Topic::kCount)>
      topics;  // words, Simplified
  std::array<std::vector<std::string>, static_cast<std::size_t>(CaseWord::kCount)>
      case_words;  // words, Simplified

  const Product* FindProduct(std::string_view id) const;  // null if there is none
  const ShopFact* FindFact(std::string_view line) const;  // normalized line; null if there is none
};

// Those that hold now, for this product ("" = any), in the order of the file.
std::vector<const Promotion*> PromotionsAt(const Shop& shop, std::string_view product, Instant now);

}  // namespace xiaoer
