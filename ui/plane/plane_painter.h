// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the picture of a plane: background, lines and points for two inputs, the curve for one, or the plane
// on its way into a layer. A pure function of values, for a worker.
#pragma once

#include "ui/plane/plane_question.h"

namespace pellucid::ui {

/// Computes and paints it. The image is null when it was cancelled.
PlanePicture paintPlane(const PlaneQuestion& question, const engine::Progress& progress = {});

}  // namespace pellucid::ui
