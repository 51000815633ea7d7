#include "engine/base/diagnostics.h"

#include <algorithm>
#include <tuple>

namespace xiaoer {

std::string SourceLocation::ToString() const {
  std::string text = file.empty() ? std::string("<input>") : file;
  if (line > 0) text += ":" + std::to_string(line);
  if (line > 0 && column > 0) text += ":" + std::to_string(column);
  return text;
}

std::string Diagnostic::ToString() const {
  std::string text = where.ToString();
  text += severity == Severity::kError ? ": error: " : ": warning: ";
  text += message;
  if (!hint.empty()) text += " (" + hint + ")";
  return text;
}

void Diagnostics::Error(SourceLocation where, std::string message, std::string hint) {
  all_.push_back({Severity::kError, std::move(where), std::move(message), std::move(hint)});
  ++errors_;
}

void Diagnostics::Warning(SourceLocation where, std::string message, std::string hint) {
  all_.push_back({Severity::kWarning, std::move(where), std::move(message), std::move(hint)});
}

void Diagnostics::Append(const Diagnostics& more) {
  all_.insert(all_.end(), more.all_.begin(), more.all_.end());
  errors_ += more.errors_;
}

std::string Diagnostics::ToString() const {
  std::vector<const Diagnostic*> sorted;
  sorted.reserve(all_.size());
  for (const Diagnostic& d : all_) sorted.push_back(&d);
  std::stable_sort(sorted.begin(), sorted.end(), [](const Diagnostic* a, const Diagnostic* b) {
    return std::tie(a->where.file, a->where.line, a->where.column) <
           std::tie(b->where.file, b->where.line, b->where.column);
  });
  std::string text;
  for (const Diagnostic* d : sorted) text += d->ToString() + "\n";
  return text;
}

}  // namespace xiaoer
