#include "adapters/http/request_framer.h"

#include <algorithm>
#include <charconv>

namespace xiaoer {
namespace {

// The longest line that tells a chunk's size, with its extensions.
constexpr std::size_t kMaxChunkLine = 256;
constexpr std::size_t kMaxChunkOverhead = 4;
// What the first line holds beside the address, at most.
constexpr std::size_t kMethodAndVersion = 32;
// Sixteen digits would be more than any length; fewer keep the sum of two from overflowing.
constexpr std::size_t kMaxHexDigits = 8;
constexpr std::size_t kMaxDigits = 12;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// RFC 9110, 5.6.2
bool IsTokenChar(char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || IsDigit(c)) return true;
  return std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool IsToken(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), IsTokenChar);
}

// A value may hold anything visible, blanks and bytes beyond ASCII.
bool IsValueChar(char c) {
  const auto u = static_cast<unsigned char>(c);
  return c == '\t' || (u >= 0x20 && u != 0x7f);
}

bool IsTargetChar(char c) {
  const auto u = static_cast<unsigned char>(c);
  return u > 0x20 && u != 0x7f;
}

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool SameName(std::string_view name, std::string_view lower) {
  return name.size() == lower.size() && std::equal(name.begin(), name.end(), lower.begin(),
                                                   [](char a, char b) { return Lower(a) == b; });
}

bool IsFraming(std::string_view name) {
  return SameName(name, "content-length") || SameName(name, "transfer-encoding") ||
         SameName(name, "expect");
}

}  // namespace

std::string_view RequestHead::Find(std::string_view lower_name) const {
  for (const Header& header : headers) {
    if (SameName(header.name, lower_name)) return header.value;
  }
  return {};
}

void RequestFramer::Reset() {
  const RequestLimits limits = limits_;
  std::vector<HeaderSpan> headers = std::move(headers_);
  headers.clear();  // its room is kept
  *this = RequestFramer(limits);
  headers_ = std::move(headers);
}

RequestFramer::State RequestFramer::Refuse(int status, const char* code, const char* message) {
  refusal_ = {status, code, message};
  return state_ = State::kRefused;
}

RequestFramer::State RequestFramer::Feed(std::string_view bytes) {
  if (state_ == State::kHead) FeedHead(bytes);
  if (state_ == State::kBody) FeedBody(bytes);
  return state_;
}

RequestFramer::State RequestFramer::FeedHead(std::string_view bytes) {
  for (;;) {
    const std::size_t limit = std::min(bytes.size(), limits_.head);
    const std::size_t newline = bytes.substr(0, limit).find('\n', seen_);
    if (newline == std::string_view::npos) {
      seen_ = limit;
      if (!has_request_line_ && limit > limits_.target + kMethodAndVersion + 1) {
        return Refuse(414, "too_large", "the address is too long");
      }
      if (bytes.size() >= limits_.head) {
        return Refuse(431, "too_large", "the head of the request is too large");
      }
      return state_;
    }
    if (newline == line_ || bytes[newline - 1] != '\r') {
      return Refuse(400, "bad_request", "a line of the head does not end with CR LF");
    }
    const Span line{line_, newline - 1 - line_};
    line_ = seen_ = newline + 1;
    if (!has_request_line_) {
      if (!ReadRequestLine(bytes, line.size)) return state_;
      has_request_line_ = true;
    } else if (line.size > 0) {
      if (!ReadHeader(bytes, line)) return state_;
    } else {
      body_ = chunk_ = line_;
      if (!ReadFraming(bytes)) return state_;
      return state_ = State::kBody;
    }
  }
}

