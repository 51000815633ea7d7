#include "engine/base/money.h"

namespace xiaoer {

std::string FormatYuan(Fen amount) {
  // Through unsigned, so that the smallest value has a magnitude too.
  const bool negative = amount.value < 0;
  const std::uint64_t fen = negative ? 0 - static_cast<std::uint64_t>(amount.value)
                                     : static_cast<std::uint64_t>(amount.value);
  std::string text = negative ? "-" : "";
  text += std::to_string(fen / 100);
  const auto rest = static_cast<unsigned>(fen % 100);
  if (rest == 0) return text;
  text += '.';
  text += static_cast<char>('0' + rest / 10);
  if (rest % 10 != 0) text += static_cast<char>('0' + rest % 10);
  return text;
}

}  // namespace xiaoer
