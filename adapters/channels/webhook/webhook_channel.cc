#include "adapters/channels/webhook/webhook_channel.h"

#include <utility>

#include "adapters/channels/bounds.h"
#include "adapters/codec/iso_time.h"
#include "adapters/codec/json.h"

namespace xiaoer {
namespace {

// One JSON object of a request; every complaint names the whole path of the field.
class Fields {
 public:
  Fields(const Json& object, std::string path) : object_(object), path_(std::move(path)) {}

  Status Required(const char* key, std::string& out, bool is_id) const {
    const auto found = object_.find(key);
    if (found == object_.end()) return BadRequest(path_ + key + " is missing");
    if (Status s = Text(*found, key, out); !s.ok()) return s;
    if (is_id && out.empty()) return BadRequest(path_ + key + " is empty");
    return is_id ? CheckId(path_ + key, out) : Status();
  }

  Status Optional(const char* key, std::string& out) const {
    const auto found = object_.find(key);
    if (found == object_.end() || found->is_null()) return {};
    if (Status s = Text(*found, key, out); !s.ok()) return s;
    return CheckId(path_ + key, out);
  }

  Status Bool(const char* key, bool& out) const {
    const auto found = object_.find(key);
    if (found == object_.end() || found->is_null()) return {};
    if (!found->is_boolean()) {
      return BadRequest(path_ + key + " must be true or false, not " + found->type_name());
    }
    out = found->get<bool>();
    return {};
  }

  // Null if absent.
  Result<const Json*> Object(const char* key, bool required) const {
    const auto found = object_.find(key);
    if (found == object_.end() || (found->is_null() && !required)) {
      if (required) return BadRequest(path_ + key + " is missing");
      return static_cast<const Json*>(nullptr);
    }
    if (!found->is_object()) {
      return BadRequest(path_ + key + " must be an object, not " + found->type_name());
    }
    return &*found;
  }

  Status Time(const char* key, Instant& out) const {
    const auto found = object_.find(key);
    if (found == object_.end() || found->is_null()) return {};
    if (found->is_string()) {
      if (const auto t = ParseIsoTime(found->get_ref<const std::string&>())) {
        out = *t;
        return {};
      }
    }
    if (found->is_number_unsigned()) {
      const auto number = found->get<std::uint64_t>();
      // Seconds reach this only in the year 5138: whatever is larger counts milliseconds.
      constexpr std::uint64_t kFirstMillis = 100'000'000'000;
      constexpr std::uint64_t kLastMillis = 253'402'300'800'000;  // the year 10000
      if (number < kLastMillis) {
        out = FromMillis(static_cast<std::int64_t>(number < kFirstMillis ? number * 1000 : number));
        return {};
      }
    }
    return BadRequest(path_ + key +
                      " must be a time such as 2026-11-11T20:00:00+08:00, or Unix seconds");
  }

 private:
  Status Text(const Json& value, const char* key, std::string& out) const {
    if (!value.is_string()) {
      return BadRequest(path_ + key + " must be a string, not " + value.type_name());
    }
    out = value.get_ref<const std::string&>();
    return {};
  }

  const Json& object_;
  std::string path_;
};

Result<Inbound> DecodeObject(const Json& j) {
  if (!j.is_object()) return BadRequest("the body must be a JSON object");
  Inbound in;
  const Fields top(j, "");
  if (Status s = top.Required("shop", in.key.shop, true); !s.ok()) return s;
  if (Status s = top.Required("channel", in.key.channel, true); !s.ok()) return s;
  if (Status s = top.Required("conversation", in.key.conversation, true); !s.ok()) return s;

  const auto buyer = top.Object("buyer", true);
  if (!buyer.ok()) return buyer.error();
  const Fields buyer_fields(**buyer, "buyer.");
  if (Status s = buyer_fields.Required("id", in.buyer_id, true); !s.ok()) return s;
  if (Status s = buyer_fields.Optional("name", in.buyer_name); !s.ok()) return s;

  const auto message = top.Object("message", true);
  if (!message.ok()) return message.error();
  const Fields message_fields(**message, "message.");
  if (Status s = message_fields.Required("id", in.message_id, true); !s.ok()) return s;
  if (Status s = message_fields.Required("text", in.text, false); !s.ok()) return s;
  if (Status s = CheckText("message.text", in.text); !s.ok()) return s;
  if (Status s = message_fields.Time("sent_at", in.sent_at); !s.ok()) return s;

  std::string sender = "buyer";
  if (Status s = message_fields.Optional("sender", sender); !s.ok()) return s;
  if (sender != "buyer" && sender != "agent") {
    return BadRequest("message.sender must be \"buyer\" or \"agent\"");
  }
  if (sender == "agent") in.sender = Sender::kAgent;
  const auto agent = top.Object("agent", false);
  if (!agent.ok()) return agent.error();
  if (*agent != nullptr) {
    if (Status s = Fields(**agent, "agent.").Required("id", in.agent, true); !s.ok()) return s;
  }

  const auto context = top.Object("context", false);
  if (!context.ok()) return context.error();
  if (*context != nullptr) {
    const Fields context_fields(**context, "context.");
    if (Status s = context_fields.Optional("product", in.product); !s.ok()) return s;
    if (Status s = context_fields.Bool("emoji", in.emoji); !s.ok()) return s;
  }
  return in;
}

}  // namespace

WebhookChannel::WebhookChannel(std::optional<StandardWebhooks> signature)
    : signature_(std::move(signature)) {}

Status WebhookChannel::Verify(const RawRequest& request, Instant now) const {
  return signature_ ? signature_->Verify(request, now) : Status();
}

Result<Inbound> WebhookChannel::Decode(const RawRequest& request) const {
  try {
    return DecodeObject(Json::parse(request.body));
  } catch (const Json::parse_error& e) {
    return BadRequest("the body is not JSON: it breaks at byte " + std::to_string(e.byte));
  } catch (const Json::exception& e) {
    return BadRequest(std::string("the body cannot be read: ") + e.what());
  }
}

RawAnswer WebhookChannel::Encode(const Inbound&, std::string answer) const {
  return {std::move(answer) + "\n"};
}

}  // namespace xiaoer
