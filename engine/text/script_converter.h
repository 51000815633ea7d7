// Simplified → the Traditional that a buyer writes, by OpenCC. Replies are written in Simplified
// and converted last.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/status.h"

namespace xiaoer {

// What to write; the names are those of OpenCC's configurations.
enum class ScriptTarget : std::uint8_t {
  kS2t,    // OpenCC's own standard of characters
  kS2tw,   // Taiwan's characters
  kS2hk,   // Hong Kong's characters
  kS2twp,  // Taiwan's characters and words: 信息 → 資訊
};
std::string_view ToString(ScriptTarget target);                        // "s2tw"
std::optional<ScriptTarget> ParseScriptTarget(std::string_view name);  // nothing if there is none

// One target, its dictionaries loaded once. Immutable after construction; safe to use from any
// number of threads.
class ScriptConverter {
 public:
  // Words of the shop's own: Simplified → as these readers write it. They win over OpenCC and are
  // written as they stand, never converted a second time.
  using Words = std::vector<std::pair<std::string, std::string>>;

  // Loading takes some 10 ms. Unavailable if OpenCC's files are missing or broken. `opencc_data`:
  // the folder with s2tw.json …; empty = where Debian installs them.
  static Result<std::shared_ptr<const ScriptConverter>> Load(ScriptTarget target,
                                                             const std::string& opencc_data = {},
                                                             Words words = {});
  ~ScriptConverter();
  ScriptConverter(const ScriptConverter&) = delete;
  ScriptConverter& operator=(const ScriptConverter&) = delete;

  // `text` is UTF-8. What is ill-formed in it becomes U+FFFD first: OpenCC would refuse the whole.
  // A text that OpenCC fails on all the same is returned unconverted, for a reply in the other
  // script is better than none.
  std::string Convert(std::string_view text) const;

 private:
  struct Impl;
  explicit ScriptConverter(std::unique_ptr<const Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

}  // namespace xiaoer
