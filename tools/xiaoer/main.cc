#include <CLI/CLI.hpp>

#include "tools/xiaoer/commands.h"

int main(int argc, char** argv) {
  CLI::App app{"Xiaoer (小二): answers an online shop's buyers from the shop's own text files."};
  app.require_subcommand(1);
  app.footer("`xiaoer COMMAND --help` tells more about a command.");
  xiaoer::AddServe(app);
  xiaoer::AddRepl(app);
  xiaoer::AddParse(app);
  xiaoer::AddTest(app);
  xiaoer::AddLint(app);
  xiaoer::AddReplay(app);
  xiaoer::AddMissed(app);
  xiaoer::AddQueue(app);
  xiaoer::AddKeep(app);
  xiaoer::AddSimulate(app);
  xiaoer::AddEvaluate(app);
  CLI11_PARSE(app, argc, argv);
  return 0;
}
