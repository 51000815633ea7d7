#include <algorithm>
#include <charconv>
#include <utility>

#include "engine/load/did_you_mean.h"
#include "engine/load/yaml.h"

namespace xiaoer::yaml {
namespace {

std::string KindName(Kind kind) {
  switch (kind) {
    case Kind::kNull:
      return "nothing";
    case Kind::kScalar:
      return "a text";
    case Kind::kList:
      return "a list";
    case Kind::kMap:
      return "a map";
  }
  return "?";
}

}  // namespace

MapReader::MapReader(const Node& node, std::string_view what, Diagnostics& diagnostics)
    : node_(node), what_(what), diagnostics_(diagnostics) {
  if (node_.kind != Kind::kMap) {
    diagnostics_.Error(node_.where,
                       what_ + " must be a map (key: value), not " + KindName(node_.kind));
  }
}

MapReader::~MapReader() {
  const std::vector<std::string> known(known_.begin(), known_.end());
  for (const auto& [key, value] : node_.map) {
    if (known_.find(key.scalar) != known_.end()) continue;
    std::string hint = DidYouMean(key.scalar, known);
    if (!hint.empty()) hint += " ";
    hint += "known keys: ";
    for (const std::string& name : known) hint += (name == known.front() ? "" : ", ") + name;
    diagnostics_.Error(key.where, what_ + " has no key \"" + key.scalar + "\"", hint);
  }
}

const Node* MapReader::Find(std::string_view key) {
  known_.emplace(key);
  const auto found = std::find_if(node_.map.begin(), node_.map.end(),
                                  [&](const Entry& entry) { return entry.key.scalar == key; });
  return found == node_.map.end() ? nullptr : &found->value;
}

bool MapReader::Has(std::string_view key) { return Find(key) != nullptr; }

const Node* MapReader::Require(std::string_view key) {
  const Node* node = Find(key);
  if (node == nullptr && node_.kind == Kind::kMap) {
    diagnostics_.Error(node_.where, what_ + " needs a key \"" + std::string(key) + "\"");
  }
  return node;
}

std::string MapReader::String(std::string_view key, std::string fallback) {
  const Node* node = Find(key);
  return node == nullptr || node->is_null() ? std::move(fallback) : AsString(*node, diagnostics_);
}

std::string MapReader::RequireString(std::string_view key) {
  const Node* node = Require(key);
  if (node == nullptr) return {};
  std::string text = AsString(*node, diagnostics_);
  if (text.empty() && node->kind != Kind::kList && node->kind != Kind::kMap) {
    diagnostics_.Error(node->where, "\"" + std::string(key) + "\" is empty");
  }
  return text;
}

std::int64_t MapReader::Int(std::string_view key, std::int64_t fallback, std::int64_t min,
                            std::int64_t max) {
  const Node* node = Find(key);
  return node == nullptr ? fallback : AsInt(*node, min, max, diagnostics_).value_or(fallback);
}

bool MapReader::Bool(std::string_view key, bool fallback) {
  const Node* node = Find(key);
  return node == nullptr ? fallback : AsBool(*node, diagnostics_).value_or(fallback);
}

std::vector<std::string> MapReader::Strings(std::string_view key) {
  const Node* node = Find(key);
  if (node == nullptr || node->is_null()) return {};
  if (node->kind == Kind::kScalar) return {node->scalar};
  std::vector<std::string> texts;
  if (node->kind != Kind::kList) {
    diagnostics_.Error(node->where, "\"" + std::string(key) + "\" must be a list of texts");
    return texts;
  }
  for (const Node& item : node->list) {
    std::string text = AsString(item, diagnostics_);
    if (!text.empty()) {
      texts.push_back(std::move(text));
    } else if (item.kind == Kind::kNull || item.kind == Kind::kScalar) {
      diagnostics_.Error(item.where, "an entry of \"" + std::string(key) + "\" is empty");
    }
  }
  return texts;
}

std::string AsString(const Node& node, Diagnostics& diagnostics) {
  if (node.kind == Kind::kList || node.kind == Kind::kMap) {
    diagnostics.Error(node.where, "this must be a text, not " + KindName(node.kind),
                      "a text that begins with [ or {, or holds \": \", belongs in quotes");
    return {};
  }
  return node.scalar;
}

std::optional<std::int64_t> AsInt(const Node& node, std::int64_t min, std::int64_t max,
                                  Diagnostics& diagnostics) {
  std::int64_t value = 0;
  const std::string& text = node.scalar;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (node.kind != Kind::kScalar || text.empty() || error != std::errc() ||
      end != text.data() + text.size() || value < min || value > max) {
    diagnostics.Error(node.where, "this must be a whole number from " + std::to_string(min) +
                                      " to " + std::to_string(max));
    return std::nullopt;
  }
  return value;
}

std::optional<bool> AsBool(const Node& node, Diagnostics& diagnostics) {
  if (node.kind == Kind::kScalar && !node.quoted && node.scalar == "true") return true;
  if (node.kind == Kind::kScalar && !node.quoted && node.scalar == "false") return false;
  diagnostics.Error(node.where, "this must be true or false");
  return std::nullopt;
}

std::optional<std::int64_t> AsFen(const Node& node, Diagnostics& diagnostics) {
  // Prices of shops; the bound keeps every sum of them far from overflow.
  constexpr std::int64_t kMaxYuan = 1'000'000'000;
  const std::string& text = node.scalar;
  const std::size_t point = text.find('.');
  const std::string_view yuan_text = std::string_view(text).substr(0, point);
  std::string fen_text = point == std::string::npos ? "" : text.substr(point + 1);
  const bool fraction_fits =
      fen_text.size() <= 2 && (point == std::string::npos || !fen_text.empty());
  fen_text.resize(2, '0');
  const auto digits = [](std::string_view t) {
    return !t.empty() && t.find_first_not_of("0123456789") == std::string_view::npos;
  };
  std::int64_t yuan = 0;
  if (node.kind == Kind::kScalar && digits(yuan_text) && digits(fen_text) && fraction_fits &&
      yuan_text.size() <= 10) {
    std::from_chars(yuan_text.data(), yuan_text.data() + yuan_text.size(), yuan);
    if (yuan <= kMaxYuan) return yuan * 100 + (fen_text[0] - '0') * 10 + (fen_text[1] - '0');
  }
  diagnostics.Error(node.where, "this must be a price in yuan, such as 80 or 120.5");
  return std::nullopt;
}

}  // namespace xiaoer::yaml
