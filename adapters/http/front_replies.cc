#include "adapters/http/front_replies.h"

#include <algorithm>

#include "adapters/codec/json.h"

namespace xiaoer {
namespace {

constexpr std::size_t kMaxId = 64;

// RFC 9110, 15
std::string_view ReasonOf(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 408:
      return "Request Timeout";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Error";
  }
}

bool IsIdChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.';
}

}  // namespace

std::string Write(const FrontReply& reply) {
  const std::string body =
      Dump({{"error", {{"code", reply.code}, {"message", reply.message}}}}) + "\n";
  std::string out = "HTTP/1.1 " + std::to_string(reply.status) + " ";
  out.append(ReasonOf(reply.status))
      .append("\r\nContent-Type: application/json; charset=utf-8\r\n");
  out.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
  if (!reply.request_id.empty())
    out.append("X-Request-Id: ").append(reply.request_id).append("\r\n");
  if (reply.retry_after > 0) {
    out.append("Retry-After: ").append(std::to_string(reply.retry_after)).append("\r\n");
  }
  if (reply.close) out.append("Connection: close\r\n");
  return out.append("\r\n").append(body);
}

std::string_view HarmlessId(std::string_view given) {
  const bool harmless = given.size() <= kMaxId && std::all_of(given.begin(), given.end(), IsIdChar);
  return harmless ? given : std::string_view();
}

std::string_view ForwardedFor(std::string_view header) {
  std::string_view last = header.substr(header.rfind(',') + 1);
  while (!last.empty() && last.front() == ' ') last.remove_prefix(1);
  const bool address = !last.empty() && last.size() <= 45 &&
                       last.find_first_not_of("0123456789abcdefABCDEF.:") == std::string_view::npos;
  return address ? last : std::string_view();
}

}  // namespace xiaoer
