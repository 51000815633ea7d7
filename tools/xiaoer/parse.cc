#include <cstdio>
#include <iostream>
#include <string>

#include "adapters/codec/report_codec.h"
#include "engine/engine.h"
#include "tools/xiaoer/commands.h"
#include "tools/xiaoer/shop.h"

namespace xiaoer {
namespace {

void Run(const std::string& shop_dir) {
  const auto pack = PackOrExit(shop_dir);
  std::ios::sync_with_stdio(false);
  std::string line;
  while (std::getline(std::cin, line)) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    const std::string answer = Dump(UnderstandingJson(*pack, Understand(*pack, line)));
    // Flushed line by line: the reader may be waiting for this answer before it writes the next
    // line.
    std::cout << answer << '\n' << std::flush;
    if (!std::cout) throw CLI::RuntimeError(1);
  }
}

}  // namespace

void AddParse(CLI::App& app) {
  auto shop_dir = std::make_shared<std::string>();
  CLI::App* command =
      app.add_subcommand("parse", "understand lines: one buyer line in, one JSON object out");
  AddShopOption(*command, *shop_dir);
  command->footer(
      "Reads standard input until its end; every line, an empty or ill-formed one too, gives one "
      "line of\n"
      "JSON in the same order. Offsets count UTF-8 bytes of the line as it was read.");
  command->callback([shop_dir] { Run(*shop_dir); });
}

}  // namespace xiaoer
