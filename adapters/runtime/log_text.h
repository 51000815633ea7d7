// Strangers' words made fit for a log: nothing private is left, and nothing that a terminal or a reader of JSON
// would take for anything but text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace xiaoer {

// Hides, more than MaskPrivate does for agents' eyes, everything that could tell who wrote:
//  - seven digits and more, in any writing (全角, circled, 一三八零零, keycaps) and with up to three blanks,
//    marks or invisible characters between two of them: "[11 digits]"; also those of cards, orders and parcels;
//  - words of letters and digits such as numbers of parcels and accounts have: "[id]";
//  - e-mail addresses, words of 16 letters and more, what follows token=, key=, secret=, password=, Bearer:
//    "[mail]", "[secret]";
//  - what leads to a door, as MaskPrivate does: ***.
// The result has at most `max_bytes` bytes and an ellipsis.
std::string MaskForLog(std::string_view text, std::size_t max_bytes);

// "text" as JSON, quotes included: controls, line ends of any kind and marks that turn or hide text are escaped,
// ill-formed UTF-8 becomes U+FFFD. What is behind `max_bytes` is left away.
void AppendJsonString(std::string& out, std::string_view text, std::size_t max_bytes);

}  // namespace xiaoer
