// What the administrator does while the server runs.
#pragma once

#include <string>

#include "adapters/archive.h"
#include "adapters/runtime/backups.h"
#include "adapters/runtime/clock.h"
#include "adapters/runtime/conversation_locks.h"
#include "adapters/runtime/shop_files.h"

namespace xiaoer {

class Admin {
 public:
  // What it works on; all of it outlives it.
  struct Parts {
    ShopFiles& files;
    Archive& archive;
    Backups& backups;
    ConversationLocks& locks;  // of the service
    const Clock& clock;
  };
  explicit Admin(const Parts& parts) : parts_(parts) {}

  // All results are JSON as the README documents it.

  struct Reload {
    bool ok = false;
    std::string json;
  };
  // On mistakes in the shop's files nothing changes; `json` has them all then, with their places.
  Reload ReloadShop();

  // See Backups::Make.
  Result<std::string> Backup(const std::string& name);

  // NotFound if nothing is kept about the buyer.
  Result<std::string> ExportBuyer(const BuyerAddress& who);
  // Deletes everything that Export shows. Turns of the buyer that have begun are finished first; what arrives
  // afterwards is new.
  Result<std::string> EraseBuyer(const BuyerAddress& who);

  // An empty channel: of all.
  Result<std::string> DeadLetters(const std::string& channel);
  Result<std::string> Revive(const std::string& id, const std::string& channel);

 private:
  const Parts parts_;
};

}  // namespace xiaoer
