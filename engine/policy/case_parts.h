// What the guards, actions and placeholders of cases share.
#pragma once

#include "engine/dialog/registry.h"
#include "engine/policy/cases.h"
#include "engine/policy/remedies.h"
#include "engine/policy/remedy_choice.h"

namespace xiaoer {

// Set among the turn's values when a question was asked: what else the same line says is no answer
// to it.
inline constexpr std::string_view kJustAsked = "case.just_asked";

// The kind of case that the line reports; the gravest if it reports several. Nothing if it reports
// none.
std::optional<CaseKind> KindOfLine(const Step& step);

// The kind of the case in talk; kNoReason without one.
CaseKind KindOfCase(const Step& step);

// The case in talk, else the one that waits for the shop; null if there is neither.
const Case* CaseToTell(const Step& step);

// The promise about a case of an earlier conversation; null if there is none.
const Promise* PromisedCase(const Step& step);

// What policy and time allow for the case in talk: by the order, else by the buyer's own word.
std::vector<const Remedy*> RemediesOfCase(const Step& step);

// What the line chooses among them, just after they were offered.
RemedyChoice ChoiceOfLine(const Step& step);
// What the buyer asked for so far, in whatever line; null if nothing that may be had.
const Remedy* WishedRemedy(const Step& step);
// The remedy that was agreed; null if none.
const Remedy* AgreedRemedy(const Step& step);

}  // namespace xiaoer
