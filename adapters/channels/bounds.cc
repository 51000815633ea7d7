#include "adapters/channels/bounds.h"

#include <algorithm>
#include <string>

#include "engine/base/utf8.h"

namespace xiaoer {
namespace {

Status TooLong(std::string_view field, std::size_t limit) {
  return BadRequest(std::string(field) + " is longer than " + std::to_string(limit) + " bytes");
}

}  // namespace

Status CheckId(std::string_view field, std::string_view id) {
  if (id.size() > kMaxId) return TooLong(field, kMaxId);
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  if (std::any_of(id.begin(), id.end(), is_control)) {
    return BadRequest(std::string(field) + " contains a control character");
  }
  if (!utf8::IsValid(id)) return BadRequest(std::string(field) + " is not UTF-8");
  return {};
}

Status CheckText(std::string_view field, std::string_view text) {
  return text.size() > kMaxText ? TooLong(field, kMaxText) : Status();
}

}  // namespace xiaoer
