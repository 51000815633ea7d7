// Strict YAML: a small tree with the place of every value. No tags, anchors or aliases, no
// duplicate keys, one document per file, bounded depth; everything else an author meant is an error
// with its place.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/diagnostics.h"

namespace xiaoer::yaml {

enum class Kind : std::uint8_t { kNull, kScalar, kList, kMap };

struct Entry;  // a key and its value

struct Node {
  Kind kind = Kind::kNull;
  bool quoted = false;  // a scalar in quotes: text, whatever it looks like
  std::string scalar;
  std::vector<Node> list;
  std::vector<Entry> map;  // in the order of the file
  SourceLocation where;
  // A scalar's first character: behind the quote, or on the line below a | or >. Else as `where`.
  SourceLocation text_where;

  bool is_null() const { return kind == Kind::kNull; }
};

struct Entry {
  Node key;
  Node value;
};

// Parses one document. `file` names it in messages. Nothing if it is not well-formed (then
// reported); an empty document is a null.
std::optional<Node> Parse(std::string_view text, const std::string& file, Diagnostics& diagnostics);
// Reads and parses; a missing or unreadable file is an error at `file`.
std::optional<Node> ParseFile(const std::string& path, const std::string& shown_as,
                              Diagnostics& diagnostics);

// One map, read key by key; on destruction every key that nobody asked for is an error that lists
// the known ones. All readers report wrong kinds and return their default, so that reading goes on.
class MapReader {
 public:
  // `what` names the thing in messages: "an intent", "the shop".
  MapReader(const Node& node, std::string_view what, Diagnostics& diagnostics);
  ~MapReader();
  MapReader(const MapReader&) = delete;
  MapReader& operator=(const MapReader&) = delete;

  bool Has(std::string_view key);
  const Node* Find(std::string_view key);     // null if absent
  const Node* Require(std::string_view key);  // absent: an error

  std::string String(std::string_view key, std::string fallback = {});
  std::string RequireString(std::string_view key);
  std::int64_t Int(std::string_view key, std::int64_t fallback, std::int64_t min, std::int64_t max);
  bool Bool(std::string_view key, bool fallback);
  std::vector<std::string> Strings(std::string_view key);  // a list of scalars, or one scalar

  const SourceLocation& where() const { return node_.where; }

 private:
  const Node& node_;
  std::string what_;
  Diagnostics& diagnostics_;
  std::set<std::string, std::less<>> known_;
};

// A scalar as a whole number; nothing (and an error) if it is none or out of range.
std::optional<std::int64_t> AsInt(const Node& node, std::int64_t min, std::int64_t max,
                                  Diagnostics& diagnostics);
std::optional<bool> AsBool(const Node& node, Diagnostics& diagnostics);
// A scalar's text; an error (and empty) for lists and maps.
std::string AsString(const Node& node, Diagnostics& diagnostics);
// A price in yuan as authors write it ("80", "120.5") in whole fen; more than two decimals is an
// error.
std::optional<std::int64_t> AsFen(const Node& node, Diagnostics& diagnostics);

}  // namespace xiaoer::yaml
