#include "engine/load/voice_check.h"

#include <algorithm>
#include <string_view>

#include "engine/policy/gate.h"
#include "engine/policy/gate_words.h"

namespace xiaoer {
namespace {

// A placeholder's name is nothing that a buyer reads; what stands in its place belongs to no word.
std::string WithoutPlaceholders(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t close = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
    if (close == std::string_view::npos) {
      out += text[i++];
    } else {
      out += "\xEF\xBC\x8F";  // ／, a sign of its own
      i = close + 1;
    }
  }
  return out;
}

class VoiceCheck {
 public:
  VoiceCheck(const Pack& pack, Diagnostics& diagnostics) : pack_(pack), diagnostics_(diagnostics) {
    for (const Product& product : pack.shop.products) {
      Conversation& talk = talks_.emplace_back();
      talk.product = product.id;
    }
  }

  void Wording(const std::string& written, const SourceLocation& where) const {
    const std::string text = WithoutPlaceholders(written);
    Words(text, where, {});
    if (pack_.converter == nullptr) return;
    const std::string traditional = pack_.converter->Convert(text);
    Words(traditional, where, text);
    Converted(traditional, where);
  }

  // A text with an amount that fits no product at all would turn every turn into a hand-off.
  void Amounts(const std::string& text, const SourceLocation& where) const {
    const auto refused = [&](const Conversation& talk) {
      const auto checks = CheckOutgoing(pack_, talk, {}, text);
      return std::any_of(checks.begin(), checks.end(),
                         [](const GateCheck& c) { return c.name == "floor" && !c.passed; });
    };
    if (talks_.empty() || !std::all_of(talks_.begin(), talks_.end(), refused)) return;
    diagnostics_.Warning(where, "an amount that the gate never lets out",
                         "below every price, and no fee, threshold or coupon of the policy");
  }

 private:
  // `simplified`: empty for the text as written; else only what conversion has brought in counts.
  void Words(const std::string& text, const SourceLocation& where,
             const std::string& simplified) const {
    const GateWords::Found found = Find(text);
    const GateWords::Found before = simplified.empty() ? GateWords::Found{} : Find(simplified);
    for (std::size_t i = 0; i < static_cast<std::size_t>(WordRule::kCount); ++i) {
      const std::string* word = found.word[i];
      // As it stands in the list it was reported when the file was read.
      if (word == nullptr || before.word[i] != nullptr) continue;
      if (simplified.empty() && text.find(*word) != std::string::npos) continue;
      diagnostics_.Error(
          where,
          "\"" + *word + "\" stands here in other writing" +
              (simplified.empty() ? "" : ", once converted: " + text),
          "the gate refuses it (" + std::string(ToString(static_cast<WordRule>(i))) + ")");
    }
  }

  GateWords::Found Find(const std::string& text) const {
    const Normalized line = pack_.normalizer->Normalize(text);
    return pack_.gate_words->FindWords(pack_.gate_words->Wording(line.text));
  }

  void Converted(const std::string& traditional, const SourceLocation& where) const {
    const Script script = pack_.normalizer->Normalize(traditional).script;
    if (script == Script::kHans || script == Script::kMixed) {
      diagnostics_.Warning(where, "stays partly Simplified when converted: " + traditional,
                           "add the word to traditional.yaml");
    }
    for (const std::string& word : pack_.shop.traditional_avoid) {
      if (word.empty() || traditional.find(word) == std::string::npos) continue;
      diagnostics_.Warning(where,
                           "readers of Traditional do not write " + word + ": " + traditional,
                           "add the word to traditional.yaml");
    }
  }

  const Pack& pack_;
  Diagnostics& diagnostics_;
  std::vector<Conversation> talks_;  // one about each product
};

}  // namespace

void CheckBuyersTexts(const Pack& pack,
                      const std::vector<std::pair<std::string, SourceLocation>>& shop_texts,
                      Diagnostics& diagnostics) {
  if (pack.normalizer == nullptr || pack.gate_words == nullptr) return;
  const VoiceCheck check(pack, diagnostics);
  for (const auto& [id, reply] : pack.replies.replies) {
    for (const ReplyVariant& variant : reply.variants) check.Wording(variant.text, variant.where);
  }
  for (const auto& [text, where] : shop_texts) {
    check.Wording(text, where);
    check.Amounts(text, where);
  }
}

}  // namespace xiaoer
