#include "engine/dialog/speaker.h"

#include <algorithm>

#include "engine/dialog/decoration.h"
#include "engine/dialog/placeholders.h"
#include "engine/pack.h"

namespace xiaoer {
namespace {

// Against repetition it is enough to know what the buyer can still see on the screen.
constexpr std::size_t kRecentTexts = 12;

bool ShowsEmoji(const Step& step) {
  const auto& plain = step.pack.shop.plain_channels;
  return step.inbound.emoji && plain.find(step.next.key.channel) == plain.end();
}

struct Rendered {
  std::string text;
  std::vector<std::string> missing;
};

Rendered Render(const Step& step, const ReplyVariant& variant) {
  Rendered out;
  for (const ReplyPiece& piece : variant.pieces) {
    if (!piece.placeholder) {
      out.text += piece.text;
    } else if (auto value = FindPlaceholder(step, piece.text)) {
      out.text += *value;
    } else {
      // Left standing, so that the gate sees what is wrong; a hole in a sentence would go
      // unnoticed.
      out.text += '{' + piece.text + '}';
      out.missing.push_back(piece.text);
    }
  }
  out.text = InBuyersScript(step, out.text);
  if (!ShowsEmoji(step)) out.text = WithoutDecoration(*step.pack.normalizer, out.text);
  return out;
}

// Variant numbers in the order in which they should be tried: unused ones as written, then used
// ones with the one used longest ago first.
std::vector<int> Preference(const Reply& reply, const std::vector<int>& said) {
  std::vector<int> order;
  const int count = static_cast<int>(reply.variants.size());
  for (int i = 0; i < count; ++i) {
    if (std::find(said.begin(), said.end(), i) == said.end()) order.push_back(i);
  }
  for (const int i : said) {
    // A stored conversation may know more wordings than a reloaded pack still has.
    if (i >= 0 && i < count) order.push_back(i);
  }
  return order;
}

}  // namespace

std::optional<Draft> Speak(Step& step, std::string_view reply_id, bool question) {
  const Reply* reply = step.pack.replies.Find(reply_id);
  if (reply == nullptr) return std::nullopt;
  std::vector<int>& said = step.next.said[reply->id];
  const std::vector<std::string>& recent = step.next.recent_texts;
  for (const int i : Preference(*reply, said)) {
    Rendered rendered = Render(step, reply->variants[static_cast<std::size_t>(i)]);
    // Nothing but an emoji, for a channel that has none.
    if (rendered.text.empty()) continue;
    if (std::find(recent.begin(), recent.end(), rendered.text) != recent.end()) continue;
    said.erase(std::remove(said.begin(), said.end(), i), said.end());
    said.push_back(i);
    return Draft{reply->id, i, std::move(rendered.text), std::move(rendered.missing), question};
  }
  return std::nullopt;
}

std::string InBuyersScript(const Step& step, std::string_view text) {
  if (step.next.script != Script::kHant || step.pack.converter == nullptr) return std::string(text);
  return step.pack.converter->Convert(text);
}

void Remember(Conversation& conversation, const std::string& text) {
  conversation.recent_texts.push_back(text);
  if (conversation.recent_texts.size() > kRecentTexts) {
    conversation.recent_texts.erase(conversation.recent_texts.begin());
  }
}

}  // namespace xiaoer
