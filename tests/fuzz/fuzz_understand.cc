// Entities and matching are total, their spans stay inside the line, and the prefilter changes
// nothing.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "adapters/codec/report_codec.h"
#include "tests/fuzz/demo_pack.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace xiaoer;
  if (size > 4096) return 0;  // the webhook takes more; speed matters here
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  const Pack& pack = DemoPack();
  const Understanding fast = Understand(pack, line);
  for (const Candidate& c : fast.match.winners) {
    if (c.units.end > fast.line.text.size() || c.units.empty()) std::abort();
  }
  for (const Entity& e : fast.match.entities) {
    if (e.units.end > fast.line.text.size() || e.units.empty()) std::abort();
  }
  if (fast.match.coverage < 0 || fast.match.coverage > 1) std::abort();
  JsonWriter writer;
  WriteUnderstanding(writer, pack, fast);
  return 0;
}
