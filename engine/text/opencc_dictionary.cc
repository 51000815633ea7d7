#include "engine/text/opencc_dictionary.h"
#include "engine/base/utf8.h"

#include <opencc/Lexicon.hpp>
#include <opencc/MarisaDict.hpp>
#include <string_view>

namespace xiaoer {
namespace {

std::u32string ToCodePoints(std::string_view text) {
  std::u32string result;
  for (std::size_t pos = 0; pos < text.size();) {
    const utf8::CodePoint decoded = utf8::Decode(text, pos);
    result.push_back(decoded.value);
    pos += decoded.bytes;
  }
  return result;
}

}  // namespace

Result<OpenccDictionary> ReadOpenccDictionary(const std::string& path) {
  OpenccDictionary result;
  // Everything is caught: OpenCC's exceptions do not derive from std::exception, and a broken file
  // makes the trie underneath throw its own.
  try {
    const auto dictionary = opencc::SerializableDict::NewFromFile<opencc::MarisaDict>(path);
    const opencc::LexiconPtr lexicon = dictionary->GetLexicon();
    result.entries.reserve(lexicon->Length());
    for (const auto& entry : *lexicon) {
      OpenccDictionary::Entry read{ToCodePoints(entry->Key()), {}};
      for (const std::string& value : entry->Values()) read.values.push_back(ToCodePoints(value));
      result.entries.push_back(std::move(read));
    }
  } catch (...) {
    return Unavailable("cannot read OpenCC's dictionary " + path +
                       " (Debian's package libopencc-data has it)");
  }
  return result;
}

}  // namespace xiaoer
