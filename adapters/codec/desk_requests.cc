#include "adapters/codec/desk_requests.h"

#include "adapters/codec/json.h"

namespace xiaoer {
namespace {

constexpr std::size_t kMaxId = 200;
constexpr std::size_t kMaxText = 16 * 1024;
constexpr std::int64_t kMaxMinutes = 24 * 60;

Result<Json> ParseObject(std::string_view body) {
  if (body.empty()) return Json::object();
  Json j = Json::parse(body, nullptr, false);
  if (j.is_discarded()) return BadRequest("the body is not JSON");
  if (j.is_null()) return Json::object();
  if (!j.is_object()) return BadRequest("the body must be a JSON object");
  return j;
}

Status ReadText(const Json& object, const char* key, const char* shown, std::size_t limit,
                std::string& out) {
  const auto it = object.find(key);
  if (it == object.end() || it->is_null()) return {};
  if (!it->is_string()) return BadRequest(std::string(shown) + " must be a string");
  out = it->get<std::string>();
  if (out.size() > limit) {
    return BadRequest(std::string(shown) + " is longer than " + std::to_string(limit) + " bytes");
  }
  return {};
}

Status ReadId(const Json& object, const char* key, const char* shown, std::string& out) {
  if (Status s = ReadText(object, key, shown, kMaxId, out); !s.ok()) return s;
  for (const char c : out) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      return BadRequest(std::string(shown) + " contains a control character");
    }
  }
  return {};
}

// "a1" or {"id":"a1"}
Status ReadAgent(const Json& object, std::string& out) {
  const auto it = object.find("agent");
  if (it != object.end() && it->is_object()) return ReadId(*it, "id", "agent.id", out);
  return ReadId(object, "agent", "agent", out);
}

}  // namespace

Result<PresenceRequest> DecodePresence(std::string_view body) {
  const auto j = ParseObject(body);
  if (!j.ok()) return j.error();
  PresenceRequest request;
  if (Status s = ReadId(*j, "shop", "shop", request.shop); !s.ok()) return s;
  if (Status s = ReadAgent(*j, request.agent); !s.ok()) return s;
  const auto present = j->find("present");
  if (present == j->end() || !present->is_boolean()) {
    return BadRequest("present must be true (at the desk) or false (gone)");
  }
  request.present = present->get<bool>();
  if (const auto minutes = j->find("minutes"); minutes != j->end()) {
    if (!minutes->is_number_integer() || *minutes < 1 || *minutes > kMaxMinutes) {
      return BadRequest("minutes must be a whole number from 1 to 1440");
    }
    request.holds = std::chrono::minutes(minutes->get<std::int64_t>());
  }
  return request;
}

Result<DeskRequest> DecodeDeskRequest(std::string_view body, bool needs_text) {
  const auto j = ParseObject(body);
  if (!j.ok()) return j.error();
  DeskRequest request;
  if (Status s = ReadAgent(*j, request.agent); !s.ok()) return s;
  if (Status s = ReadText(*j, "text", "text", kMaxText, request.text); !s.ok()) return s;
  if (const auto message = j->find("message"); message != j->end()) {
    if (message->is_string()) {
      request.text = message->get<std::string>();
    } else if (message->is_object()) {
      if (Status s = ReadId(*message, "id", "message.id", request.message_id); !s.ok()) return s;
      if (Status s = ReadText(*message, "text", "message.text", kMaxText, request.text); !s.ok()) {
        return s;
      }
    } else {
      return BadRequest("message must be an object such as {\"id\":\"…\",\"text\":\"…\"}");
    }
  }
  if (needs_text && request.text.empty()) return BadRequest("text is missing");
  return request;
}

}  // namespace xiaoer
