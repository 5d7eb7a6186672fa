// SPDX-License-Identifier: GPL-3.0-or-later
// Plays one training step slowly. It traces the next step (a preview on a copy), moves a head over its beats,
// and asks the run for exactly one real step when the head passes the end; moving back past the beginning
// asks for exactly one step back. While a large network's trace is being computed, the head waits. advance()
// supplies the time. Lives on the window's thread.
#pragma once

#include <QObject>
#include <memory>
#include <optional>

#include "ui/run/pace.h"
#include "ui/run/step_tracer.h"
#include "ui/run/step_view.h"

namespace pellucid::ui {

class StepPlayer : public QObject {
  Q_OBJECT

 public:
  /// The selection must outlive the player; the chosen sample becomes its input.
  explicit StepPlayer(Selection& selection);

  /// When switched off, the player computes nothing and restores the previous input.
  void setActive(bool isActive);
  bool isActive() const { return m_isActive; }
  /// Why no other input can be chosen: slow motion shows the batch's samples. Empty where one can.
  QString whyOnlyTheBatch() const;

  /// The run's latest moment: a resting run is traced, unless that trace exists already.
  void showMoment(const MomentPtr& moment);

  /// What to show now; none while inactive, before the run first rests, and while it trains by itself.
  std::optional<StepView> view() const;
  /// Whether the next step is being computed.
  bool isTracing() const { return m_tracer.isBusy(); }
  /// Whether the run has been asked for one or more steps and has not shown them yet.
  bool isAwaitingStep() const { return m_isAwaitingStep; }
  /// Why the next step cannot be done; empty otherwise.
  const QString& problem() const { return m_problem; }
  const StepTimeline& timeline() const { return m_timeline; }

  void play();
  void pause();
  bool isPlaying() const { return m_isPlaying; }
  /// Lets `milliseconds` pass, if it plays.
  void advance(double milliseconds);

  /// 0 … 1 within the step.
  double position() const;
  void setPosition(double position);

  Granularity granularity() const { return m_granularity; }
  void setGranularity(Granularity granularity);
  /// By the granularity. These stop playback.
  void forward();
  void back();

  /// Sets how fast it plays.
  void setPace(const Pace& pace) { m_pace = pace; }

  /// With reduced motion, views are a sequence of still pictures (Beat::stills), and nothing flows or slides.
  void setReducedMotion(bool isReduced);
  bool isMotionReduced() const { return m_isMotionReduced; }

  /// Column of the batch; limited to the available ones.
  Index sample() const { return m_sample; }
  void setSample(Index sample);

 signals:
  /// Anything visible has changed.
  void changed();
  /// The run should do exactly one step; go back this many; train to the end of the epoch.
  void stepRequested();
  void backRequested(std::int64_t steps);
  void epochRequested();

 private:
  /// Where the head goes when the trace of another step arrives.
  enum class Arrival { Begin, End };

  /// Which picture is shown in reduced motion.
  std::pair<std::size_t, int> still() const;
  bool isTraced(const engine::Snapshot& snapshot) const;
  /// Whether the next step's trace is not here yet.
  bool isWaiting() const { return m_isAwaitingStep || m_tracer.isBusy(); }
  void showProblem(const QString& problem);
  void take(const MomentPtr& moment, const StepTracer::Traced& traced);
  void leave(Arrival arrival);
  void showSample();
  void goBackSteps(std::int64_t steps, Arrival arrival);

  Selection& m_selection;
  bool m_isActive = false;
  bool m_isPlaying = false;
  bool m_isMotionReduced = false;
  bool m_isAwaitingStep = false;  ///< another step has been requested and is not here yet
  Arrival m_arrival = Arrival::Begin;
  double m_time = 0;
  Pace m_pace;
  Granularity m_granularity = Granularity::Layer;
  Index m_sample = 0;
  std::shared_ptr<const engine::StepTrace> m_trace;
  std::uint64_t m_run = 0;
  std::int64_t m_earliestStep = 0;
  engine::DatasetPtr m_dataset;
  StepTimeline m_timeline;
  QString m_problem;
  std::optional<Input> m_inputBefore;
  MomentPtr m_moment;
  StepTracer m_tracer;
};

}  // namespace pellucid::ui
