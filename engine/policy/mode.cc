#include "engine/policy/mode.h"

namespace xiaoer {

std::string_view ToString(Mode mode) {
  switch (mode) {
    case Mode::kAuto:
      return "auto";
    case Mode::kSuggest:
      return "suggest";
    case Mode::kOff:
      return "off";
  }
  return "unknown";
}

std::optional<Mode> ModeOf(std::string_view name) {
  for (const Mode mode : {Mode::kAuto, Mode::kSuggest, Mode::kOff}) {
    if (name == ToString(mode)) return mode;
  }
  return std::nullopt;
}

}  // namespace xiaoer
