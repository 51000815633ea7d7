// nlohmann/json behind one name. Its exceptions stay inside adapters/codec.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace xiaoer {

using Json = nlohmann::json;
// Keeps the order in which the documented shapes list their members.
using OrderedJson = nlohmann::ordered_json;

// Compact text. Ill-formed UTF-8 inside strings becomes U+FFFD instead of an exception.
std::string Dump(const OrderedJson& json);
std::string DumpPretty(const OrderedJson& json);

}  // namespace xiaoer
