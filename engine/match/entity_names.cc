#include "engine/match/entity.h"

namespace xiaoer {

std::string_view ToString(EntityType type) {
  switch (type) {
    case EntityType::kMoney:
      return "money";
    case EntityType::kMoneyOff:
      return "money_off";
    case EntityType::kDiscount:
      return "discount";
    case EntityType::kRoundOff:
      return "round_off";
    case EntityType::kNumber:
      return "number";
    case EntityType::kQuantity:
      return "quantity";
    case EntityType::kSize:
      return "size";
    case EntityType::kHeight:
      return "height";
    case EntityType::kWeight:
      return "weight";
    case EntityType::kDate:
      return "date";
    case EntityType::kTime:
      return "time";
    case EntityType::kDuration:
      return "duration";
    case EntityType::kPhone:
      return "phone";
    case EntityType::kOrderNumber:
      return "order_number";
    case EntityType::kTracking:
      return "tracking";
    case EntityType::kProduct:
      return "product";
  }
  return "unknown";
}

}  // namespace xiaoer
