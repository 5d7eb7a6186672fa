// SPDX-License-Identifier: GPL-3.0-or-later
// The horizontal axis of curves: steps, epochs, samples or seconds. Pure.
#pragma once

#include <QString>
#include <cstdint>

namespace pellucid::ui {

enum class CurveAxis {
  Steps,
  Epochs,
  Samples,
  Seconds,  ///< of computing steps, without the time the run waited
};

/// Maps a run's points onto an axis.
struct AxisScale {
  CurveAxis axis = CurveAxis::Steps;
  std::int64_t stepsPerEpoch = 1;   ///< ≥ 1
  std::int64_t samplesPerStep = 1;  ///< ≥ 1

  double at(double step, double seconds) const;
  friend bool operator==(const AxisScale&, const AxisScale&) = default;
};

/// Axis label: "step", "epoch", "samples", "seconds of training".
QString axisText(CurveAxis axis);

}  // namespace pellucid::ui
