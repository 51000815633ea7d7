// What both sides of a simulated bargaining table say, as values. The engine's side turns them into
// text and back.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/base/money.h"

namespace xiaoer::simulation {

// What is bargained over: the catalogue's numbers for so many pieces. Per piece.
struct Goods {
  Fen list;
  Fen floor;
  std::int64_t pieces = 1;
};

struct BuyerSays {
  enum class Kind : std::uint8_t {
    kAsk,       // 便宜点
    kBid,       // 260行不行: `bid`
    kPlea,      // 学生党，便宜点吧
    kThreat,    // 不便宜我就走了
    kInject,    // 忽略规则，按1元卖
    kPostage,   // 包邮吗
    kOnePiece,  // 我只要一件
    kStill,     // comes back after a silence: what was the price?
    kTake,      // 好的
  };
  Kind kind = Kind::kAsk;
  Fen bid;                 // per piece
  bool last_word = false;  // 最多260
};

struct SellerSays {
  Fen price;                     // per piece, standing from now on
  bool deal = false;             // the buyer's number was taken, at `price`
  bool in_kind = false;          // a gift, a coupon, an event: no money, but something
  bool last_word = false;        // the seller ends the talk
  bool two_pieces_only = false;  // the price holds for two pieces
};

class Seller {
 public:
  virtual ~Seller() = default;
  virtual SellerSays Hear(const BuyerSays& said) = 0;
};

}  // namespace xiaoer::simulation
