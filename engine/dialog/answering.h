// Decides what one understood line is answered with: agenda, flows, answers, what to do when
// nothing fits, calling a person, the away text. Nothing is sent from here.
#pragma once

#include <string>

#include "engine/dialog/interpreter.h"
#include "engine/dialog/registry.h"

namespace xiaoer {

// Runs the whole decision on `step`. If `needs` of the outcome is not
// empty, everything else of it and of Step::next is to be thrown away.
Outcome DecideAnswer(Step& step);

}  // namespace xiaoer
