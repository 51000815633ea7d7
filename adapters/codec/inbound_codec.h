// What the store keeps beside conversations, as JSON. Every field survives the round trip.
#pragma once

#include <string>
#include <string_view>

#include "adapters/store.h"
#include "engine/base/status.h"

namespace xiaoer {

std::string EncodeInbound(const Inbound& inbound);
// Internal if the text is not what Encode wrote.
Result<Inbound> DecodeInbound(std::string_view json);

std::string EncodeSuggestion(const StoredSuggestion& suggestion);
Result<StoredSuggestion> DecodeSuggestion(std::string_view json);

}  // namespace xiaoer
