// Whatever a stranger writes, the log's line stays one JSON string and shows no long number.
#include <cctype>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>

#include "adapters/runtime/log_text.h"
#include "engine/base/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace xiaoer;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string masked = MaskForLog(text, 400);
  if (masked.size() > 403) std::abort();
  std::size_t digits = 0;
  for (const char c : masked) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits >= 7) std::abort();
  }
  for (const std::string_view line : {text, std::string_view(masked)}) {
    std::string json;
    AppendJsonString(json, line, 1000);
    for (const char c : json) {
      if (std::iscntrl(static_cast<unsigned char>(c)) != 0) std::abort();
    }
    if (!utf8::IsValid(json)) std::abort();
    if (!nlohmann::json::parse(json, nullptr, false).is_string()) std::abort();
  }
  return 0;
}
