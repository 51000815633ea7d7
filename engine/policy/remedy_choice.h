// What a buyer chooses among the remedies that were offered: by words, by ordinal, or by leaving it
// to us.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/policy/shop.h"

namespace xiaoer {

// More is no choice but a list.
inline constexpr std::size_t kMaxShownRemedies = 3;

struct RemedyChoice {
  enum class Kind : std::uint8_t {
    kNone,     // the line chooses nothing
    kRemedy,   // this one
    kAny,      // whichever; or the quickest
    kRefused,  // none of them
  };
  Kind kind = Kind::kNone;
  const Remedy* remedy = nullptr;  // kRemedy; kAny: the one it comes to
};

// `line` is canonical, `options` are as they were offered, in that order. 不要退，补发 chooses 补发,
// 退一部分 the partial refund and not the return, 第二个 the second one. `ordinals`: a bare number
// is one of them (the options were just read to the buyer).
RemedyChoice ReadChoice(const Shop& shop, const std::vector<const Remedy*>& options,
                        std::string_view line, bool ordinals);

// 第二个, 2, 最后一个, 后者 → the index among `count` things that were just read out.
std::optional<std::size_t> ReadOrdinal(std::string_view line, std::size_t count);

// A remedy of the policy that the line means, whether or not it was offered; null if none.
const Remedy* NamedRemedy(const Shop& shop, std::string_view line);

}  // namespace xiaoer
