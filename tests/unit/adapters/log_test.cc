// The log's lines, and what becomes of them when nobody reads.
#include "adapters/runtime/log.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "adapters/runtime/config.h"
#include "adapters/runtime/watch.h"
#include "engine/policy/handoff_reasons.h"
#include "tests/unit/adapters/temporary_folder.h"

namespace xiaoer {
namespace {

class FixedClock final : public Clock {
 public:
  Instant Now() const override { return FromMillis(1'794'398'400'123); }
};

const FixedClock kClock;

// What `write` logs; all of it is there when the log has ended.
template <class Write>
std::vector<std::string> LinesOf(Log::Options options, Write write) {
  std::vector<std::string> lines;
  {
    Log log(kClock, std::move(options), [&](std::string_view line) { lines.emplace_back(line); });
    write(log);
  }
  return lines;
}

TEST(Log, ALineIsOneJsonObjectWithTimeLevelAndEvent) {
  const auto lines = LinesOf({}, [](Log& log) {
    log.Write(LogLevel::kInfo, log.Begin(LogLevel::kInfo, "turn")
                                   .Words("rules", {"a:1", "b{}:2"})
                                   .Said("text", "打13800138000\n\"}{\"event\":\"forged")
                                   .Flag("advice", true)
                                   .Number("micros", -5));
  });
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0],
            R"({"time":"2026-11-11T20:00:00.123+08:00","level":"info","event":"turn",)"
            R"("rules":["a:1","b{}:2"],"text":"打[11 digits]\u000a\"}{\"event\":\"forged",)"
            R"("advice":true,"micros":-5})");
}

TEST(Log, LevelsBelowItsOwnAreNotWritten) {
  const auto lines = LinesOf({LogLevel::kWarning, {}}, [](Log& log) {
    EXPECT_FALSE(log.enabled(LogLevel::kInfo));
    EXPECT_TRUE(log.enabled(LogLevel::kError));
    log.Write(LogLevel::kInfo, log.Begin(LogLevel::kInfo, "turn"));
    log.Write(LogLevel::kError, log.Begin(LogLevel::kError, "store_error"));
  });
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_NE(lines[0].find("store_error"), std::string::npos);
}

TEST(Log, IdsAreTheSameForOneKeyAndTellNothing) {
  const Log a(kClock, {LogLevel::kOff, "key"});
  const Log b(kClock, {LogLevel::kOff, "key"});
  const Log c(kClock, {LogLevel::kOff, "another"});
  const Log random(kClock, {LogLevel::kOff, ""});
  const Log random_too(kClock, {LogLevel::kOff, ""});
  EXPECT_EQ(a.Digest("c_", "13800138000"), b.Digest("c_", "13800138000"));
  EXPECT_NE(a.Digest("c_", "13800138000"), a.Digest("c_", "13800138001"));
  EXPECT_NE(a.Digest("c_", "13800138000"), c.Digest("c_", "13800138000"));
  EXPECT_NE(random.Digest("c_", "x"), random_too.Digest("c_", "x"));
  EXPECT_TRUE(std::regex_match(a.Digest("c_", "13800138000"), std::regex("c_[0-9a-f]{12}")));
}

