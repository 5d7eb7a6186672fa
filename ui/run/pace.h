// SPDX-License-Identifier: GPL-3.0-or-later
// How fast training is shown: each step narrated from its sample to its update, as long as that can be
// followed, and beyond that a number of steps per second.
#pragma once

namespace pellucid::ui {

struct Pace {
  bool isTold = false;        ///< signals are seen running forward, and gradients back
  double stepsPerSecond = 0;  ///< 0: as fast as the machine can, if not narrated
  double times = 1;           ///< relative to slow motion's own speed, if narrated and stepsPerSecond is 0

  /// How much faster than its own speed a step is narrated that takes `milliseconds` at that speed.
  double timesFor(double milliseconds) const {
    return stepsPerSecond > 0 ? milliseconds * stepsPerSecond / 1000 : times;
  }
  friend bool operator==(const Pace&, const Pace&) = default;
};

}  // namespace pellucid::ui
