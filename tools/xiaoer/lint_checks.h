// What `lint` looks for beyond what the loader refuses. Each adds warnings (or errors, for
// examples) to `diagnostics`, in the words of the person who writes intents.
#pragma once

#include <cstddef>
#include <string>

#include "engine/base/diagnostics.h"
#include "engine/pack.h"

namespace xiaoer {

// Examples that are not understood as their intent, or with other slots; near misses that are; and
// lines that stand as example of two intents, or twice.
void CheckExamples(const Pack& pack, Diagnostics& diagnostics);

// The same of the shop's signals: examples that do not give theirs, near misses that do.
void CheckSignals(const Pack& pack, Diagnostics& diagnostics);

// Templates that can never win or match, intents that none of their templates can give, and two
// templates that say the same of a line ("too close to call"): tried on lines made from them.
// `all`: also each pair of templates of two intents where rank decides, with the shortest such
// line. Returns how many pairs were left out.
std::size_t CheckTemplates(const Pack& pack, bool all, Diagnostics& diagnostics);

// Templates that stand twice, alternatives that are the same once folded, rules that nobody uses,
// and signs that a regular expression would read otherwise.
void CheckTexts(const Pack& pack, Diagnostics& diagnostics);

// As lint prints them: in the order of file, line and column, each with what to do about it on a
// line of its own, set in by two spaces.
std::string FindingsText(const Diagnostics& diagnostics);

}  // namespace xiaoer
