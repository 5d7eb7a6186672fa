// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of data with one input: the network's answer as a curve, with the samples, how far each is from
// it, and a band as wide as the training samples are on the average. Any thread.
#pragma once

#include "ui/plane/plane_question.h"

namespace pellucid::ui {

PlanePicture paintCurve(const PlaneQuestion& question, const engine::Progress& progress);

}  // namespace pellucid::ui
