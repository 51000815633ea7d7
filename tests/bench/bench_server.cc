// What the server costs over what it cannot do without, as ratios of one run on one machine:
//   the webhook without a store against a bare cpp-httplib echo of the same bodies;
//   durable messages a second against the raw store that does the same writes with as many to a flush;
//   times of answers at half of that load; and whether memory or times grow over a soak.
#include <httplib.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>

#include "adapters/channels/channels.h"
#include "adapters/http/server.h"
#include "adapters/runtime/runtime.h"
#include "adapters/runtime/shop_files.h"
#include "adapters/store/sqlite_store.h"
#include "tests/bench/lines.h"
#include "tests/bench/load.h"
#include "tests/bench/null_store.h"

namespace xiaoer::bench {
namespace {

constexpr int kClients = 16;

Load LoadOf(int port, const std::string& prefix, double seconds) {
  Load load;
  load.port = port;
  load.clients = kClients;
  load.seconds = seconds;
  load.body = [prefix](std::int64_t number) { return BodyOf(prefix, number); };
  return load;
}

// httplib as one would write it: an echo on the same path, a thread for every client.
class BareEcho {
 public:
  BareEcho() {
    server_.set_tcp_nodelay(true);
    server_.set_keep_alive_max_count(1'000'000'000);
    server_.new_task_queue = [] { return new httplib::ThreadPool(kClients + 2); };
    server_.Post("/v1/messages", [](const httplib::Request& q, httplib::Response& r) {
      r.set_content(q.body, "application/json");
    });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::sleep_for(Millis(1));
  }
  ~BareEcho() {
    server_.stop();
    thread_.join();
  }
  int port() const { return port_; }

 private:
  httplib::Server server_;
  std::thread thread_;
  int port_ = 0;
};

class NoOutbox final : public Outbox {
 public:
  Result<std::vector<OutboxItem>> Due(const std::string&, Instant, std::size_t) override {
    return std::vector<OutboxItem>();
  }
  Status Delivered(std::int64_t, Instant) override { return {}; }
  Status Failed(std::int64_t, Instant, const std::string&) override { return {}; }
  Status Dead(std::int64_t, Instant, const std::string&) override { return {}; }
  Result<Figures> Count() override { return Figures{}; }
  Result<std::int64_t> Revive(Instant) override { return std::int64_t{0}; }
};

// The shop, loaded once for all servers of the run.
struct Shop {
  PackHolder packs;
  ReloadableFacts facts;
  ShopFiles files;
  SystemClock clock;

  explicit Shop(const std::shared_ptr<const FoldTable>& table)
      : packs(Folder(), table), files(Folder(), packs, facts) {}
  static std::string Folder() { return std::string(XIAOER_SOURCE_DIR) + "/dialogs/shop.example"; }
};

// All of `xiaoer serve`, its log included, which goes nowhere.
class WholeServer {
 public:
  WholeServer(Shop& shop, Store& store, Outbox& outbox)
      : endpoints_(OpenChannels({}).value()),
        access_({}, {}),
        watch_(shop.clock, {{"web"}, {}}, [](std::string_view) {}),
        runtime_(shop.packs, store, outbox, shop.facts, shop.clock, watch_, RuntimeOptions()),
        parts_{runtime_.service(), runtime_.desk(), endpoints_, access_,
               shop.packs,         shop.clock,      store,      watch_},
        server_(parts_, ServerOptions()) {
    watch_.UsePack(*shop.packs.Get());
    runtime_.OnChange([this] { server_.WakeDesks(); });
    if (!server_.Bind().ok() || !runtime_.Start().ok()) std::exit(1);
    server_.Start();
  }
  ~WholeServer() {
    server_.Stop();
    runtime_.Stop();
  }
  int port() const { return server_.port(); }

 private:
  static Runtime::Options RuntimeOptions() {
    Runtime::Options options;
    options.service.buyer_rate = {};  // few buyers here stand for many
    return options;
  }
  static HttpServer::Options ServerOptions() {
    HttpServer::Options options;
    options.port = 0;
    return options;
  }

