// The text of one template → its tree.
#pragma once

#include <optional>

#include "engine/base/diagnostics.h"
#include "engine/match/template_ast.h"
#include "engine/match/template_set.h"

namespace xiaoer::match {

// True for `/re/`: the raw escape, which is not parsed here.
bool IsRawTemplate(std::string_view text);
std::string_view RawPattern(
    std::string_view text);  // without its slashes; IsRawTemplate(text) holds

// The place of the character at `byte` of the template's text.
SourceLocation LocationAt(const TemplateSource& source, std::size_t byte);

// Nullopt if the text has mistakes; each of them is reported. Rules stay as kRule nodes: see
// rule_table.h.
std::optional<Node> ParseTemplate(const TemplateSource& source, const LiteralFolder& fold,
                                  Diagnostics& diagnostics);

// The slot type of that name ("money_off"), or nothing.
std::optional<EntityType> ParseSlotType(std::string_view name);

}  // namespace xiaoer::match