bool RequestFramer::ReadRequestLine(std::string_view bytes, std::size_t end) {
  const std::string_view line = bytes.substr(0, end);
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  const auto bad = [&] {
    Refuse(400, "bad_request", "the first line is not METHOD ADDRESS HTTP/1.1");
    return false;
  };
  if (first == std::string_view::npos || first == last) return bad();
  method_ = {0, first};
  target_ = {first + 1, last - first - 1};
  const std::string_view target = target_.In(bytes);
  if (end > limits_.target + kMethodAndVersion) {
    Refuse(414, "too_large", "the address is too long");
    return false;
  }
  if (!IsToken(method_.In(bytes)) || target.empty() ||
      !std::all_of(target.begin(), target.end(), IsTargetChar)) {
    return bad();
  }
  if (target.size() > limits_.target) {
    Refuse(414, "too_large", "the address is too long");
    return false;
  }
  const std::string_view version = line.substr(last + 1);
  if (version == "HTTP/1.1" || version == "HTTP/1.0") {
    minor_ = version.back() - '0';
    return true;
  }
  if (!version.starts_with("HTTP/")) return bad();
  Refuse(505, "bad_request", "only HTTP/1.1 and HTTP/1.0 are spoken here");
  return false;
}

bool RequestFramer::ReadHeader(std::string_view bytes, Span line) {
  const std::string_view text = line.In(bytes);
  const std::size_t colon = text.find(':');
  // A line that begins with a blank would go on with the one before: forbidden since 2014, and a way to hide one.
  if (colon == std::string_view::npos || !IsToken(text.substr(0, colon))) {
    Refuse(400, "bad_request", "a header is not NAME: VALUE");
    return false;
  }
  if (headers_.size() == limits_.headers) {
    Refuse(431, "too_large", "there are too many headers");
    return false;
  }
  std::size_t begin = colon + 1;
  std::size_t end = text.size();
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  while (begin < end && blank(text[begin])) ++begin;
  while (end > begin && blank(text[end - 1])) --end;
  const std::string_view value = text.substr(begin, end - begin);
  if (!std::all_of(value.begin(), value.end(), IsValueChar)) {
    Refuse(400, "bad_request", "a header holds control characters");
    return false;
  }
  headers_.push_back({{line.at, colon}, {line.at + begin, end - begin}});
  return true;
}

// How long the body is. Whatever could be read in two ways is refused.
bool RequestFramer::ReadFraming(std::string_view bytes) {
  const auto refuse = [&](int status, const char* message) {
    Refuse(status, "bad_request", message);
    return false;
  };
  int hosts = 0;
  for (const HeaderSpan& header : headers_) {
    const std::string_view name = header.name.In(bytes);
    const std::string_view value = header.value.In(bytes);
    if (SameName(name, "host")) {
      ++hosts;
    } else if (SameName(name, "content-length")) {
      if (has_length_) return refuse(400, "there is more than one Content-Length");
      if (value.empty() || !std::all_of(value.begin(), value.end(), IsDigit)) {
        return refuse(400, "Content-Length is not a number");
      }
      has_length_ = true;
      if (value.size() > kMaxDigits) {
        Refuse(413, "too_large", "the body is too large");
        return false;
      }
      std::from_chars(value.data(), value.data() + value.size(), content_length_);
    } else if (SameName(name, "transfer-encoding")) {
      if (chunked_ || minor_ == 0) return refuse(400, "Transfer-Encoding cannot be read");
      std::string lower(value);
      std::transform(lower.begin(), lower.end(), lower.begin(), Lower);
      if (lower != "chunked")
        return refuse(501, "of transfer encodings only chunked is known here");
      chunked_ = true;
    } else if (SameName(name, "content-encoding") && !SameName(value, "identity")) {
      // Unpacked, a small body could be a thousand times as large.
      return refuse(415, "compressed bodies are not taken here");
    } else if (SameName(name, "expect")) {
      std::string lower(value);
      std::transform(lower.begin(), lower.end(), lower.begin(), Lower);
      if (lower != "100-continue") return refuse(417, "this expectation is not known here");
      expects_continue_ = minor_ > 0;
    }
  }
  if (hosts > 1 || (hosts == 0 && minor_ > 0)) return refuse(400, "there must be one Host");
  if (chunked_ && has_length_) {
    return refuse(400, "Content-Length and Transfer-Encoding exclude each other");
  }
  if (content_length_ > limits_.body) {
    Refuse(413, "too_large", "the body is too large");
    return false;
  }
  return true;
}

