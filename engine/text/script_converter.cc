#include "engine/text/script_converter.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <opencc/SimpleConverter.hpp>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/text/opencc_dictionary.h"

namespace xiaoer {
namespace {

constexpr std::array<std::string_view, 4> kNames = {"s2t", "s2tw", "s2hk", "s2twp"};

std::string WellFormed(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size();) {
    const utf8::CodePoint decoded = utf8::Decode(text, pos);
    if (decoded.ok) {
      result.append(text.substr(pos, decoded.bytes));
    } else {
      result.append("\xEF\xBF\xBD");
    }
    pos += decoded.bytes;
  }
  return result;
}

}  // namespace

std::string_view ToString(ScriptTarget target) { return kNames[static_cast<std::size_t>(target)]; }

std::optional<ScriptTarget> ParseScriptTarget(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<ScriptTarget>(i);
  }
  return std::nullopt;
}

struct ScriptConverter::Impl {
  Impl(const std::string& config, Words own) : converter(config), words(std::move(own)) {
    std::erase_if(words, [](const auto& word) { return word.first.empty(); });
    // Of two words at one place the longer one is meant.
    std::stable_sort(words.begin(), words.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
    for (const auto& word : words) first.set(static_cast<unsigned char>(word.first.front()));
  }

  // The word that stands at `pos`, or null.
  const Words::value_type* WordAt(std::string_view text, std::size_t pos) const {
    if (!first.test(static_cast<unsigned char>(text[pos]))) return nullptr;
    const auto it = std::find_if(words.begin(), words.end(), [&](const auto& word) {
      return text.substr(pos).starts_with(word.first);
    });
    return it == words.end() ? nullptr : &*it;
  }

  // Convert is const down to the dictionaries, which are only read: no lock is needed.
  opencc::SimpleConverter converter;
  Words words;             // the longest first
  std::bitset<256> first;  // bytes that they begin with
};

ScriptConverter::ScriptConverter(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
ScriptConverter::~ScriptConverter() = default;

Result<std::shared_ptr<const ScriptConverter>> ScriptConverter::Load(ScriptTarget target,
                                                                     const std::string& opencc_data,
                                                                     Words words) {
  const std::string config = (opencc_data.empty() ? kOpenccDataFolder : opencc_data) + "/" +
                             std::string(ToString(target)) + ".json";
  try {
    return std::shared_ptr<const ScriptConverter>(
        new ScriptConverter(std::make_unique<const Impl>(config, std::move(words))));
  } catch (...) {  // OpenCC's exceptions do not derive from std::exception
    return Unavailable("cannot load OpenCC's configuration " + config +
                       " (Debian's package libopencc-data has it)");
  }
}

std::string ScriptConverter::Convert(std::string_view text) const {
  std::string well_formed = WellFormed(text);
  try {
    std::string out;
    std::size_t begin = 0;  // of what OpenCC has not seen yet
    for (std::size_t pos = 0; pos < well_formed.size();) {
      const auto* word = impl_->WordAt(well_formed, pos);
      if (word == nullptr) {
        pos += utf8::Decode(well_formed, pos).bytes;
        continue;
      }
      if (pos > begin) out += impl_->converter.Convert(well_formed.substr(begin, pos - begin));
      out += word->second;
      begin = pos += word->first.size();
    }
    if (begin < well_formed.size()) out += impl_->converter.Convert(well_formed.substr(begin));
    return out;
  } catch (...) {
    return well_formed;
  }
}

}  // namespace xiaoer
