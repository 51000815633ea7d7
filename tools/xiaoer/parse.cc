#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "adapters/codec/report_codec.h"
#include "engine/thought.h"
#include "tools/xiaoer/commands.h"
#include "tools/xiaoer/shop.h"

namespace xiaoer {
namespace {

// The messages of one thought, as the line gives them.
std::vector<std::string> SplitPieces(const std::string& line) {
  std::vector<std::string> pieces;
  std::istringstream in(line);
  for (std::string piece; std::getline(in, piece, '\t');) pieces.push_back(piece);
  if (pieces.empty()) pieces.emplace_back();
  return pieces;
}

void Run(const std::string& shop_dir, bool pieces) {
  const auto pack = PackOrExit(shop_dir);
  std::ios::sync_with_stdio(false);
  std::string line;
  while (std::getline(std::cin, line)) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    const Understanding understood =
        pieces ? UnderstandPieces(*pack, SplitPieces(line)) : Understand(*pack, line);
    JsonWriter writer;
    WriteUnderstanding(writer, *pack, understood);
    const std::string answer = writer.Take();
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
  auto pieces = std::make_shared<bool>(false);
  command->add_flag("--pieces", *pieces,
                    "a line holds several messages of one thought, separated by tabs");
  command->footer(
      "Reads standard input until its end; every line, an empty or ill-formed one too, gives one "
      "line of\n"
      "JSON in the same order. Offsets count UTF-8 bytes of the line as it was read\n"
      "(with --pieces: of \"text\", which holds the messages joined).");
  command->callback([shop_dir, pieces] { Run(*shop_dir, *pieces); });
}

}  // namespace xiaoer