RequestFramer::State RequestFramer::FeedBody(std::string_view bytes) {
  if (chunked_) return FeedChunks(bytes);
  if (bytes.size() - body_ < content_length_) return state_;
  size_ = body_ + content_length_;
  return state_ = State::kComplete;
}

RequestFramer::State RequestFramer::FeedChunks(std::string_view bytes) {
  // Chunks of a byte each with long extensions would cost many times what they bring.
  if (bytes.size() - body_ > kMaxChunkOverhead * limits_.body + limits_.head) {
    return Refuse(413, "too_large", "the chunks are too many");
  }
  for (;;) {
    const std::size_t newline = bytes.find('\n', chunk_);
    const std::size_t end = newline == std::string_view::npos ? bytes.size() : newline;
    if (end - chunk_ > kMaxChunkLine) return Refuse(400, "bad_request", "a chunk cannot be read");
    if (newline == std::string_view::npos) return state_;
    if (newline == chunk_ || bytes[newline - 1] != '\r') {
      return Refuse(400, "bad_request", "a chunk's line does not end with CR LF");
    }
    const std::string_view line = bytes.substr(chunk_, newline - 1 - chunk_);
    if (in_trailer_) {
      chunk_ = newline + 1;
      if (line.empty()) {
        size_ = chunk_;
        return state_ = State::kComplete;
      }
      // Headers after the body are read and forgotten; their size counts as the head's.
      if (chunk_ - body_ > chunks_.size() * 2 + limits_.head) {
        return Refuse(431, "too_large", "the trailer is too large");
      }
      continue;
    }
    const std::string_view digits = line.substr(0, line.find_first_of("; \t"));
    std::size_t size = 0;
    const auto [stop, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
    if (digits.empty() || digits.size() > kMaxHexDigits || error != std::errc() ||
        stop != digits.data() + digits.size()) {
      return Refuse(400, "bad_request", "a chunk's size cannot be read");
    }
    if (chunks_.size() + size > limits_.body) {
      return Refuse(413, "too_large", "the body is too large");
    }
    if (size == 0) {
      in_trailer_ = true;
      chunk_ = newline + 1;
      continue;
    }
    const std::size_t data = newline + 1;
    if (bytes.size() < data + size + 2) return state_;
    if (bytes.substr(data + size, 2) != "\r\n") {
      return Refuse(400, "bad_request", "a chunk is longer than it says");
    }
    chunks_.append(bytes.substr(data, size));
    chunk_ = data + size + 2;
  }
}

RequestHead RequestFramer::Head(std::string_view bytes) const {
  RequestHead head;
  head.method = method_.In(bytes);
  head.target = target_.In(bytes);
  head.minor = minor_;
  head.headers.reserve(headers_.size());
  for (const HeaderSpan& header : headers_) {
    head.headers.push_back({header.name.In(bytes), header.value.In(bytes)});
  }
  return head;
}

std::string_view RequestFramer::Canonical(std::string_view bytes, std::string& scratch) const {
  const bool bodiless = method_.In(bytes) == "GET" || method_.In(bytes) == "HEAD";
  if (!chunked_ && !expects_continue_ && (has_length_ || bodiless)) return bytes.substr(0, size_);
  scratch.assign(bytes.substr(0, target_.at + target_.size));
  scratch += minor_ == 0 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n";
  for (const HeaderSpan& header : headers_) {
    const std::string_view name = header.name.In(bytes);
    if (IsFraming(name)) continue;
    scratch.append(name).append(": ").append(header.value.In(bytes)).append("\r\n");
  }
  const std::string_view body = chunked_ ? chunks_ : bytes.substr(body_, content_length_);
  scratch.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n\r\n");
  scratch.append(body);
  return scratch;
}

}  // namespace xiaoer
