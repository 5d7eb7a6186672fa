// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of data with one input: the network's output as a curve, with the samples, the distance of each
// from it, and a band as wide as the training samples' average distance. Any thread.
#pragma once

#include "ui/plane/plane_question.h"

namespace pellucid::ui {

PlanePicture paintCurve(const PlaneQuestion& question, const engine::Progress& progress);

}  // namespace pellucid::ui
