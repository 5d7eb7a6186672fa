// SPDX-License-Identifier: GPL-3.0-or-later
// What curves run over: steps, epochs, samples or seconds. Pure.
#pragma once

#include <QString>
#include <cstdint>

namespace pellucid::ui {

enum class CurveAxis {
  Steps,
  Epochs,
  Samples,
  Seconds,  ///< that steps were computed, without what the run waited
};

/// Where a run's points lie on an axis.
struct AxisScale {
  CurveAxis axis = CurveAxis::Steps;
  std::int64_t stepsPerEpoch = 1;   ///< ≥ 1
  std::int64_t samplesPerStep = 1;  ///< ≥ 1

  double at(double step, double seconds) const;
  friend bool operator==(const AxisScale&, const AxisScale&) = default;
};

/// As an axis is labelled: "step", "epoch", "samples", "seconds of training".
QString axisText(CurveAxis axis);

}  // namespace pellucid::ui
