// SPDX-License-Identifier: GPL-3.0-or-later
// The plane on its way into a layer: a grid of squares in the colours of the network's answers, and the
// samples, from where their inputs are to where two units put them. Any thread.
#pragma once

#include "ui/plane/plane_question.h"

namespace pellucid::ui {

PlanePicture paintFold(const PlaneQuestion& question, const engine::Progress& progress);

}  // namespace pellucid::ui
