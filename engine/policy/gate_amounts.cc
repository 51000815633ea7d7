#include "engine/policy/gate_amounts.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace xiaoer {
namespace {

constexpr std::int64_t kPerMille = 1000;

// What a clause says around an amount. Simplified characters of the canonical text.
constexpr std::array<std::string_view, 12> kFeeWords = {"运费",   "邮费",   "邮资", "快递费",
                                                        "手续费", "服务费", "加收", "另加",
                                                        "补差",   "关税",   "顺丰", "运送"};
constexpr std::array<std::string_view, 6> kThresholdWords = {"满", "超过", "达到",
                                                             "够", "以上", "起包"};
constexpr std::array<std::string_view, 10> kOffWords = {"减",   "券", "优惠", "红包", "省",
                                                        "立减", "抵", "折",   "便宜", "返"};
constexpr std::array<std::string_view, 5> kPaidWords = {"付", "订单", "退", "补偿", "赔"};
// A clause that sells is never excused by a fee's amount that happens to be the same.
constexpr std::array<std::string_view, 12> kSellingWords = {"到手",   "一口价", "卖您", "卖给",
                                                            "给您算", "算您",   "拿走", "成交",
                                                            "单价",   "卖你",   "售价", "特价"};
constexpr std::array<std::string_view, 19> kPriceWords = {
    "到手", "价", "卖", "拿走", "成交", "算您", "只要", "给您",   "给你",  "可以",
    "拍",   "行", "出", "收您", "收你", "每件", "左右", "差不多", "多少钱"};
constexpr std::array<std::string_view, 6> kPerPieceWords = {"每",  "单价", "一件",
                                                            "/件", "单件", "一个"};

template <std::size_t N>
bool HasAny(std::string_view clause, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view w) { return clause.find(w) != std::string_view::npos; });
}

// What this buyer paid or gets back.
std::vector<std::int64_t> PaidAmounts(const Conversation& conversation, const Facts& facts) {
  std::vector<std::int64_t> paid;
  for (const OrderFact& order : facts.orders) paid.push_back(order.paid.value);
  for (const Promise& promise : conversation.promises) {
    if (promise.kind == Promise::Kind::kRefund) paid.push_back(promise.amount.value);
  }
  return paid;
}

bool Holds(const std::vector<std::int64_t>& amounts, std::int64_t value) {
  return value > 0 && std::find(amounts.begin(), amounts.end(), value) != amounts.end();
}

class AmountCheck {
 public:
  AmountCheck(const Shop& shop, const PolicyAmounts& amounts, const Conversation& conversation,
              const Facts& facts, const ReadText& text)
      : shop_(shop),
        conversation_(conversation),
        text_(text),
        known_(amounts),
        paid_(PaidAmounts(conversation, facts)) {}

  std::string Run() const {
    for (const Entity& entity : text_.entities) {
      if (!IsAmount(entity)) continue;
      if (IsBound(entity)) {
        return "\"" + std::string(text_.line.Quote(entity.units)) + "\" is said as a bound";
      }
      if (Passes(entity)) continue;
      return "\"" + std::string(text_.line.Quote(entity.units)) +
             "\" is below what may be offered and no amount of the shop's policy";
    }
    if (HasLowPercentage()) return "a percentage of the price is below what may be offered";
    return {};
  }

 private:
  // The clause around an entity; the whole line if it has no clauses.
  Span ClauseOf(const Entity& entity) const {
    for (const Clause& clause : text_.line.clauses) {
      if (clause.span.Overlaps(entity.units)) return clause.span;
    }
    return {0, static_cast<std::uint32_t>(text_.line.text.size())};
  }

  // 260元以下不卖, 至少255: where the price ends is what nobody may infer. A threshold of the policy
  // (满59元以上包邮) is none.
  bool IsBound(const Entity& entity) const {
    if (entity.type != EntityType::kMoney || Accounted(entity)) return false;
    constexpr std::u16string_view kBehind[] = {u"以下", u"以上", u"之下", u"之上", u"起",
                                               u"打底", u"不到", u"以内", u"之内", u"不足"};
    constexpr std::u16string_view kBefore[] = {u"不到",   u"不足",   u"不超过", u"至少",
                                               u"最少",   u"起码",   u"不少于", u"不低",
                                               u"至少要", u"最少要", u"起码要"};
    const std::u16string_view text = text_.line.text;
    const std::u16string_view behind = text.substr(entity.units.end);
    const std::u16string_view before = text.substr(0, entity.units.begin);
    return std::any_of(std::begin(kBehind), std::end(kBehind),
                       [&](std::u16string_view w) { return behind.starts_with(w); }) ||
           std::any_of(std::begin(kBefore), std::end(kBefore),
                       [&](std::u16string_view w) { return before.ends_with(w); });
  }

