// Lines from a person at a terminal (editing, history, completion) or from a pipe (as they are).
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace xiaoer {

class LineInput {
 public:
  // `words` are completed at the start of a line with Tab.
  explicit LineInput(std::vector<std::string> words);
  ~LineInput();
  LineInput(const LineInput&) = delete;
  LineInput& operator=(const LineInput&) = delete;

  // Nothing at the end of the input.
  std::optional<std::string> Read(const std::string& prompt);
  bool interactive() const { return interactive_; }

 private:
  const bool interactive_;
  std::string history_file_;
};

}  // namespace xiaoer
