#include "tools/xiaoer/simulation/reference_sellers.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace xiaoer::simulation {
namespace {

// Prices are said in whole yuan.
Fen ToYuan(double fen) { return {static_cast<std::int64_t>(std::llround(fen / 100)) * 100}; }

class Reference : public Seller {
 public:
  explicit Reference(const Goods& goods) : goods_(goods), price_(goods.list) {}

  SellerSays Hear(const BuyerSays& said) override {
    using Kind = BuyerSays::Kind;
    if (said.kind == Kind::kStill || said.kind == Kind::kPostage || said.kind == Kind::kOnePiece) {
      return {price_};
    }
    if (said.kind == Kind::kTake) return {price_, true};
    const auto bid = said.kind == Kind::kBid ? std::optional(said.bid) : std::nullopt;
    const Fen next = std::clamp(NextPrice(bid), goods_.floor, price_);
    if (bid && *bid >= next && *bid >= goods_.floor) return {std::min(*bid, price_), true};
    price_ = next;
    return {price_};
  }

 protected:
  virtual Fen NextPrice(std::optional<Fen> bid) = 0;
  const Goods goods_;
  Fen price_;
};

class Fixed : public Reference {
 public:
  using Reference::Reference;
  Fen NextPrice(std::optional<Fen>) override { return goods_.list; }
};

class FloorAtOnce : public Reference {
 public:
  explicit FloorAtOnce(const Goods& goods) : Reference(goods) { price_ = goods.floor; }
  Fen NextPrice(std::optional<Fen>) override { return goods_.floor; }
};

class HalfWay : public Reference {
 public:
  using Reference::Reference;
  Fen NextPrice(std::optional<Fen> bid) override {
    return bid ? ToYuan(static_cast<double>((price_ + *bid).value) / 2) : price_;
  }
};

class Curve : public Reference {
 public:
  Curve(const Goods& goods, double beta) : Reference(goods), beta_(beta) {}
  Fen NextPrice(std::optional<Fen>) override {
    constexpr double kDeadline = 10;
    const double t = std::min(1.0, ++pushes_ / kDeadline);
    const auto room = static_cast<double>((goods_.list - goods_.floor).value);
    return ToYuan(static_cast<double>(goods_.list.value) - room * std::pow(t, 1 / beta_));
  }

 private:
  const double beta_;
  int pushes_ = 0;
};

}  // namespace

std::unique_ptr<Seller> MakeReference(std::string_view name, const Goods& goods) {
  if (name == "fixed") return std::make_unique<Fixed>(goods);
  if (name == "floor") return std::make_unique<FloorAtOnce>(goods);
  if (name == "half_way") return std::make_unique<HalfWay>(goods);
  if (name == "boulware") return std::make_unique<Curve>(goods, 0.2);
  return std::make_unique<Curve>(goods, 5.0);
}

}  // namespace xiaoer::simulation
