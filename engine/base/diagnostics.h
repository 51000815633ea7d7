// What is wrong in the shop's files, told to the person who wrote them: all of it at once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace xiaoer {

// A place in a text file. Lines and columns count from 1, columns in Unicode code points; 0 =
// unknown.
struct SourceLocation {
  std::string file;
  int line = 0;
  int column = 0;

  std::string ToString() const;  // "intents/shipping.yaml:12:7"
};

enum class Severity { kError, kWarning };

struct Diagnostic {
  Severity severity = Severity::kError;
  SourceLocation where;
  std::string message;  // what is wrong
  std::string hint;     // what to do about it; may be empty

  std::string ToString() const;  // "file:12:7: error: message (hint)"
};

// Collects while a loader goes on, so that an author sees every mistake in one run.
class Diagnostics {
 public:
  void Error(SourceLocation where, std::string message, std::string hint = {});
  void Warning(SourceLocation where, std::string message, std::string hint = {});

  void Append(const Diagnostics& more);

  bool has_errors() const { return errors_ > 0; }
  const std::vector<Diagnostic>& all() const { return all_; }
  std::string ToString() const;  // one per line, in the order of file, line, column

 private:
  std::vector<Diagnostic> all_;
  int errors_ = 0;
};

}  // namespace xiaoer
