// SPDX-License-Identifier: GPL-3.0-or-later
// The plane on its way into a layer: a grid of squares in the colours of the network's outputs, and the
// samples, from the places of their inputs to where two units put them. Any thread.
#pragma once

#include "ui/plane/plane_question.h"

namespace pellucid::ui {

PlanePicture paintFold(const PlaneQuestion& question, const engine::Progress& progress);

}  // namespace pellucid::ui
