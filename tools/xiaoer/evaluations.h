// The subcommands of `xiaoer evaluate`; each adds itself, as those of commands.h do.
#pragma once

#include <CLI/CLI.hpp>

namespace xiaoer {

void AddEvaluateHandoff(CLI::App& evaluate);

}  // namespace xiaoer
