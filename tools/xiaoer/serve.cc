#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>

#include "adapters/channels/webhook_channel.h"
#include "adapters/facts/file_facts.h"
#include "adapters/http/server.h"
#include "adapters/store/sqlite_store.h"
#include "tools/xiaoer/commands.h"
#include "tools/xiaoer/shop.h"

namespace xiaoer {
namespace {

struct ServeOptions {
  std::string shop_dir;
  std::string listen = "127.0.0.1:8080";
  std::string data_dir = "data";
  std::string mode = "auto";
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

Mode ModeNamed(const std::string& name) {
  if (name == "suggest") return Mode::kSuggest;
  if (name == "off") return Mode::kOff;
  return Mode::kAuto;
}

// From the flag or the environment; empty if messages are not signed.
std::string WebhookSecret(const ServeOptions& options) {
  if (!options.webhook_secret.empty()) return options.webhook_secret;
  const char* from_environment = std::getenv("XIAOER_WEBHOOK_SECRET");
  return from_environment == nullptr ? "" : from_environment;
}

std::optional<StandardWebhooks> SignatureOrFail(const ServeOptions& options) {
  const std::string secret = WebhookSecret(options);
  if (secret.empty()) return std::nullopt;
  auto signature = StandardWebhooks::FromSecrets(secret);
  if (!signature.ok()) Fail(signature.error().message());
  return std::move(signature).value();
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

void ReloadOnHangup(PackHolder& packs) {
  Diagnostics diagnostics;
  const bool reloaded = packs.Reload(diagnostics);
  std::cerr << diagnostics.ToString();
  if (reloaded) {
    std::cerr << "reloaded: pack " << packs.Get()->hash << "\n";
  } else {
    std::cerr << "not reloaded, the files have mistakes: still pack " << packs.Get()->hash << "\n";
  }
}

void PrintHowToTalk(const std::string& address, const ServeOptions& options) {
  std::cout << "shop " << options.shop_dir << ", data in " << options.data_dir
            << "; stop with Ctrl-C\n"
            << "talk to it:\n"
            << "  curl -s http://" << address
            << "/v1/messages -d '{\"shop\":\"demo\",\"channel\":\"web\","
            << "\"conversation\":\"c1\",\"buyer\":{\"id\":\"b1\"},\"message\":{\"id\":\"m1\","
            << "\"text\":\"在吗 能便宜点吗\"},\"context\":{\"product\":\"p-300\"}}'\n"
            << "or line by line:  build/xiaoer repl\n"
            << std::flush;
}

void Run(const ServeOptions& options) {
  const sigset_t signals = BlockSignals();
  HttpServer::Options http;
  SplitAddress(options.listen, http);
  const WebhookChannel webhook(SignatureOrFail(options));

  PackHolder packs(options.shop_dir, FoldTableOrExit());
  Diagnostics diagnostics;
  const bool loaded = packs.Reload(diagnostics);
  const std::string orders = options.shop_dir + "/orders.yaml";
  const auto facts = FileFacts::Load(orders, orders, diagnostics);
  std::cerr << diagnostics.ToString();
  if (!loaded || facts == nullptr) Fail("the shop in " + options.shop_dir + " cannot be used");

  auto store = OpenSqliteStore(options.data_dir);
  if (!store.ok()) Fail(store.error().message());

  const SystemClock clock;
  Service service(packs, **store, *facts, clock,
                  {.mode = ModeNamed(options.mode), .id_key = WebhookSecret(options)});
  HttpServer server(service, webhook, packs, clock, http);
  if (const Status s = server.Bind(); !s.ok()) Fail(s.message());

  server.Start();
  const std::string host =
      http.host.find(':') == std::string::npos ? http.host : "[" + http.host + "]";
  const std::string address = host + ":" + std::to_string(server.port());
  std::cout << "listening on http://" << address << "\n" << std::flush;
  PrintHowToTalk(address, options);

  // Once a second it is also looked whether the server still serves: a process that only waits would be taken
  // for a healthy one.
  while (server.running()) {
    const timespec second{1, 0};
    const int signal = sigtimedwait(&signals, nullptr, &second);
    if (signal == SIGHUP) ReloadOnHangup(packs);
    if (signal == SIGINT || signal == SIGTERM) return;
  }
  Fail("the listening socket failed");
}

}  // namespace

void AddServe(CLI::App& app) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* command = app.add_subcommand("serve", "answer buyers over HTTP");
  AddShopOption(*command, options->shop_dir);
  command->add_option("--listen", options->listen, "where to listen; port 0 takes a free one")
      ->type_name("HOST:PORT")
      ->capture_default_str();
  command
      ->add_option("--data", options->data_dir,
                   "folder of the SQLite database; created if it is not there")
      ->type_name("DIR")
      ->capture_default_str();
  command
      ->add_option("--mode", options->mode, "auto answers, suggest only advises, off does neither")
      ->check(CLI::IsMember({"auto", "suggest", "off"}))
      ->capture_default_str();
  command
      ->add_option("--webhook-secret", options->webhook_secret,
                   "accept only messages signed with it (Standard Webhooks). Better set in the\n"
                   "environment as XIAOER_WEBHOOK_SECRET: command lines can be seen by others")
      ->type_name("whsec_...");
  command->footer(
      "POST /v1/messages answers a message, GET /v1/receipts/{id} explains an answer, GET /healthz "
      "tells\n"
      "whether all is well. SIGHUP reloads intents, dialogs and the shop's files, but "
      "not\norders.yaml; SIGTERM and Ctrl-C finish what has "
      "begun.");
  command->callback([options] { Run(*options); });
}

}  // namespace xiaoer
