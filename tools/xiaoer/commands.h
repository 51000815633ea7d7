// The subcommands. Each adds itself to the command line; its callback does the work and throws
// CLI::RuntimeError with the exit code where that is not 0.
#pragma once

#include <CLI/CLI.hpp>

namespace xiaoer {

void AddServe(CLI::App& app);
void AddRepl(CLI::App& app);
void AddParse(CLI::App& app);
void AddTest(CLI::App& app);
void AddLint(CLI::App& app);
void AddReplay(CLI::App& app);
void AddMissed(CLI::App& app);
void AddQueue(CLI::App& app);
void AddKeep(CLI::App& app);  // backup, export, forget
void AddSimulate(CLI::App& app);
void AddEvaluate(CLI::App& app);

}  // namespace xiaoer
