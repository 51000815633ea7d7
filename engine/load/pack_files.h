// The files of a pack: found in a fixed order, read once, and hashed, so that a receipt names
// exactly the bytes that made it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xiaoer {

// All *.yaml directly in `folder`, by name; with `deep` also those in its sub-folders. Empty if
// there is no such folder. Paths are `folder` + "/" + name.
std::vector<std::string> YamlFiles(const std::string& folder, bool deep = false);

// `path` without "." and "..", with "/" as separator: "shop/../dialogs" is "dialogs".
std::string TidyPath(const std::string& path);

// The file's bytes; empty if it cannot be read.
std::string ReadBytes(const std::string& path);

// Two FNV-1a sums of 64 bits with different offsets: names a pack, protects against nothing.
class PackHash {
 public:
  void Add(std::string_view bytes);
  std::string ToHex() const;  // 32 digits

 private:
  std::array<std::uint64_t, 2> sums_{0xcbf29ce484222325U, 0x84222325cbf29ce4U};
};

}  // namespace xiaoer
