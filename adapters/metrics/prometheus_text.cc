#include "adapters/metrics/prometheus_text.h"

#include <array>
#include <charconv>

namespace xiaoer {
namespace {

std::string ToText(std::uint64_t value) { return std::to_string(value); }

// The shortest text that reads back as the same number, without an exponent: bounds are names, and people read
// them.
std::string ToText(double value) {
  std::array<char, 400> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
  return {buffer.data(), end.ptr};
}

// Label values escape backslash, line feed and the quote; help texts the first two.
void AppendEscaped(std::string& out, std::string_view text, bool label) {
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else {
      if (c == '\\' || (label && c == '"')) out += '\\';
      out += c;
    }
  }
}

}  // namespace

void PrometheusText::Begin(std::string_view name, std::string_view type, std::string_view help) {
  name_ = name;
  text_.append("# HELP ").append(name).append(" ");
  AppendEscaped(text_, help, false);
  text_.append("\n# TYPE ").append(name).append(" ").append(type).append("\n");
}

void PrometheusText::Sample(Labels labels, std::uint64_t value) {
  Line("", labels, {}, ToText(value));
}

void PrometheusText::Sample(Labels labels, double value) { Line("", labels, {}, ToText(value)); }

void PrometheusText::Sample(Labels labels, const Histogram& histogram) {
  // Counted while it is read: the buckets' own total keeps the text consistent in itself.
  std::uint64_t total = 0;
  const auto bounds = histogram.bounds();
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    total += histogram.count(i);
    const double bound = static_cast<double>(bounds[i]) / histogram.units();
    Line("_bucket", labels, ToText(bound), ToText(total));
  }
  total += histogram.count(bounds.size());
  Line("_bucket", labels, "+Inf", ToText(total));
  Line("_sum", labels, {}, ToText(static_cast<double>(histogram.sum()) / histogram.units()));
  Line("_count", labels, {}, ToText(total));
}

void PrometheusText::Line(std::string_view suffix, Labels labels, std::string_view bound,
                          std::string_view value) {
  text_.append(name_).append(suffix);
  char before = '{';
  const auto label = [&](std::string_view name, std::string_view content) {
    text_ += before;
    before = ',';
    text_.append(name).append("=\"");
    AppendEscaped(text_, content, true);
    text_ += '"';
  };
  for (const auto& [name, content] : labels) label(name, content);
  if (!bound.empty()) label("le", bound);
  if (before == ',') text_ += '}';
  text_.append(" ").append(value).append("\n");
}

}  // namespace xiaoer
