// SPDX-License-Identifier: GPL-3.0-or-later
// The plane in words. Pure functions.
#pragma once

#include <QString>

#include "ui/plane/plane_question.h"

namespace pellucid::ui {

/// "x = 1.2, y = −0.4", in the units of the data: the inputs that vary.
QString placeText(const engine::Dataset& dataset, engine::Index across, std::optional<engine::Index> up,
                  const engine::Vector& inputs);

/// The output of the network, or of a unit of it, for an input: "positive (93.1 %)", "z = 0.42 (should be
/// 0.5)", "0.73".
QString planeAnswer(const Moment& moment, const PlaneMeaning& meaning, const engine::Vector& inputs);

/// "The network’s answer", "price", or "Hidden 1, unit 3".
QString subjectName(const Moment& moment, const PlaneSubject& subject);

/// Why there is no plane, and what to do about it.
QString noPlaneText(const engine::Dataset& dataset);

}  // namespace pellucid::ui
