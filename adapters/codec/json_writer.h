// Writes JSON straight into a string, for what is written of every message: answer, receipt, state, events. A tree of
// values, as nlohmann/json makes it, costs more there than understanding the message. The text is the same, byte by
// byte, as Dump of the same OrderedJson.
#pragma once

#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xiaoer {

// The caller opens and closes in the right order; nothing of that is checked.
class JsonWriter {
 public:
  JsonWriter& BeginObject() { return Open('{'); }
  JsonWriter& EndObject() { return Close('}'); }
  JsonWriter& BeginArray() { return Open('['); }
  JsonWriter& EndArray() { return Close(']'); }

  // `key` is a name of ours: it is written as it is.
  JsonWriter& Key(std::string_view key);

  // Ill-formed UTF-8 becomes U+FFFD.
  JsonWriter& Value(std::string_view text);
  JsonWriter& Value(const char* text) { return Value(std::string_view(text)); }
  JsonWriter& Value(const std::string& text) { return Value(std::string_view(text)); }
  JsonWriter& Value(bool yes) { return Plain(yes ? "true" : "false"); }
  JsonWriter& Value(std::nullptr_t) { return Plain("null"); }
  // The shortest that reads back as the same number; null for what is none.
  JsonWriter& Value(double number);
  template <std::integral Number>
  JsonWriter& Value(Number number) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    return Plain({digits, static_cast<std::size_t>(end - digits)});
  }
  template <class T>
  JsonWriter& Value(const std::vector<T>& list) {
    BeginArray();
    for (const T& item : list) Value(item);
    return EndArray();
  }
  template <class T>
  JsonWriter& Value(const std::map<std::string, T>& members) {
    BeginObject();
    for (const auto& [name, value] : members) Name(name).Value(value);
    return EndObject();
  }

  template <class T>
  JsonWriter& Field(std::string_view key, const T& value) {
    Key(key);
    return Value(value);
  }

  // What is JSON already.
  JsonWriter& Raw(std::string_view json) { return Plain(json); }

  std::string Take() { return std::move(out_); }

 private:
  JsonWriter& Open(char bracket);
  JsonWriter& Close(char bracket);
  JsonWriter& Plain(std::string_view text);
  JsonWriter& Name(std::string_view text);  // like Key, for words that are not ours
  void Separate();
  void Quote(std::string_view text);

  std::string out_;
  bool first_ = true;  // nothing stands before it that a comma would have to part it from
};

}  // namespace xiaoer
