// SPDX-License-Identifier: GPL-3.0-or-later
// How fast training is shown: each step told from its sample to its update, as long as that can be followed,
// and beyond that so many steps a second.
#pragma once

namespace pellucid::ui {

struct Pace {
  bool isTold = false;        ///< its signals are seen to run forward, and its gradients back
  double stepsPerSecond = 0;  ///< 0: where it is not told, as fast as the machine can
  double times = 1;  ///< where it is told and there are no steps per second: of slow motion's own speed

  /// How much faster than its own speed a step is told that takes `milliseconds` at that.
  double timesFor(double milliseconds) const {
    return stepsPerSecond > 0 ? milliseconds * stepsPerSecond / 1000 : times;
  }
  friend bool operator==(const Pace&, const Pace&) = default;
};

}  // namespace pellucid::ui
