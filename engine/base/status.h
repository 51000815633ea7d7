// Errors as values.
//
// A function that can fail for a reason its caller must handle returns Status or Result<T>. The
// code says what the caller does next; the message is one sentence for the human who has to act on
// it. Exceptions of the libraries underneath never cross a file: each is caught where it can be
// thrown.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace xiaoer {

enum class StatusCode {
  kOk,
  kInvalidData,   // a file of the shop is wrong: its author corrects it
  kBadRequest,    // the peer sent something unusable: it must not repeat it unchanged
  kUnauthorized,  // the peer did not prove who it is
  kNotFound,      // nothing under that name
  kConflict,      // somebody else was faster: reload and try again
  kTooMany,       // the peer asks too much: the same again, later
  kUnavailable,   // something outside is down or slow: try again later
  kInternal,      // a bug of ours
};

std::string_view ToString(StatusCode code);

class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(StatusCode code, std::string message) : code_(code), message_(std::move(message)) {}

  bool ok() const { return code_ == StatusCode::kOk; }
  StatusCode code() const { return code_; }
  const std::string& message() const { return message_; }

  // "unavailable: database is locked"
  std::string ToString() const;

  // The same error, told from one level further up: `context` + ": " + message.
  Status WithContext(std::string_view context) const;

 private:
  StatusCode code_ = StatusCode::kOk;
  std::string message_;
};

inline Status InvalidData(std::string m) { return {StatusCode::kInvalidData, std::move(m)}; }
inline Status BadRequest(std::string m) { return {StatusCode::kBadRequest, std::move(m)}; }
inline Status Unauthorized(std::string m) { return {StatusCode::kUnauthorized, std::move(m)}; }
inline Status NotFound(std::string m) { return {StatusCode::kNotFound, std::move(m)}; }
inline Status Conflict(std::string m) { return {StatusCode::kConflict, std::move(m)}; }
inline Status TooMany(std::string m) { return {StatusCode::kTooMany, std::move(m)}; }
inline Status Unavailable(std::string m) { return {StatusCode::kUnavailable, std::move(m)}; }
inline Status Internal(std::string m) { return {StatusCode::kInternal, std::move(m)}; }

// A T or the error that says why there is none. Reading the value of an error is a bug: it throws
// std::bad_variant_access, in release builds too, rather than go on with nothing.
template <class T, class E = Status>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(E error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  const T& value() const& { return std::get<0>(state_); }
  T& value() & { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

  const E& error() const& { return std::get<1>(state_); }
  E&& error() && { return std::get<1>(std::move(state_)); }

 private:
  std::variant<T, E> state_;
};

}  // namespace xiaoer
