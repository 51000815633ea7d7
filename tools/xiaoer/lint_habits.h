// Signs in a template that a regular expression would read otherwise, and slips of the keyboard.
#pragma once

#include "engine/base/diagnostics.h"
#include "engine/match/template_ast.h"
#include "engine/match/template_set.h"

namespace xiaoer {

// `text` of the template as it is written; it was read without mistakes.
void CheckSigns(const TemplateSource& source, Diagnostics& diagnostics);

// [吗么], [a-z]: read as one optional word; the author of a regular expression meant one of the
// characters. `optional` is a kOptional node of the template.
void CheckCharacterClass(const TemplateSource& source, const match::Node& optional,
                         Diagnostics& diagnostics);

}  // namespace xiaoer
