// What is read from the shop's folder while the server runs: the pack and the orders, reloaded together.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "adapters/facts/file_facts.h"
#include "adapters/runtime/pack_holder.h"

namespace xiaoer {

// The orders in use. A reload swaps them as a whole; a look-up that has begun finishes with the ones it took.
class ReloadableFacts final : public FactSource {
 public:
  // Unavailable until the first Use.
  Result<std::vector<OrderFact>> FindOrders(const std::string& shop, const std::string& buyer_id,
                                            const std::string& order_number,
                                            Millis deadline) override;
  void Use(std::shared_ptr<FileFacts> facts);

 private:
  std::mutex mutex_;
  std::shared_ptr<FileFacts> facts_;
};

class ShopFiles {
 public:
  struct Reloaded {
    bool ok = false;
    std::string was;   // hash of the pack before; empty at the first time
    std::string pack;  // of the one that is served now; empty if there is none
    Diagnostics diagnostics;
  };

  // Orders are in shop_dir/orders.yaml. Both holders outlive this.
  ShopFiles(std::string shop_dir, PackHolder& packs, ReloadableFacts& facts)
      : orders_(std::move(shop_dir) + "/orders.yaml"), packs_(packs), facts_(facts) {}

  // Called after every Reload that follows, whether it succeeded or not.
  void OnReload(std::function<void(const Reloaded&)> on_reload) {
    on_reload_ = std::move(on_reload);
  }

  // Loads pack and orders; uses both, or on errors in either neither. Answering goes on meanwhile; a second
  // caller waits until the first is done.
  Reloaded Reload();

 private:
  Reloaded Load();

  const std::string orders_;
  PackHolder& packs_;
  ReloadableFacts& facts_;
  std::mutex one_at_a_time_;
  std::function<void(const Reloaded&)> on_reload_;
};

}  // namespace xiaoer
