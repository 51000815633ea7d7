#include "adapters/runtime/shop_files.h"

#include <utility>

namespace xiaoer {

Result<std::vector<OrderFact>> ReloadableFacts::FindOrders(const std::string& shop,
                                                           const std::string& buyer_id,
                                                           const std::string& order_number,
                                                           Millis deadline) {
  std::shared_ptr<FileFacts> facts;
  {
    const std::lock_guard guard(mutex_);
    facts = facts_;
  }
  if (facts == nullptr) return Unavailable("no orders are loaded");
  return facts->FindOrders(shop, buyer_id, order_number, deadline);
}

void ReloadableFacts::Use(std::shared_ptr<FileFacts> facts) {
  const std::lock_guard guard(mutex_);
  facts_.swap(facts);
}

ShopFiles::Reloaded ShopFiles::Reload() {
  const std::lock_guard guard(one_at_a_time_);
  Reloaded result = Load();
  if (on_reload_) on_reload_(result);
  return result;
}

ShopFiles::Reloaded ShopFiles::Load() {
  Reloaded result;
  if (const auto before = packs_.Get()) result.was = before->hash;
  result.pack = result.was;
  std::shared_ptr<const Pack> pack = packs_.Load(result.diagnostics);
  std::shared_ptr<FileFacts> facts = FileFacts::Load(orders_, orders_, result.diagnostics);
  if (pack == nullptr || facts == nullptr) return result;
  result.ok = true;
  result.pack = pack->hash;
  facts_.Use(std::move(facts));
  packs_.Use(std::move(pack));
  return result;
}

}  // namespace xiaoer
