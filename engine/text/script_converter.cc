#include "engine/text/script_converter.h"

#include <array>
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
  explicit Impl(const std::string& config) : converter(config) {}
  // Convert is const down to the dictionaries, which are only read: no lock is needed.
  opencc::SimpleConverter converter;
};

ScriptConverter::ScriptConverter(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
ScriptConverter::~ScriptConverter() = default;

Result<std::shared_ptr<const ScriptConverter>> ScriptConverter::Load(
    ScriptTarget target, const std::string& opencc_data) {
  const std::string config = (opencc_data.empty() ? kOpenccDataFolder : opencc_data) + "/" +
                             std::string(ToString(target)) + ".json";
  try {
    return std::shared_ptr<const ScriptConverter>(
        new ScriptConverter(std::make_unique<const Impl>(config)));
  } catch (...) {  // OpenCC's exceptions do not derive from std::exception
    return Unavailable("cannot load OpenCC's configuration " + config +
                       " (Debian's package libopencc-data has it)");
  }
}

std::string ScriptConverter::Convert(std::string_view text) const {
  std::string well_formed = WellFormed(text);
  try {
    return impl_->converter.Convert(well_formed);
  } catch (...) {
    return well_formed;
  }
}

}  // namespace xiaoer