TEST(Log, AReaderThatTakesNothingDelaysNobodyAndWhatIsLostIsCounted) {
  std::mutex mutex;
  std::condition_variable released;
  bool free = false;
  Log log(kClock, {}, [&](std::string_view) {
    std::unique_lock lock(mutex);
    released.wait(lock, [&] { return free; });
  });
  const auto begin = std::chrono::steady_clock::now();
  constexpr int kLines = 20'000;
  for (int i = 0; i < kLines; ++i) {
    log.Write(LogLevel::kInfo, log.Begin(LogLevel::kInfo, "turn"));
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
  EXPECT_GT(log.dropped(), 10'000u);
  EXPECT_LT(log.dropped(), static_cast<std::uint64_t>(kLines));
  {
    const std::lock_guard guard(mutex);
    free = true;
  }
  released.notify_all();
}

// stderr is a full pipe that nobody empties: the server must still end.
TEST(Log, AStuckStandardErrorDoesNotKeepItFromEnding) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ASSERT_EQ(::fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
  const std::string block(4096, 'x');
  while (::write(ends[1], block.data(), block.size()) > 0) {
  }
  ASSERT_EQ(::fcntl(ends[1], F_SETFL, 0), 0);
  const int kept = ::dup(STDERR_FILENO);
  ASSERT_GE(::dup2(ends[1], STDERR_FILENO), 0);
  const auto begin = std::chrono::steady_clock::now();
  {
    Log log(kClock, {});
    for (int i = 0; i < 50; ++i) log.Write(LogLevel::kInfo, log.Begin(LogLevel::kInfo, "turn"));
  }
  const auto took = std::chrono::steady_clock::now() - begin;
  ASSERT_GE(::dup2(kept, STDERR_FILENO), 0);
  ::close(kept);
  ::close(ends[0]);
  ::close(ends[1]);
  EXPECT_LT(took, std::chrono::seconds(4));
}

TEST(Watch, RefusalsDoNotFloodTheLog) {
  std::size_t lines = 0;
  std::string shown;
  {
    Watch watch(kClock, {}, [&](std::string_view) { ++lines; });
    for (int i = 0; i < 1'000; ++i) watch.NoteRefused("/v1/messages", 400, "rq_1", "no");
    shown = watch.Read();
  }
  EXPECT_GE(lines, 1u);
  EXPECT_LE(lines, 60u);  // of a second or two
  EXPECT_EQ(shown.find("xiaoer_log_dropped_total 0\n"), std::string::npos);
}

TEST(LogConfig, TellsAnUnknownLevelWithItsPlaceAndTheEnvironmentWins) {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/xiaoer.yaml";
  std::filesystem::create_directories(folder.path());
  std::ofstream(path) << "shop: a\nlog: {level: chatty}\n";
  Diagnostics wrong;
  const Environment nothing = [](const std::string&) { return std::nullopt; };
  (void)ReadConfig(path, nothing, wrong);
  EXPECT_TRUE(wrong.has_errors());
  EXPECT_NE(wrong.ToString().find(":2:14"), std::string::npos) << wrong.ToString();

  std::ofstream(path) << "log: {level: warning}\nmetrics: {token: \"0123456789abcdef\", channels: "
                         "[taobao]}\n";
  Diagnostics fine;
  EXPECT_EQ(ReadConfig(path, nothing, fine).log_level, LogLevel::kWarning);
  const Environment debug = [](const std::string& name) -> std::optional<std::string> {
    return name == "XIAOER_LOG_LEVEL" ? std::optional<std::string>("debug") : std::nullopt;
  };
  const ServerConfig config = ReadConfig(path, debug, fine);
  EXPECT_EQ(config.log_level, LogLevel::kDebug);
  EXPECT_EQ(config.metrics_token, "0123456789abcdef");
  EXPECT_EQ(config.metrics_channels, std::vector<std::string>{"taobao"});
  EXPECT_FALSE(fine.has_errors()) << fine.ToString();

  std::ofstream(path) << "metrics: {token: short}\n";
  Diagnostics weak;
  (void)ReadConfig(path, nothing, weak);
  EXPECT_TRUE(weak.has_errors());
  EXPECT_EQ(weak.ToString().find("short"), std::string::npos);
}

// Whoever gives the engine another reason of its own adds it to the list, or it is counted as "other".
TEST(HandoffReasons, TheEnginesOwnAreAllInTheList) {
  const std::string list_path =
      std::string(XIAOER_SOURCE_DIR) + "/engine/policy/handoff_reasons.cc";
  const auto read = [](const std::filesystem::path& path) {
    std::ifstream file(path);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  const std::string list = read(list_path);
  const std::regex reason(R"re((?:Advise\(calls_, |Urgency::k\w+,\s*)"([^"]+)")re");
  std::set<std::string> found;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::string(XIAOER_SOURCE_DIR) + "/engine")) {
    if (entry.path().extension() != ".cc" || entry.path().filename() == "engine.cc") continue;
    const std::string source = read(entry.path());
    for (std::sregex_iterator at(source.begin(), source.end(), reason), end; at != end; ++at) {
      found.insert((*at)[1]);
    }
  }
  EXPECT_GE(found.size(), 10u);
  for (const std::string& one : found) {
    const std::string kind = HandoffKind(one);
    EXPECT_NE(list.find("\"" + kind), std::string::npos) << one;
  }
  EXPECT_EQ(HandoffKind("同样的话说了12遍"), "同样的话说了N遍");
  EXPECT_EQ(HandoffKind("过了答应的时间还没人处理：要退货"), "过了答应的时间还没人处理");
}

}  // namespace
}  // namespace xiaoer
