// SPDX-License-Identifier: GPL-3.0-or-later
// The curves of another run, or of several runs of the same kind, drawn over those of the run that the window
// shows.
#pragma once

#include <QString>
#include <cstdint>
#include <vector>

#include "engine/train/history.h"

namespace pellucid::ui {

/// For several runs tested after the same step, such as those of several seeds: the values are between
/// `lower` and `upper`, half of them below `median`.
struct CurveBand {
  struct Spread {
    double lower = 0;
    double median = 0;
    double upper = 0;
  };
  std::int64_t step = 0;  ///< steps done
  Spread loss;            ///< as in Metrics
  Spread accuracy;        ///< shares, 0 … 1; NaN where there is none
  double seconds = 0;     ///< of training up to there
};

struct CurveOverlay {
  std::uint64_t id = 0;  ///< chosen by the caller, unique
  QString name;          ///< as the user knows it
  int colour = 0;        ///< index into Theme::runs, ≥ 0
  engine::History history = {};
  std::vector<CurveBand> bands = {};  ///< by ascending step; empty where there is only one run
  std::int64_t stepsPerEpoch = 1;     ///< ≥ 1
  std::int64_t samplesPerStep = 1;    ///< ≥ 1
};

}  // namespace pellucid::ui
