#include "adapters/facts/file_facts.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <string_view>

#include "adapters/codec/iso_time.h"
#include "engine/load/yaml.h"

namespace xiaoer {
namespace {

constexpr std::array<std::string_view, 6> kStatuses = {"unpaid",    "paid",      "shipped",
                                                       "delivered", "refunding", "closed"};

Instant ReadTime(yaml::MapReader& map, std::string_view key, Diagnostics& diagnostics) {
  const yaml::Node* node = map.Find(key);
  if (node == nullptr || node->is_null()) return {};
  const auto time = ParseIsoTime(yaml::AsString(*node, diagnostics));
  if (!time) {
    diagnostics.Error(node->where, std::string(key) + " is not a time",
                      "write it as 2026-11-11T20:00:00+08:00");
  }
  return time.value_or(Instant{});
}

struct Row {
  std::string buyer;
  OrderFact order;
};

Row ReadOrder(const yaml::Node& node, Diagnostics& diagnostics) {
  yaml::MapReader map(node, "an order", diagnostics);
  Row row;
  row.buyer = map.RequireString("buyer");
  row.order.number = map.RequireString("number");
  row.order.status = map.RequireString("status");
  if (const yaml::Node* status = map.Find("status");
      status != nullptr &&
      std::find(kStatuses.begin(), kStatuses.end(), row.order.status) == kStatuses.end()) {
    diagnostics.Error(status->where, "unknown status \"" + row.order.status + "\"",
                      "one of unpaid, paid, shipped, delivered, refunding, closed");
  }
  row.order.product = map.String("product");
  if (const yaml::Node* paid = map.Find("paid")) {
    row.order.paid = {yaml::AsFen(*paid, diagnostics).value_or(0)};
  }
  row.order.courier = map.String("courier");
  row.order.tracking = map.String("tracking");
  row.order.location = map.String("location");
  row.order.paid_at = ReadTime(map, "paid_at", diagnostics);
  row.order.shipped_at = ReadTime(map, "shipped_at", diagnostics);
  row.order.delivered_at = ReadTime(map, "delivered_at", diagnostics);
  return row;
}

}  // namespace

std::unique_ptr<FileFacts> FileFacts::Load(const std::string& path, const std::string& shown_as,
                                           Diagnostics& diagnostics) {
  auto facts = std::make_unique<FileFacts>();
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return facts;
  Diagnostics found;
  if (const auto root = yaml::ParseFile(path, shown_as, found)) {
    yaml::MapReader map(*root, "the orders file", found);
    if (const yaml::Node* orders = map.Require("orders")) {
      if (orders->kind != yaml::Kind::kList) {
        found.Error(orders->where, "orders must be a list");
      }
      for (const yaml::Node& node : orders->list) {
        Row row = ReadOrder(node, found);
        facts->by_buyer_[row.buyer].push_back(std::move(row.order));
      }
    }
  }
  for (auto& [buyer, orders] : facts->by_buyer_) {
    std::stable_sort(orders.begin(), orders.end(),
                     [](const OrderFact& a, const OrderFact& b) { return a.paid_at > b.paid_at; });
  }
  diagnostics.Append(found);
  return found.has_errors() ? nullptr : std::move(facts);
}

Result<std::vector<OrderFact>> FileFacts::FindOrders(const std::string&,
                                                     const std::string& buyer_id,
                                                     const std::string& order_number, Millis) {
  const auto buyer = by_buyer_.find(buyer_id);
  if (buyer == by_buyer_.end()) return std::vector<OrderFact>();
  if (order_number.empty()) return buyer->second;
  std::vector<OrderFact> found;
  for (const OrderFact& order : buyer->second) {
    if (order.number == order_number) found.push_back(order);
  }
  return found;
}

}  // namespace xiaoer
