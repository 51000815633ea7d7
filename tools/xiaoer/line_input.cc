#include "tools/xiaoer/line_input.h"

#include <editline/readline.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <iostream>
#include <memory>

namespace xiaoer {
namespace {

// libedit's completion is a C callback without a context pointer: what it completes has to stand
// here.
std::vector<std::string>& CompletionWords() {
  static std::vector<std::string> words;
  return words;
}

char* NextCompletion(const char* text, int state) {
  static std::size_t next = 0;
  if (state == 0) next = 0;
  const auto& words = CompletionWords();
  while (next < words.size()) {
    const std::string& word = words[next++];
    if (word.compare(0, std::strlen(text), text) == 0) return ::strdup(word.c_str());
  }
  return nullptr;
}

char** Complete(const char* text, int start, int) {
  return start == 0 ? rl_completion_matches(text, NextCompletion) : nullptr;
}

}  // namespace

LineInput::LineInput(std::vector<std::string> words) : interactive_(::isatty(STDIN_FILENO) == 1) {
  if (!interactive_) return;
  CompletionWords() = std::move(words);
  rl_initialize();
  rl_attempted_completion_function = Complete;
  // ':' starts our commands, so it must not end a word.
  static char break_characters[] = " \t\n";
  rl_basic_word_break_characters = break_characters;
  using_history();
  stifle_history(1000);
  if (const char* home = std::getenv("HOME")) {
    history_file_ = std::string(home) + "/.xiaoer_history";
    read_history(history_file_.c_str());
  }
}

LineInput::~LineInput() {
  if (interactive_ && !history_file_.empty()) write_history(history_file_.c_str());
}

std::optional<std::string> LineInput::Read(const std::string& prompt) {
  if (!interactive_) {
    std::string line;
    if (!std::getline(std::cin, line)) return std::nullopt;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return line;
  }
  const std::unique_ptr<char, decltype(&std::free)> line(readline(prompt.c_str()), &std::free);
  if (line == nullptr) return std::nullopt;
  if (*line != '\0') add_history(line.get());
  return std::string(line.get());
}

}  // namespace xiaoer
