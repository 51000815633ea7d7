// dialogs/replies/*.yaml → ReplySet.
#pragma once

#include <string>

#include "engine/base/diagnostics.h"
#include "engine/dialog/reply.h"
#include "engine/load/yaml.h"
#include "engine/policy/shop.h"

namespace xiaoer {

// Adds to `replies`. A reply that is there already is replaced if it came from outside `folder` (as
// messages show it, "dialogs/": the shop's own file wins over the common one), and an error if it
// came from inside. Placeholders must be known (placeholders.h), and the texts keep the voice
// rules.
void ReadReplies(const yaml::Node& root, const std::string& folder, const WordPolicy& words,
                 ReplySet& replies, Diagnostics& diagnostics);

// Cuts a text at its {placeholders}. `where` is the text's first character. A stray brace is an
// error.
ReplyVariant CutReply(std::string text, const SourceLocation& where, Diagnostics& diagnostics);

}  // namespace xiaoer
