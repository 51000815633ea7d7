// What every channel refuses in a message, whatever its format.
#pragma once

#include <cstddef>
#include <string_view>

#include "engine/base/status.h"

namespace xiaoer {

// Bytes of UTF-8. A chat line is some 20 characters; an address with a story is a few hundred.
inline constexpr std::size_t kMaxText = 16 * 1024;
inline constexpr std::size_t kMaxId = 200;

// `field`: as the sender calls it. Ids and names stand in URLs, tables and log lines: at most kMaxId bytes of UTF-8
// without control characters. May be empty.
Status CheckId(std::string_view field, std::string_view id);

// At most kMaxText bytes; otherwise anything, for the normalizer takes every byte sequence.
Status CheckText(std::string_view field, std::string_view text);

}  // namespace xiaoer
