// One whole request for httplib to read, and the response that it writes, both in memory: no thread of ours waits for
// a peer inside httplib.
#pragma once

#include <httplib.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

namespace xiaoer {

class MemoryStream final : public httplib::Stream {
 public:
  // `request` and `response` outlive the stream.
  MemoryStream(std::string_view request, std::string_view peer, std::string& response)
      : request_(request), peer_(peer), response_(response) {}

  bool is_readable() const override { return !request_.empty(); }
  bool is_writable() const override { return true; }

  ssize_t read(char* to, std::size_t size) override {
    const std::size_t n = std::min(size, request_.size());
    std::memcpy(to, request_.data(), n);
    request_.remove_prefix(n);
    return static_cast<ssize_t>(n);
  }
  ssize_t write(const char* from, std::size_t size) override {
    response_.append(from, size);
    return static_cast<ssize_t>(size);
  }

  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    ip.assign(peer_);
    port = 0;
  }
  void get_local_ip_and_port(std::string& ip, int& port) const override {
    ip.clear();
    port = 0;
  }
  socket_t socket() const override { return INVALID_SOCKET; }

 private:
  std::string_view request_;
  std::string_view peer_;
  std::string& response_;
};

}  // namespace xiaoer
