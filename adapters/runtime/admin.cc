#include "adapters/runtime/admin.h"

#include "adapters/codec/admin_codec.h"

namespace xiaoer {

Admin::Reload Admin::ReloadShop() {
  const ShopFiles::Reloaded reloaded = files_.Reload();
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

}  // namespace xiaoer
