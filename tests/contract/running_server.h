// A real server on a real socket with the demo shop and a real database.
#pragma once

#include <gtest/gtest.h>
#include <httplib.h>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>

#include "adapters/channels/channels.h"
#include "adapters/http/server.h"
#include "adapters/runtime/runtime.h"
#include "adapters/runtime/shop_files.h"
#include "adapters/store/sqlite_archive.h"
#include "tests/unit/adapters/open_store.h"
#include "tests/unit/adapters/temporary_folder.h"

namespace xiaoer {

// 2026-11-11 20:00 in Shanghai until a test moves it.
class HandClock final : public Clock {
 public:
  Instant Now() const override { return FromMillis(now_); }
  void Advance(Millis by) { now_ += by.count(); }

 private:
  std::atomic<std::int64_t> now_{1'794'398'400'000};
};

inline const std::string kDemoShop = std::string(XIAOER_SOURCE_DIR) + "/dialogs/shop.example";

inline std::shared_ptr<const FoldTable> SharedFoldTable() {
  static const auto table = FoldTable::Build();
  return table.ok() ? *table : nullptr;
}

struct ServerSetup {
  std::string data;                // folder
  std::string shop = kDemoShop;    // folder
  std::string secret{};            // the webhook's
  SettingsOfChannels endpoints{};  // of the other kinds
  ChannelTable channels{};
  std::map<std::string, std::string> agents{};
  std::string admin{};
  Rate buyer_rate = Service::kDefaultBuyerRate;
  Millis later{0};  // by how much the clock is on when it starts
  std::string metrics_token{};
  LogLevel log_level = LogLevel::kDebug;
};

class RunningServer {
 public:
  explicit RunningServer(ServerSetup setup)
      : packs_(setup.shop, SharedFoldTable()),
        files_(setup.shop, packs_, facts_),
        endpoints_(Endpoints(setup)),
        access_(setup.agents, setup.admin, setup.metrics_token),
        watch_(clock_, {WatchedChannels(setup), {setup.log_level, setup.secret}},
               [this](std::string_view line) { Keep(line); }) {
    clock_.Advance(setup.later);
    const ShopFiles::Reloaded loaded = files_.Reload();
    EXPECT_TRUE(loaded.ok) << loaded.diagnostics.ToString();
    store_ = std::make_unique<OpenStore>(setup.data);
    watch_.UsePack(*packs_.Get());
    store_->folder().OnBatch([this](std::size_t size) {
      watch_.metrics().store_batch->Observe(static_cast<std::int64_t>(size));
    });
    Runtime::Options runtime;
    runtime.service.channels = setup.channels;
    runtime.service.buyer_rate = setup.buyer_rate;
    runtime.sender.first_pause = Millis(20);
    runtime.sender.longest_pause = Millis(100);
    runtime_ = std::make_unique<Runtime>(packs_, **store_, store_->outbox(), facts_, clock_, watch_,
                                         runtime);
    archive_ = MakeSqliteArchive(store_->folder());
    backups_ = std::make_unique<Backups>(setup.data, *archive_, clock_);
    admin_ = std::make_unique<Admin>(
        Admin::Parts{files_, *archive_, *backups_, runtime_->locks(), clock_});
    parts_ = std::make_unique<HttpServer::Parts>(
        HttpServer::Parts{runtime_->service(), runtime_->desk(), endpoints_, access_, packs_,
                          clock_, **store_, watch_, admin_.get()});
    HttpServer::Options options;
    options.port = 0;
    options.threads = 4;
    server_ = std::make_unique<HttpServer>(*parts_, options);
    runtime_->OnChange([this] { server_->WakeDesks(); });
    const Status bound = server_->Bind();
    EXPECT_TRUE(bound.ok()) << bound.ToString();
    EXPECT_TRUE(runtime_->Start().ok());
    server_->Start();
  }
  // In the order of `serve`: nothing comes in any more, then what has begun is finished.
  ~RunningServer() {
    server_->Stop();
    runtime_->Stop();
  }

  httplib::Client Client() const { return httplib::Client("127.0.0.1", server_->port()); }

  httplib::Result Post(const std::string& body, const httplib::Headers& headers = {}) const {
    return Client().Post("/v1/messages", headers, body, "application/json");
  }
  // JSON of the answer, whatever its status.
  nlohmann::json PostTo(const std::string& path, const nlohmann::json& body,
                        const httplib::Headers& headers = {}) const {
    const auto response = Client().Post(path, headers, body.dump(), "application/json");
    return response ? nlohmann::json::parse(response->body, nullptr, false) : nlohmann::json();
  }
  nlohmann::json Get(const std::string& path, const httplib::Headers& headers = {}) const {
    const auto response = Client().Get(path, headers);
    return response ? nlohmann::json::parse(response->body, nullptr, false) : nlohmann::json();
  }

  int port() const { return server_->port(); }
  // The log's lines, once `count` are there or after five seconds.
  std::vector<std::string> LogLines(std::size_t count) {
    std::unique_lock lock(log_mutex_);
    logged_.wait_for(lock, std::chrono::seconds(5), [&] { return log_.size() >= count; });
    return log_;
  }
  Watch& watch() { return watch_; }
  const Pack& pack() const { return *packs_.Get(); }

  HandClock& clock() { return clock_; }
  OpenStore& store() { return *store_; }

 private:
  void Keep(std::string_view line) {
    const std::lock_guard guard(log_mutex_);
    log_.emplace_back(line);
    logged_.notify_all();
  }
  static std::vector<std::string> WatchedChannels(const ServerSetup& setup) {
    std::vector<std::string> names = {"web"};
    for (const auto& [name, callback] : setup.channels) names.push_back(name);
    return names;
  }
  static std::vector<Endpoint> Endpoints(ServerSetup& setup) {
    setup.endpoints["webhook"].token = setup.secret;
    return OpenChannels(setup.endpoints).value();
  }

  PackHolder packs_;
  ReloadableFacts facts_;
  ShopFiles files_;
  std::vector<Endpoint> endpoints_;
  Access access_;
  HandClock clock_;
  std::mutex log_mutex_;
  std::condition_variable logged_;
  std::vector<std::string> log_;
  Watch watch_;
  std::unique_ptr<OpenStore> store_;
  std::unique_ptr<Runtime> runtime_;
  std::unique_ptr<Archive> archive_;
  std::unique_ptr<Backups> backups_;
  std::unique_ptr<Admin> admin_;
  std::unique_ptr<HttpServer::Parts> parts_;
  std::unique_ptr<HttpServer> server_;
};

inline nlohmann::json MessageOf(const std::string& channel, const std::string& conversation,
                                const std::string& id, const std::string& text) {
  return {{"shop", "demo"},
          {"channel", channel},
          {"conversation", conversation},
          {"buyer", {{"id", "buyer-1"}}},
          {"message", {{"id", id}, {"text", text}}},
          {"context", {{"product", "p-300"}}}};
}

}  // namespace xiaoer
