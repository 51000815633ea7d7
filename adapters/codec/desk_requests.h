// What agents' desks send. BadRequest names the field and what it should be.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/instant.h"
#include "engine/base/status.h"

namespace xiaoer {

// {"agent":"a1" or {"id":"a1"},"present":true,"shop":"…","minutes":30}; shop and minutes may be left out.
struct PresenceRequest {
  std::string shop;
  std::string agent;
  bool present = true;
  std::optional<Millis> holds;
};
Result<PresenceRequest> DecodePresence(std::string_view body);

// {"agent":…,"text":"…","message":{"id","text"}}: the text at the top or in `message`; all but a needed text may be
// left out, the body too.
struct DeskRequest {
  std::string agent;
  std::string message_id;
  std::string text;
};
Result<DeskRequest> DecodeDeskRequest(std::string_view body, bool needs_text);

}  // namespace xiaoer
