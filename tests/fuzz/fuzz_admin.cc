// Decoding what the administrator sends never throws, and no name of a backup leads out of its folder.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "adapters/codec/admin_codec.h"
#include "adapters/runtime/backups.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace xiaoer;
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  (void)DecodeRevive(body);
  const auto name = DecodeBackup(body);
  for (const std::string_view candidate : {body, name.ok() ? std::string_view(*name) : body}) {
    const bool leads_out = candidate.find('/') != std::string_view::npos ||
                           candidate.find('\0') != std::string_view::npos ||
                           candidate.starts_with(".");
    if (leads_out && Backups::CheckName(candidate).ok()) std::abort();
  }
  return 0;
}
