// SPDX-License-Identifier: GPL-3.0-or-later
// How fast the window is while it trains: `pellucid bench --window`. Measured in the real window, on the
// display that is there, by the same clicks that a user makes.
#pragma once

#include <functional>
#include <string>

#include "app/composition.h"

namespace pellucid::app {

struct WindowSpeed {
  std::int64_t frames = 0;  ///< moments that the canvas painted
  double p50 = 0;           ///< milliseconds from one frame to the next
  double p95 = 0;
  double samplesPerSecond = 0;
  double headless =
      0;  ///< samples per second of the same experiment without a window, measuring the test split as often
};

/// Opens the window of `program`, waits for the data, and trains at full speed for `seconds` seconds; on a
/// slow machine, until there is a step to show. `looked` is called after every event of the training.
WindowSpeed measureWindow(Composition& program, double seconds, const std::function<void()>& looked = {});

/// One line: frames, frame_ms_p50, frame_ms_p95, samples_per_second, samples_per_second_headless.
std::string asJson(const WindowSpeed& speed);
/// The same as text.
std::string asText(const WindowSpeed& speed);

}  // namespace pellucid::app
