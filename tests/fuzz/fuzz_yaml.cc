// A shop's file of any content is either read or refused with a place.
#include <cstdint>
#include <string_view>

#include "engine/load/yaml.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace xiaoer;
  Diagnostics diagnostics;
  const auto node =
      yaml::Parse({reinterpret_cast<const char*>(data), size}, "fuzz.yaml", diagnostics);
  if (!node && !diagnostics.has_errors()) __builtin_trap();
  return 0;
}