  std::vector<Endpoint> endpoints_;
  Access access_;
  Watch watch_;
  Runtime runtime_;
  HttpServer::Parts parts_;
  HttpServer server_;
};

class Database {
 public:
  explicit Database(const std::string& name)
      : path_(std::filesystem::current_path() /
              ("bench-" + name + "-" + std::to_string(::getpid()))) {
    folder_ = SqliteFolder::Open(path_).value();
    folder_->OnBatch([this](std::size_t size) {
      ++batches_;
      works_ += size;
    });
    store_ = MakeSqliteStore(*folder_);
    outbox_ = MakeSqliteOutbox(*folder_);
    checkpoints_ = std::thread([this] {
      while (!done_) {
        std::this_thread::sleep_for(Millis(500));
        (void)folder_->Checkpoint();
      }
    });
  }
  ~Database() {
    done_ = true;
    checkpoints_.join();
    outbox_.reset();
    store_.reset();
    folder_.reset();
    std::filesystem::remove_all(path_);
  }
  Store& store() { return *store_; }
  Outbox& outbox() { return *outbox_; }
  // Works that shared one flush to the disk, on average.
  double Batch() const {
    return batches_ == 0 ? 0 : static_cast<double>(works_) / static_cast<double>(batches_);
  }

 private:
  std::filesystem::path path_;
  std::unique_ptr<SqliteFolder> folder_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<Outbox> outbox_;
  std::atomic<std::size_t> batches_{0};
  std::atomic<std::size_t> works_{0};
  std::atomic<bool> done_{false};
  std::thread checkpoints_;
};

struct StoreRate {
  double per_second = 0;
  double batch = 0;  // works to a flush
};

// The same look-ups and writes on so many threads, without HTTP and without a thought.
StoreRate RawStore(const std::vector<Change>& changes, double seconds, int clients) {
  Database database("raw");
  std::atomic<std::size_t> next{0};
  std::atomic<std::int64_t> done{0};
  const auto start = std::chrono::steady_clock::now();
  const auto end = start + std::chrono::milliseconds(static_cast<int>(seconds * 1000));
  std::vector<std::thread> threads;
  for (int t = 0; t < clients; ++t) {
    threads.emplace_back([&, t] {
      while (std::chrono::steady_clock::now() < end) {
        const std::size_t i = next++;
        Change change = changes[i % changes.size()];
        // A message of its own in a conversation of this thread's: what the server's locks see to.
        Inbound& in = change.answered.front().inbound;
        in.key.conversation = "t" + std::to_string(t) + "-" + std::to_string(i / clients % 32);
        in.message_id = "m" + std::to_string(i);
        change.key = change.next->key = in.key;
        change.answer.receipt_id = "rc_" + std::to_string(i);
        Store& store = database.store();
        const auto accepted = store.Accept(in);
        (void)store.FindPresence(in.key.shop, change.at);
        (void)store.FindPromises(in.key.shop, in.key.channel, in.buyer_id, change.at);
        if (!accepted.ok()) continue;
        change.next->version = accepted->conversation.version;
        if (store.Commit(change).ok()) ++done;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const double took =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return {static_cast<double>(done) / took, database.Batch()};
}

long ResidentKilobytes() {
  std::ifstream statm("/proc/self/statm");
  long size = 0;
  long resident = 0;
  statm >> size >> resident;
  return resident * (::sysconf(_SC_PAGESIZE) / 1024);
}

void PrintTimes(const char* what, const Outcome& outcome) {
  std::printf("%-34s p50 %.2f ms  p99 %.2f ms  max %.2f ms  (%lld answered, %lld failed)\n", what,
              Percentile(outcome.micros, 0.5) / 1000.0, Percentile(outcome.micros, 0.99) / 1000.0,
              Percentile(outcome.micros, 1.0) / 1000.0, static_cast<long long>(outcome.answered),
              static_cast<long long>(outcome.failed));
}

// Rounds of `seconds` each, one server after the other, so that what the machine does meanwhile falls on both.
void CompareWithEcho(Shop& shop, double seconds) {
  NullStore store;
  NoOutbox outbox;
  BareEcho echo;
  WholeServer webhook(shop, store, outbox);
  double echoed = 0;
  double answered = 0;
  constexpr int kRounds = 3;
  for (int round = 0; round < kRounds; ++round) {
    const std::string prefix = "w" + std::to_string(round) + "-";
    echoed += Run(LoadOf(echo.port(), prefix, seconds)).PerSecond() / kRounds;
    answered += Run(LoadOf(webhook.port(), prefix, seconds)).PerSecond() / kRounds;
  }
  std::printf("bare cpp-httplib echo              %.0f messages/s\n", echoed);
  std::printf("webhook without store              %.0f messages/s, ratio %.2f (aim: 0.9)\n",
              answered, answered / echoed);
}

double CompareWithRawStore(Shop& shop, double seconds) {
  std::vector<Change> changes;
  {
    NullStore store;
    NoOutbox outbox;
    WholeServer webhook(shop, store, outbox);
    store.Record(&changes);
    Load load = LoadOf(webhook.port(), "r", 1);
    (void)Run(load);
  }
  StoreRate raw;
  StoreRate served;
  constexpr int kRounds = 3;
  for (int round = 0; round < kRounds; ++round) {
    double batch = 0;
    {
      Database database("served");
      WholeServer server(shop, database.store(), database.outbox());
      served.per_second += Run(LoadOf(server.port(), "d", seconds)).PerSecond() / kRounds;
      batch = database.Batch();
      served.batch += batch / kRounds;
    }
    // While one half of the threads is being flushed, the other half queues.
    const StoreRate rate = RawStore(changes, seconds, static_cast<int>(std::lround(2 * batch)));
    raw.per_second += rate.per_second / kRounds;
    raw.batch += rate.batch / kRounds;
  }
  std::printf("raw store, the same writes         %.0f messages/s, %.1f to a flush\n",
              raw.per_second, raw.batch);
  std::printf(
      "durable messages                   %.0f messages/s, %.1f to a flush, ratio %.2f (aim: "
      "0.85)\n",
      served.per_second, served.batch, served.per_second / raw.per_second);
  return served.per_second;
}

// Half load, then the same for `soak` seconds in four parts.
bool Soak(Shop& shop, double durable, double seconds, double soak) {
  Database database("soak");
  WholeServer server(shop, database.store(), database.outbox());
  Load load = LoadOf(server.port(), "h", seconds);
  load.per_second = durable / 2;
  PrintTimes("at half load", Run(load));
  if (soak <= 0) return true;
  std::int64_t failed = 0;
  for (int part = 0; part < 4; ++part) {
    load = LoadOf(server.port(), "s" + std::to_string(part) + "-", soak / 4);
    load.per_second = durable / 4;
    const Outcome outcome = Run(load);
    failed += outcome.failed;
    const std::string what = "soak, part " + std::to_string(part + 1) + " of 4, " +
                             std::to_string(ResidentKilobytes() / 1024) + " MB";
    PrintTimes(what.c_str(), outcome);
  }
  return failed == 0;
}

int Main(int argc, char** argv) {
  const double seconds = argc > 1 ? std::stod(argv[1]) : 3;
  const double soak = argc > 2 ? std::stod(argv[2]) : 40;
  const auto table = FoldTable::Build();
  if (!table.ok()) return 1;
  Shop shop(*table);
  const ShopFiles::Reloaded loaded = shop.files.Reload();
  if (!loaded.ok) {
    std::fprintf(stderr, "%s", loaded.diagnostics.ToString().c_str());
    return 1;
  }
  CompareWithEcho(shop, seconds);
  const double durable = CompareWithRawStore(shop, seconds);
  return Soak(shop, durable, seconds, soak) ? 0 : 1;
}

}  // namespace
}  // namespace xiaoer::bench

int main(int argc, char** argv) { return xiaoer::bench::Main(argc, argv); }
