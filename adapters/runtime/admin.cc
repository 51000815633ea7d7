#include "adapters/runtime/admin.h"

#include <chrono>
#include <thread>
#include <utility>

#include "adapters/codec/admin_codec.h"

namespace xiaoer {
namespace {

constexpr std::size_t kMaxDeadLetters = 500;
// A buyer who begins new conversations while the lock is waited for is looked up again, so often.
constexpr int kTries = 3;
constexpr int kClearTries = 10;
constexpr Millis kClearPause = std::chrono::milliseconds(100);

// Whether nothing of what was deleted is left in the log. Readers are gone in a moment, a backup is not.
bool ClearLog(Archive& archive) {
  for (int i = 0; i < kClearTries; ++i) {
    const auto cleared = archive.ClearLog();
    if (cleared.ok() && *cleared) return true;
    std::this_thread::sleep_for(kClearPause);
  }
  return false;
}

}  // namespace

Admin::Reload Admin::ReloadShop() {
  const ShopFiles::Reloaded reloaded = parts_.files.Reload();
  OrderedJson diagnostics = DiagnosticsJson(reloaded.diagnostics);
  if (reloaded.ok) {
    return {true, Dump({{"reloaded", true},
                        {"pack", reloaded.pack},
                        {"was", reloaded.was},
                        {"warnings", std::move(diagnostics)}})};
  }
  return {false, Dump({{"error",
                        {{"code", "bad_pack"},
                         {"message", "the shop's files have mistakes; nothing was changed"}}},
                       {"diagnostics", std::move(diagnostics)},
                       {"pack", reloaded.pack}})};
}

Result<std::string> Admin::Backup(const std::string& name) {
  const auto made = parts_.backups.Make(name);
  if (!made.ok()) return made.error();
  return Dump(
      {{"name", made->name}, {"file", made->path}, {"bytes", made->bytes}, {"integrity", "ok"}});
}

Result<std::string> Admin::ExportBuyer(const BuyerAddress& who) {
  const auto tables = parts_.archive.Export(who);
  if (!tables.ok()) return tables.error();
  if (RowsOf(*tables) == 0) return NotFound("nothing is kept about this buyer");
  return Dump(ExportJson(who, *tables, parts_.clock.Now()));
}

Result<std::string> Admin::EraseBuyer(const BuyerAddress& who) {
  auto keys = parts_.archive.ConversationsOf(who);
  if (!keys.ok()) return keys.error();
  RowCounts counts;
  for (int i = 1;; ++i) {
    const auto held = parts_.locks.LockAll(*keys);
    auto now = parts_.archive.ConversationsOf(who);
    if (!now.ok()) return now.error();
    // Without a lock a turn that has begun would only be computed again: its version is gone.
    if (*now != *keys && i < kTries) {
      keys = std::move(now);
      continue;
    }
    auto erased = parts_.archive.Erase(who);
    if (!erased.ok()) return erased.error();
    counts = std::move(erased).value();
    break;
  }
  std::int64_t total = 0;
  for (const auto& [name, count] : counts) total += count;
  // Also if nothing was deleted: this may be the second try of one whose log was being read.
  const bool cleared = ClearLog(parts_.archive);
  return Dump({{"deleted", CountsJson(counts)},
               {"rows", total},
               {"log_cleared", cleared},
               {"remains", "in backups, until they are deleted"}});
}

Result<std::string> Admin::DeadLetters(const std::string& channel) {
  const auto letters = parts_.archive.DeadLetters(channel, kMaxDeadLetters);
  if (!letters.ok()) return letters.error();
  return Dump(DeadLettersJson(*letters));
}

Result<std::string> Admin::Revive(const std::string& id, const std::string& channel) {
  const auto revived = parts_.archive.Revive(id, channel, parts_.clock.Now());
  if (!revived.ok()) return revived.error();
  if (!id.empty() && revived->revived + revived->kept == 0) {
    return NotFound("no dead letter under this id");
  }
  return Dump({{"revived", revived->revived}, {"kept", revived->kept}});
}

}  // namespace xiaoer
