#include "engine/load/pack_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace xiaoer {
namespace fs = std::filesystem;

namespace {

template <class Iterator>
void Collect(const std::string& folder, std::vector<std::string>& files) {
  std::error_code error;
  for (Iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    std::error_code ignored;
    if (it->path().extension() == ".yaml" && it->is_regular_file(ignored)) {
      files.push_back(it->path().generic_string());
    }
  }
}

}  // namespace

std::vector<std::string> YamlFiles(const std::string& folder, bool deep) {
  std::vector<std::string> files;
  if (deep) {
    Collect<fs::recursive_directory_iterator>(folder, files);
  } else {
    Collect<fs::directory_iterator>(folder, files);
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string TidyPath(const std::string& path) {
  std::string tidy = fs::path(path).lexically_normal().generic_string();
  while (tidy.size() > 1 && tidy.back() == '/') tidy.pop_back();
  return tidy;
}

std::string ReadBytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void PackHash::Add(std::string_view bytes) {
  constexpr std::uint64_t kPrime = 0x100000001b3U;
  for (std::uint64_t& sum : sums_) {
    for (const char c : bytes) sum = (sum ^ static_cast<unsigned char>(c)) * kPrime;
    // The length too, so that moving a byte from one file to the next changes the sum.
    for (std::uint64_t n = bytes.size(), i = 0; i < 8; ++i, n >>= 8)
      sum = (sum ^ (n & 0xFF)) * kPrime;
  }
}

std::string PackHash::ToHex() const {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const std::uint64_t sum : sums_) {
    for (int shift = 60; shift >= 0; shift -= 4) hex += kDigits[(sum >> shift) & 0xF];
  }
  return hex;
}

}  // namespace xiaoer
