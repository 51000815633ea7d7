// `xiaoer evaluate`: measures of the engine on labelled data, one subcommand each.
#include "tools/xiaoer/commands.h"
#include "tools/xiaoer/evaluations.h"

namespace xiaoer {

void AddEvaluate(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("evaluate", "measure the engine's decisions on labelled dialogues");
  command->require_subcommand(1);
  AddEvaluateHandoff(*command);
}

}  // namespace xiaoer
