// A template of any text is either compiled or refused with a place; compiled, it matches within
// bounds.
#include <cstdint>
#include <string>

#include "tests/fuzz/demo_pack.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace xiaoer;
  if (size > 512) return 0;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::size_t newline = text.find('\n');
  TemplateSet set;
  IntentSource intent;
  intent.name = "fuzz";
  intent.templates.push_back({text.substr(0, newline), {}, {"fuzz.yaml", 1, 1}});
  set.intents.push_back(intent);
  Diagnostics diagnostics;
  const Pack& pack = DemoPack();
  const auto matcher = Matcher::Build(set, *pack.normalizer, diagnostics);
  if (matcher == nullptr) {
    if (!diagnostics.has_errors()) __builtin_trap();
    return 0;
  }
  const Normalized line =
      pack.normalizer->Normalize(newline == std::string::npos ? text : text.substr(newline + 1));
  (void)matcher->Match(line, pack.entity_reader->Read(line), {});
  return 0;
}
