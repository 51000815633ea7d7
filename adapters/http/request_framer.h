// Finds the end of one HTTP/1.1 request in what a peer has sent so far, and refuses what could be read in two ways.
//
// The rules are RFC 9112's, on the strict side: a proxy in front of us may be lenient in another way than we are, and
// what it takes for one request must not be two here ("request smuggling").
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace xiaoer {

struct RequestLimits {
  std::size_t target = 2048;      // bytes of the address; more is 414
  std::size_t head = 16 * 1024;   // bytes up to the empty line; more is 431
  std::size_t headers = 100;      // lines; more is 431
  std::size_t body = 256 * 1024;  // bytes, after chunks are put together; more is 413
};

// What stands before the body. Views into the bytes that were fed: valid as long as those stay where they are.
struct RequestHead {
  struct Header {
    std::string_view name;
    std::string_view value;  // without the blanks around it
  };
  std::string_view method;
  std::string_view target;
  int minor = 1;  // of HTTP/1.x
  std::vector<Header> headers;

  // The value under this name (in small letters); empty if there is none.
  std::string_view Find(std::string_view lower_name) const;
  // `target` up to the question mark.
  std::string_view path() const { return target.substr(0, target.find('?')); }
};

// Why a request was not read any further.
struct Refusal {
  int status = 0;  // of HTTP; 0: not refused
  const char* code = "";
  const char* message = "";
};

class RequestFramer {
 public:
  explicit RequestFramer(RequestLimits limits) : limits_(limits) {}

  enum class State { kHead, kBody, kComplete, kRefused };

  // `bytes`: all that has arrived since the request began; each call sees at least what the last one saw. Looks at
  // every byte of the head once and at no byte of a body that is not chunked.
  State Feed(std::string_view bytes);

  // Ready for the next request.
  void Reset();

  // From kBody on; of the bytes last fed.
  RequestHead Head(std::string_view bytes) const;
  bool expects_continue() const { return expects_continue_; }
  // When complete: how many of the bytes are this request.
  std::size_t size() const { return size_; }
  // When complete: the request as one that cannot be misread, with one Content-Length and without Expect and
  // Transfer-Encoding. `scratch` holds it if it has to be written anew.
  std::string_view Canonical(std::string_view bytes, std::string& scratch) const;
  const Refusal& refusal() const { return refusal_; }

 private:
  struct Span {
    std::size_t at = 0;
    std::size_t size = 0;
    std::string_view In(std::string_view bytes) const { return bytes.substr(at, size); }
  };
  struct HeaderSpan {
    Span name;
    Span value;
  };

  State Refuse(int status, const char* code, const char* message);
  State FeedHead(std::string_view bytes);
  State FeedBody(std::string_view bytes);
  State FeedChunks(std::string_view bytes);
  bool ReadRequestLine(std::string_view bytes, std::size_t end);
  bool ReadHeader(std::string_view bytes, Span line);
  bool ReadFraming(std::string_view bytes);

  RequestLimits limits_;
  State state_ = State::kHead;
  Refusal refusal_;
  std::size_t seen_ = 0;  // of the head: where to go on
  std::size_t line_ = 0;  // where the line that is being read begins
  bool has_request_line_ = false;
  Span method_;
  Span target_;
  int minor_ = 1;
  std::vector<HeaderSpan> headers_;
  std::size_t body_ = 0;  // where it begins
  std::size_t content_length_ = 0;
  bool has_length_ = false;
  bool chunked_ = false;
  bool expects_continue_ = false;
  // Chunks: where to go on, and what has been put together.
  std::size_t chunk_ = 0;
  bool in_trailer_ = false;
  std::string chunks_;
  std::size_t size_ = 0;
};

}  // namespace xiaoer
