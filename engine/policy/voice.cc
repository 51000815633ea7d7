#include <algorithm>

#include "engine/policy/gate.h"

namespace xiaoer {
namespace {

std::int64_t CodePoints(std::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

// What a placeholder will be filled with is not known yet; some six characters is what most come
// to.
std::int64_t RenderedLength(std::string_view text) {
  constexpr std::int64_t kTypicalValue = 6;
  std::int64_t length = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t open = text.find('{', i);
    length += CodePoints(text.substr(i, open - i));
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) break;
    length += kTypicalValue;
    i = close + 1;
  }
  return length;
}

}  // namespace

std::vector<VoiceFault> CheckVoice(const WordPolicy& words, std::string_view text) {
  std::string rest(text);
  for (const std::string& phrase : words.allowed) {
    if (phrase.empty()) continue;
    for (std::size_t at = rest.find(phrase); at != std::string::npos; at = rest.find(phrase, at)) {
      rest.replace(at, phrase.size(), " ");
    }
  }
  std::vector<VoiceFault> faults;
  const auto look = [&](const std::vector<std::string>& list, std::string_view what) {
    for (const std::string& word : list) {
      if (word.empty() || rest.find(word) == std::string::npos) continue;
      faults.push_back({true, "\"" + word + "\" " + std::string(what)});
    }
  };
  look(words.absolute, "promises what nobody can keep");
  look(words.superlative, "is a superlative that the advertising law forbids");
  look(words.platform, "is forbidden by the platform");
  look(words.floor, "lets the buyer infer the floor price");
  const std::int64_t length = RenderedLength(text);
  if (length > words.hard_length) {
    faults.push_back({true, "longer than " + std::to_string(words.hard_length) +
                                " characters: it would never be sent"});
  } else if (length > words.soft_length) {
    faults.push_back({false, "longer than " + std::to_string(words.soft_length) +
                                 " characters: split it or say less"});
  }
  return faults;
}

}  // namespace xiaoer