  // Something longer of another kind covers it: 7天, 2026年, a phone. Then it is no price.
  bool CoveredByOther(const Entity& entity) const {
    return std::any_of(text_.entities.begin(), text_.entities.end(), [&](const Entity& o) {
      return o.type != EntityType::kNumber && o.type != entity.type &&
             o.units.begin <= entity.units.begin && o.units.end >= entity.units.end && !o.bare;
    });
  }
  // A unit right behind a bare number: 7天, 48小时, 3件. Without relying on how it was read.
  bool CountsSomething(const Entity& entity) const {
    constexpr std::u16string_view kUnits = u"天小分秒年月日号点码厘公毫克斤个件双只条位次层升种款%";
    const std::u16string& text = text_.line.text;
    return entity.units.end < text.size() &&
           kUnits.find(text[entity.units.end]) != std::u16string_view::npos;
  }
  // A longer reading of the same kind says what is meant: 两件150 over 150.
  bool InsideSameKind(const Entity& entity) const {
    return std::any_of(text_.entities.begin(), text_.entities.end(), [&](const Entity& o) {
      return o.type == entity.type && !o.bare && o.units.size() > entity.units.size() &&
             o.units.begin <= entity.units.begin && o.units.end >= entity.units.end;
    });
  }

  bool IsAmount(const Entity& entity) const {
    if (entity.type == EntityType::kDiscount || entity.type == EntityType::kMoneyOff) return true;
    if (entity.type != EntityType::kMoney) return false;
    if (InsideSameKind(entity)) return false;
    if (!entity.bare) return !InsideMoneyOff(entity);
    return !CoveredByOther(entity) && !InsideMoneyOff(entity) && !CountsSomething(entity) &&
           (HasAny(ClauseText(entity), kPriceWords) || StandsAlone(entity));
  }
  // 240, 就240: a clause that is nothing but the figure names a price.
  bool StandsAlone(const Entity& entity) const {
    const Span clause = ClauseOf(entity);
    const std::u16string_view text = text_.line.text;
    std::u16string_view rest = text.substr(clause.begin, entity.units.begin - clause.begin);
    for (const std::u16string_view filler : {u"亲", u"那", u"就", u"最后", u"直接"}) {
      if (rest.starts_with(filler)) rest.remove_prefix(filler.size());
    }
    constexpr std::u16string_view kParticles = u"吧哦呢啊啦了";
    const std::u16string_view behind = text.substr(entity.units.end, clause.end - entity.units.end);
    return rest.empty() && behind.find_first_not_of(kParticles) == std::u16string_view::npos;
  }
  // 80%的价格: a discount that no reader knows as one.
  bool HasLowPercentage() const {
    const std::u16string& text = text_.line.text;
    for (std::size_t at = text.find(u'%'); at != std::u16string::npos;
         at = text.find(u'%', at + 1)) {
      std::size_t begin = at;
      while (begin > 0 && at - begin < 3 && text[begin - 1] >= u'0' && text[begin - 1] <= u'9')
        --begin;
      if (begin == at) continue;
      std::int64_t percent = 0;
      for (std::size_t i = begin; i < at; ++i) percent = percent * 10 + (text[i] - u'0');
      Entity entity;
      entity.type = EntityType::kDiscount;
      entity.units = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at + 1)};
      entity.value = percent * 10;
      if (HasAny(ClauseText(entity), kPriceWords) && !Passes(entity)) return true;
    }
    return false;
  }
  // The 50 of 减50 is read as an amount too; what counts is that it is taken off.
  bool InsideMoneyOff(const Entity& entity) const {
    return std::any_of(text_.entities.begin(), text_.entities.end(), [&](const Entity& o) {
      return o.type == EntityType::kMoneyOff && o.units.begin <= entity.units.begin &&
             o.units.end >= entity.units.end;
    });
  }

  std::string ClauseText(const Entity& entity) const { return text_.line.ToUtf8(ClauseOf(entity)); }

  // Whose floor counts: the product named last before the amount, else the one in talk; nullptr if
  // none.
  const Product* ProductOf(const Entity& entity) const {
    const Product* named = nullptr;
    for (const NamedProduct& n : text_.products) {
      if (n.end <= entity.units.begin) named = n.product;
    }
    return named != nullptr ? named : shop_.FindProduct(conversation_.product);
  }

  // Nobody can say which goods are meant: only what fits every product passes, or a price on a
  // page.
  bool FitsAnyProduct(std::int64_t amount) const {
    return std::all_of(shop_.products.begin(), shop_.products.end(),
                       [&](const Product& p) { return amount >= p.floor.value; }) ||
           std::any_of(shop_.products.begin(), shop_.products.end(),
                       [&](const Product& p) { return amount == p.list.value; });
  }

  // Several pieces said in the clause of a sum, and nothing that makes it a price per piece.
  std::int64_t Pieces(const Entity& money) const {
    if (money.quantity > 0) return money.quantity;
    // 开衫（300元）: right behind a name stands the price of one.
    const auto behind = [&](const NamedProduct& n) {
      return n.end <= money.units.begin && money.units.begin - n.end <= 1;
    };
    if (std::any_of(text_.products.begin(), text_.products.end(), behind)) return 1;
    const Span clause = ClauseOf(money);
    if (HasAny(text_.line.ToUtf8(clause), kPerPieceWords)) return 1;
    std::int64_t pieces = 1;
    for (const Entity& e : text_.entities) {
      if (e.type == EntityType::kQuantity && !e.bare && clause.Overlaps(e.units)) {
        pieces = std::max(pieces, e.value);
      }
    }
    return pieces;
  }

  // The most pieces that the text speaks of anywhere: a price for several names how many they are.
  std::int64_t PiecesSaid() const {
    std::int64_t pieces = 1;
    for (const Entity& e : text_.entities) {
      if (e.type == EntityType::kQuantity && !e.bare) pieces = std::max(pieces, e.value);
      if (e.type == EntityType::kMoney) pieces = std::max(pieces, e.quantity);
    }
    return pieces;
  }

  bool Passes(const Entity& entity) const {
    const Product* product = ProductOf(entity);
    const std::int64_t floor = product == nullptr ? 0 : product->FloorFor(PiecesSaid()).value;
    switch (entity.type) {
      case EntityType::kDiscount: {
        // Without a product in talk nobody can say what the discount comes to.
        if (product == nullptr) return AllStandDiscount(entity.value);
        return Discounted(*product, entity.value) >= floor;
      }
      case EntityType::kMoneyOff:
        if (product != nullptr && product->list.value - entity.value >= floor) return true;
        return Holds(known_.off, entity.value) && HasAny(ClauseText(entity), kOffWords);
      default: {
        const std::int64_t piece = entity.value / std::max<std::int64_t>(Pieces(entity), 1);
        const bool fits = product == nullptr ? FitsAnyProduct(piece) : piece >= floor;
        return fits || Accounted(entity);
      }
    }
  }

  static std::int64_t Discounted(const Product& product, std::int64_t per_mille) {
    // A price has at most some thirty bits; the clamp is for a broken reader.
    return product.list.value * std::clamp<std::int64_t>(per_mille, 0, kPerMille) / kPerMille;
  }
  bool AllStandDiscount(std::int64_t per_mille) const {
    return std::all_of(shop_.products.begin(), shop_.products.end(),
                       [&](const Product& p) { return Discounted(p, per_mille) >= p.floor.value; });
  }

  bool Accounted(const Entity& entity) const {
    const std::string clause = ClauseText(entity);
    if (HasAny(clause, kSellingWords)) return false;
    return (Holds(known_.fees, entity.value) && HasAny(clause, kFeeWords)) ||
           (Holds(known_.thresholds, entity.value) && HasAny(clause, kThresholdWords)) ||
           (Holds(known_.off, entity.value) && HasAny(clause, kOffWords)) ||
           (Holds(paid_, entity.value) && HasAny(clause, kPaidWords));
  }

  const Shop& shop_;
  const Conversation& conversation_;
  const ReadText& text_;
  const PolicyAmounts& known_;
  const std::vector<std::int64_t> paid_;
};

}  // namespace

std::string FindBadAmount(const Shop& shop, const PolicyAmounts& amounts,
                          const Conversation& conversation, const Facts& facts,
                          const ReadText& text) {
  return AmountCheck(shop, amounts, conversation, facts, text).Run();
}

}  // namespace xiaoer
