// OpenCC's dictionaries (.ocd2) as plain values: the only place that knows how they are stored.
#pragma once

#include <string>
#include <vector>

#include "engine/base/status.h"

namespace xiaoer {

struct OpenccDictionary {
  struct Entry {
    std::u32string key;
    std::vector<std::u32string> values;  // the default first
  };
  std::vector<Entry> entries;  // in the file's order
};

// Where Debian's libopencc-data keeps them.
inline constexpr const char* kOpenccDataFolder = "/usr/share/opencc";

// Reads a whole dictionary. Unavailable if the file is missing or is not one.
Result<OpenccDictionary> ReadOpenccDictionary(const std::string& path);

}  // namespace xiaoer
