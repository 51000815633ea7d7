// The characters of a template's text, each with its place.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace xiaoer::match {

struct Character {
  char32_t code = 0;
  std::uint32_t begin = 0;  // bytes
  std::uint32_t end = 0;
};

// Ill-formed bytes become U+FFFD.
std::vector<Character> Decode(std::string_view text);

}  // namespace xiaoer::match
