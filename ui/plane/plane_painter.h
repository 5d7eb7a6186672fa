// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the picture of a plane: ground, lines and points of two inputs, the curve of one, or the plane on
// its way into a layer. A pure function of values, for a worker.
#pragma once

#include "ui/plane/plane_question.h"

namespace pellucid::ui {

/// Computes and paints it. When it is cancelled, the image is null.
PlanePicture paintPlane(const PlaneQuestion& question, const engine::Progress& progress = {});

}  // namespace pellucid::ui
