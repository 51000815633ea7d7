// What buyers will read, looked at once more when all files are known: as the gate reads it, and as a
// writer of Traditional gets it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/pack.h"

namespace xiaoer {

// Needs the pack's shop, replies, normalizer, entity reader, converter and gate words.
// Errors: a forbidden word in another writing (full width, Traditional, spaced out), in Simplified
// or in the converted text. Warnings: a shop's text with an amount that the gate would never let out;
// characters that stay Simplified in the Traditional text; words that its readers would not write.
void CheckBuyersTexts(const Pack& pack,
                      const std::vector<std::pair<std::string, SourceLocation>>& shop_texts,
                      Diagnostics& diagnostics);

}  // namespace xiaoer
