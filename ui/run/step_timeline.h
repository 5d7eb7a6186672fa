// SPDX-License-Identifier: GPL-3.0-or-later
// One training step as a row of beats on a clock: the sample, forward layer by layer, the loss, backward
// layer by layer, the update. Pure geometry of time, in milliseconds at normal speed; StepPlayer moves the
// head.
#pragma once

#include <vector>

#include "engine/inspect/step_trace.h"

namespace pellucid::ui {

using engine::Index;

/// Something that happens for a while.
struct Beat {
  enum class Kind {
    Sample,      ///< the sample appears at the input
    Terms,       ///< terms w·a run along the edges into a layer, the largest first
    Sum,         ///< they add up to z
    Activation,  ///< z bends through f to a; or a layer without weights passes its input on
    Loss,        ///< the outputs meet the targets
    Delta,       ///< the gradient reaches a layer's units
    Gradients,   ///< and is left on the edges that enter it
    Update,      ///< the weights move
  };
  enum class Stage { Sample, Forward, Loss, Backward, Update };

  Kind kind = Kind::Sample;
  std::size_t layer = 0;
  int stops = 1;  ///< equal parts at which stepping by term stops
  double begin = 0;
  double duration = 0;

  double end() const { return begin + duration; }
  /// Whether the signal has come far enough that this layer's z, or its a, has been shown.
  bool knowsZ(std::size_t of) const;
  bool knowsA(std::size_t of) const;
  /// Whether the gradient has come back to it.
  bool knowsDelta(std::size_t of) const;
  Stage stage() const;

  /// With reduced motion a beat is this many still pictures instead of a movement: one for each term, one
  /// before and one after the update, otherwise one for the beat's end.
  int stills() const;
  /// Which of them is shown at `progress` 0 … 1 of the beat, and the progress that it shows.
  int stillAt(double progress) const;
  double stillProgress(double progress) const;
};

/// How far "back" and "forward" go.
enum class Granularity { Term, Layer, Phase, Sample, Batch, Epoch };

class StepTimeline {
 public:
  /// Terms of a sum that are shown one by one.
  static constexpr Index kTerms = 6;

  StepTimeline() = default;
  explicit StepTimeline(const engine::StepTrace& trace);

  const std::vector<Beat>& beats() const { return m_beats; }
  double length() const { return m_beats.empty() ? 0 : m_beats.back().end(); }
  /// The beat at `time`, which is limited to 0 … length(); there is at least one beat.
  const Beat& at(double time) const;

  /// The next stop after `time`, or the one before it; length() and 0 where there is none. Only for Term,
  /// Layer or Phase.
  double next(double time, Granularity granularity) const;
  double previous(double time, Granularity granularity) const;

 private:
  void add(Beat::Kind kind, std::size_t layer, double duration, int stops = 1);
  std::vector<double> stops(Granularity granularity) const;

  std::vector<Beat> m_beats;
};

}  // namespace pellucid::ui
