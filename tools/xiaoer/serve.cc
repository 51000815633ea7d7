#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "adapters/channels/channels.h"
#include "adapters/http/server.h"
#include "adapters/runtime/config.h"
#include "adapters/runtime/runtime.h"
#include "adapters/runtime/shop_files.h"
#include "adapters/store/sqlite_archive.h"
#include "adapters/store/sqlite_store.h"
#include "tools/xiaoer/commands.h"
#include "tools/xiaoer/shop.h"

namespace xiaoer {
namespace {

struct ServeOptions {
  std::string config;
  std::string shop_dir;
  std::string listen;
  std::string data_dir;
  std::string mode;
  std::string webhook_secret;
};

[[noreturn]] void Fail(const std::string& message) {
  std::cerr << "xiaoer serve: " << message << "\n";
  throw CLI::RuntimeError(1);
}

// "127.0.0.1:8080", "[::1]:8080"
void SplitAddress(const std::string& address, HttpServer::Options& options) {
  const std::size_t colon = address.rfind(':');
  if (colon == std::string::npos || colon == 0) {
    Fail("--listen wants HOST:PORT, such as 127.0.0.1:8080, not \"" + address + "\"");
  }
  options.host = address.substr(0, colon);
  if (options.host.size() > 2 && options.host.front() == '[' && options.host.back() == ']') {
    options.host = options.host.substr(1, options.host.size() - 2);
  }
  const std::string port = address.substr(colon + 1);
  if (port.empty() || port.size() > 5 ||
      port.find_first_not_of("0123456789") != std::string::npos || std::stoi(port) > 65535) {
    Fail("--listen wants a port from 0 to 65535, not \"" + port + "\"");
  }
  options.port = std::stoi(port);
}

// The command line over the environment over the file.
ServerConfig ConfigOrFail(const ServeOptions& options) {
  const Environment environment = [&](const std::string& name) -> std::optional<std::string> {
    const std::pair<const char*, const std::string*> flags[] = {
        {"XIAOER_SHOP", &options.shop_dir},
        {"XIAOER_LISTEN", &options.listen},
        {"XIAOER_DATA", &options.data_dir},
        {"XIAOER_MODE", &options.mode},
        {"XIAOER_WEBHOOK_SECRET", &options.webhook_secret}};
    for (const auto& [flag, value] : flags) {
      if (name == flag && !value->empty()) return *value;
    }
    return FromProcessEnvironment(name);
  };
  Diagnostics diagnostics;
  ServerConfig config = ReadConfig(options.config, environment, diagnostics);
  std::cerr << diagnostics.ToString();
  if (diagnostics.has_errors()) Fail("the configuration cannot be used; correct the above first");
  if (config.shop_dir.empty()) config.shop_dir = DefaultShopDir();
  return config;
}

std::vector<Endpoint> EndpointsOrFail(const ServerConfig& config) {
  auto endpoints = OpenChannels(config.endpoints);
  if (!endpoints.ok()) Fail(endpoints.error().message());
  return std::move(endpoints).value();
}

bool IsLoopback(const std::string& host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

// Whoever can reach the address could read every conversation and speak for the shop.
void RefuseOpenDoors(const ServerConfig& config, const HttpServer::Options& http) {
  if (IsLoopback(http.host)) return;
  if (config.webhook_secrets.empty()) {
    Fail("on " + http.host +
         " others can reach it: set XIAOER_WEBHOOK_SECRET, or listen on 127.0.0.1 "
         "behind a proxy");
  }
  if (config.admin_token.empty() && config.agents.empty()) {
    Fail("on " + http.host +
         " others can reach it: set XIAOER_ADMIN_TOKEN, or listen on 127.0.0.1 "
         "behind a proxy");
  }
}

// Where standard error is closed, the next file or connection would get its number, and the log with it.
void HoldStandardStreams() {
  int opened = 0;
  do {
    opened = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  } while (opened >= 0 && opened <= STDERR_FILENO);
  if (opened >= 0) ::close(opened);
}

// Signals are blocked in every thread and taken here one at a time, so that what they do is
// ordinary code.
sigset_t BlockSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

Watch::Options WatchOptions(const ServerConfig& config, const Pack& pack) {
  Watch::Options options;
  options.log = {config.log_level, config.webhook_secrets};
  options.channels = config.metrics_channels;
  options.channels.emplace_back("rasa");
  for (const auto& [name, callback] : config.channels) options.channels.push_back(name);
  for (const std::string& name : pack.shop.plain_channels) options.channels.push_back(name);
  return options;
}

// Each connection is a descriptor, and many systems begin with 1024 though they allow far more.
void RaiseDescriptorLimit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  (void)::setrlimit(RLIMIT_NOFILE, &limit);
}

void PrintHowToTalk(const std::string& address, const ServerConfig& config) {
  std::cout << "shop " << config.shop_dir << ", data in " << config.data_dir
            << "; stop with Ctrl-C\n"
            << "keeps " << config.retention.ToString() << "\n"
            << "talk to it:\n"
            << "  curl -s http://" << address
            << "/v1/messages -d '{\"shop\":\"demo\",\"channel\":\"web\","
            << "\"conversation\":\"c1\",\"buyer\":{\"id\":\"b1\"},\"message\":{\"id\":\"m1\","
            << "\"text\":\"在吗 能便宜点吗\"},\"context\":{\"product\":\"p-300\"}}'\n"
            << "or line by line:  build/xiaoer repl\n"
            << std::flush;
}

// Silent as long as nothing was old enough.
void ReportSweep(Watch& watch, const Result<Retention::Swept>& swept) {
  if (!swept.ok()) return watch.NoteStoreError("retention", swept.error());
  if (swept->total == 0 || !watch.log().enabled(LogLevel::kInfo)) return;
  LogLine line = watch.log().Begin(LogLevel::kInfo, "swept");
  for (const auto& [kind, rows] : swept->rows) line.Number(kind, rows);
  watch.log().Write(LogLevel::kInfo, std::move(line));
}

Runtime::Options RuntimeOptions(const ServerConfig& config) {
  Runtime::Options options;
  options.service.mode = config.mode;
  options.service.unknown_presence = config.unknown_presence;
  options.service.id_key = config.webhook_secrets;
  options.service.channels = config.channels;
  options.service.buyer_rate = config.buyer_rate;
  options.presence_holds = config.presence_holds;
  return options;
}

// Until a signal says stop, or serving ends by itself. False in the latter case.
bool ServeUntilStopped(const sigset_t& signals, const HttpServer& server, ShopFiles& files,
                       SqliteFolder& folder) {
  // Once a second it is also looked whether the server still serves: a process that only waits would be taken
  // for a healthy one.
  while (server.running()) {
    const timespec second{1, 0};
    const int signal = sigtimedwait(&signals, nullptr, &second);
    if (signal == SIGHUP) (void)files.Reload();
    if (signal == SIGINT || signal == SIGTERM) return true;
    // What cannot be moved now is moved the next time; nothing depends on it but the log's length.
    if (signal < 0) (void)folder.Checkpoint();
  }
  return false;
}

void Run(const ServeOptions& options) {
  HoldStandardStreams();
  const sigset_t signals = BlockSignals();
  RaiseDescriptorLimit();
  const ServerConfig config = ConfigOrFail(options);
  HttpServer::Options http = config.http;
  SplitAddress(config.listen, http);
  RefuseOpenDoors(config, http);
  const std::vector<Endpoint> endpoints = EndpointsOrFail(config);
  const Access access(config.agents, config.admin_token, config.metrics_token);

  PackHolder packs(config.shop_dir, FoldTableOrExit());
  ReloadableFacts facts;
  ShopFiles files(config.shop_dir, packs, facts);
  const ShopFiles::Reloaded loaded = files.Reload();
  std::cerr << loaded.diagnostics.ToString();
  if (!loaded.ok) Fail("the shop in " + config.shop_dir + " cannot be used");

  auto folder = SqliteFolder::Open(config.data_dir);
  if (!folder.ok()) Fail(folder.error().message());
  const auto store = MakeSqliteStore(**folder);
  const auto outbox = MakeSqliteOutbox(**folder);

  const SystemClock clock;
  Watch watch(clock, WatchOptions(config, *packs.Get()));
  watch.UsePack(*packs.Get());
  (*folder)->OnBatch([&watch](std::size_t size) {
    watch.metrics().store_batch->Observe(static_cast<std::int64_t>(size));
  });
  files.OnReload([&watch, &packs](const ShopFiles::Reloaded& reloaded) {
    watch.NoteReload(reloaded.ok, *packs.Get(), reloaded.diagnostics);
  });
  Runtime runtime(packs, *store, *outbox, facts, clock, watch, RuntimeOptions(config));
  const auto archive = MakeSqliteArchive(**folder);
  Backups backups(config.data_dir, *archive, clock);
  Admin admin({files, *archive, backups, runtime.locks(), clock});
  Retention retention(*archive, backups, clock, {config.retention});
  const HttpServer::Parts parts{
      runtime.service(), runtime.desk(), endpoints, access, packs, clock, *store, watch, &admin};
  HttpServer server(parts, http);
  runtime.OnChange([&server] { server.WakeDesks(); });
  if (const Status s = server.Bind(); !s.ok()) Fail(s.message());
  if (const Status s = runtime.Start(); !s.ok()) Fail(s.message());

  retention.Start([&watch](const auto& swept) { ReportSweep(watch, swept); });
  server.Start();
  watch.NoteEvent("started");
  const std::string host =
      http.host.find(':') == std::string::npos ? http.host : "[" + http.host + "]";
  const std::string address = host + ":" + std::to_string(server.port());
  std::cout << "listening on http://" << address << "\n" << std::flush;
  PrintHowToTalk(address, config);

  const bool stopped = ServeUntilStopped(signals, server, files, **folder);
  watch.NoteEvent("stopping");
  server.Stop();
  retention.Stop();
  runtime.Stop();
  watch.NoteEvent("stopped");
  if (!stopped) Fail("the listening socket failed");
}

}  // namespace

void AddServe(CLI::App& app) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* command = app.add_subcommand("serve", "answer buyers over HTTP");
  command->add_option("--config", options->config, "the configuration file; flags win over it")
      ->type_name("FILE")
      ->check(CLI::ExistingFile);
  command
      ->add_option("--shop", options->shop_dir, "the shop's folder: the one that holds shop.yaml")
      ->type_name("DIR");
  command
      ->add_option("--listen", options->listen,
                   "where to listen; port 0 takes a free one [127.0.0.1:8080]")
      ->type_name("HOST:PORT");
  command
      ->add_option("--data", options->data_dir,
                   "folder of the SQLite database; created if it is not there [data]")
      ->type_name("DIR");
  command
      ->add_option(
          "--mode", options->mode,
          "auto answers while no agent is at the desk, suggest only advises, off does neither\n"
          "[auto]")
      ->check(CLI::IsMember({"auto", "suggest", "off"}));
  command
      ->add_option("--webhook-secret", options->webhook_secret,
                   "accept only messages signed with it (Standard Webhooks). Better set in the\n"
                   "environment as XIAOER_WEBHOOK_SECRET: command lines can be seen by others")
      ->type_name("whsec_...");
  command->footer(
      "POST /v1/messages answers a message, GET /v1/receipts/{id} explains an answer, GET /healthz "
      "tells\nwhether all is well, GET /metrics is for Prometheus, and the log is JSON on stderr. "
      "SIGHUP reloads\nintents, dialogs, the shop's files and orders.yaml: all of them, or with a "
      "mistake in one none;\nSIGTERM and Ctrl-C finish what has begun.");
  command->callback([options] { Run(*options); });
}

}  // namespace xiaoer
