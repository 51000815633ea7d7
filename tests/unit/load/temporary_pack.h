// Files of a shop for one test.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace xiaoer {

class TemporaryPack {
 public:
  TemporaryPack() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(testing::TempDir()) /
              (std::string("xiaoer-") + test->test_suite_name() + "-" + test->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~TemporaryPack() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  TemporaryPack(const TemporaryPack&) = delete;
  TemporaryPack& operator=(const TemporaryPack&) = delete;

  void Write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  std::string path() const { return folder_.generic_string(); }

  // Messages with the folder's name taken out.
  std::string Short(std::string messages) const {
    const std::string prefix = path() + "/";
    for (std::size_t at = 0; (at = messages.find(prefix, at)) != std::string::npos;) {
      messages.erase(at, prefix.size());
    }
    return messages;
  }

 private:
  std::filesystem::path folder_;
};

}  // namespace xiaoer
