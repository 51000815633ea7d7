#include "adapters/runtime/log.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <poll.h>
#include <spdlog/async_logger.h>
#include <spdlog/details/thread_pool.h>
#include <spdlog/sinks/sink.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <string>
#include <utility>

#include "adapters/runtime/log_text.h"

namespace xiaoer {
namespace {

constexpr std::array<std::string_view, 5> kLevels = {"debug", "info", "warning", "error", "off"};
// Some three seconds of the busiest day.
constexpr std::size_t kQueue = 8192;
constexpr std::size_t kMaxWord = 160;  // bytes
constexpr std::size_t kMaxSaid = 400;
constexpr std::size_t kMaxWords = 12;  // of a list
// A line of this length is written to a pipe at once or not at all.
constexpr std::size_t kMaxLine = 4096;
// How long a reader that takes nothing is waited for: once, then not at all until it takes something again.
constexpr int kPatience = 1000;  // ms

spdlog::level::level_enum LevelOf(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return spdlog::level::debug;
    case LogLevel::kInfo:
      return spdlog::level::info;
    case LogLevel::kWarning:
      return spdlog::level::warn;
    case LogLevel::kError:
      return spdlog::level::err;
    case LogLevel::kOff:
      break;
  }
  return spdlog::level::off;
}

class FunctionSink final : public spdlog::sinks::sink {
 public:
  explicit FunctionSink(Log::Sink write) : write_(std::move(write)) {}
  void log(const spdlog::details::log_msg& message) override {
    write_({message.payload.data(), message.payload.size()});
  }
  void flush() override {}
  void set_pattern(const std::string&) override {}
  void set_formatter(std::unique_ptr<spdlog::formatter>) override {}

 private:
  const Log::Sink write_;
};

// A reader that has stopped reading must not keep the server from ending.
class StandardError {
 public:
  explicit StandardError(std::atomic<std::uint64_t>& lost) : lost_(lost) {}

  void operator()(std::string_view line) {
    line_.assign(line.substr(0, kMaxLine - 1)).push_back('\n');
    pollfd wait{STDERR_FILENO, POLLOUT, 0};
    const int ready = ::poll(&wait, 1, patience_);
    patience_ = ready > 0 ? kPatience : 0;
    if (ready <= 0 || ::write(STDERR_FILENO, line_.data(), line_.size()) < 0) ++lost_;
  }

 private:
  std::atomic<std::uint64_t>& lost_;
  std::string line_;
  int patience_ = kPatience;
};

// Of the place where the shops are: a log is read beside what buyers and agents say of the time.
std::string TimeOf(Instant at) {
  const auto local = at + std::chrono::hours(8);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(local - day);
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03d+08:00",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
                static_cast<int>(time.subseconds().count()));
  return text.data();
}

}  // namespace

std::optional<LogLevel> ParseLogLevel(std::string_view name) {
  for (std::size_t i = 0; i < kLevels.size(); ++i) {
    if (kLevels[i] == name) return static_cast<LogLevel>(i);
  }
  return std::nullopt;
}

void LogLine::Name(std::string_view name) {
  text_.append(text_.empty() ? "{\"" : ",\"").append(name).append("\":");
}

LogLine& LogLine::Word(std::string_view name, std::string_view word) {
  Name(name);
  AppendJsonString(text_, word, kMaxWord);
  return *this;
}

LogLine& LogLine::Words(std::string_view name, const std::vector<std::string>& words) {
  Name(name);
  text_ += '[';
  for (std::size_t i = 0; i < words.size() && i < kMaxWords; ++i) {
    if (i > 0) text_ += ',';
    AppendJsonString(text_, words[i], kMaxWord);
  }
  text_ += ']';
  return *this;
}

LogLine& LogLine::Number(std::string_view name, std::int64_t number) {
  Name(name);
  text_ += std::to_string(number);
  return *this;
}

LogLine& LogLine::Flag(std::string_view name, bool flag) {
  Name(name);
  text_ += flag ? "true" : "false";
  return *this;
}

LogLine& LogLine::Said(std::string_view name, std::string_view text) {
  Name(name);
  AppendJsonString(text_, MaskForLog(text, kMaxSaid), kMaxSaid + 4);
  return *this;
}

struct Log::Impl {
  std::atomic<std::uint64_t> lost{0};
  // The pool goes last: what the logger queued is written before it ends.
  std::shared_ptr<spdlog::details::thread_pool> pool =
      std::make_shared<spdlog::details::thread_pool>(kQueue, 1);
  std::shared_ptr<spdlog::async_logger> logger;
};

Log::Log(const Clock& clock, Options options) : Log(clock, std::move(options), nullptr) {}

Log::Log(const Clock& clock, Options options, Sink sink)
    : clock_(clock), options_(std::move(options)), impl_(std::make_unique<Impl>()) {
  if (options_.id_key.empty()) {
    options_.id_key.resize(16);
    (void)RAND_bytes(reinterpret_cast<unsigned char*>(options_.id_key.data()),
                     static_cast<int>(options_.id_key.size()));
  }
  if (!sink) sink = StandardError(impl_->lost);
  impl_->logger = std::make_shared<spdlog::async_logger>(
      "xiaoer", std::make_shared<FunctionSink>(std::move(sink)), impl_->pool,
      spdlog::async_overflow_policy::overrun_oldest);
  impl_->logger->set_level(LevelOf(options_.level));
}

Log::~Log() {
  // The pool takes what is queued to its sinks while it ends; the queue holds on to the logger.
  impl_->pool.reset();
}

LogLine Log::Begin(LogLevel level, std::string_view event) const {
  LogLine line;
  line.text_.reserve(512);
  line.Word("time", TimeOf(clock_.Now()));
  line.Word("level", kLevels[static_cast<std::size_t>(level)]);
  line.Word("event", event);
  return line;
}

void Log::Write(LogLevel level, LogLine line) {
  line.text_ += '}';
  // As text, not as a format: braces of a message are braces.
  impl_->logger->log(LevelOf(level), spdlog::string_view_t(line.text_.data(), line.text_.size()));
}

std::string Log::Digest(std::string_view prefix, std::string_view id) const {
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), options_.id_key.data(), static_cast<int>(options_.id_key.size()),
       reinterpret_cast<const unsigned char*>(id.data()), id.size(), hash.data(), &size);
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string digest(prefix);
  for (std::size_t i = 0; i < 6; ++i) {
    digest += kHex[hash[i] >> 4];
    digest += kHex[hash[i] & 15];
  }
  return digest;
}

std::uint64_t Log::dropped() const { return impl_->lost + impl_->pool->overrun_counter(); }

}  // namespace xiaoer
