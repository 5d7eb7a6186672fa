// SPDX-License-Identifier: GPL-3.0-or-later
// What came of remedies when they were tried: each on two short branches of the run (engine/train/preview.h),
// one after another on a worker that leaves the window its time. A trial holds until the run or its settings
// are others. Lives on the window's thread.
#pragma once

#include <QObject>
#include <deque>
#include <functional>
#include <map>

#include "engine/inspect/diagnosis/finding.h"
#include "engine/train/preview.h"
#include "ui/run/moment.h"
#include "ui/widgets/background_job.h"

namespace pellucid::ui {

/// A remedy of a finding, by its place among them.
struct RemedyPlace {
  engine::DiagnosisRule rule = engine::DiagnosisRule::LearnsNothing;
  std::size_t remedy = 0;
  friend auto operator<=>(const RemedyPlace&, const RemedyPlace&) = default;
};

struct Trial {
  engine::Remedy remedy;
  std::int64_t step = 0;  ///< of the run, when it was asked for
  /// The losses of both cannot be compared: another one is minimised, or other data are answered.
  bool hasOtherLoss = false;
  /// Nothing while it is under way; a refusal names why it cannot be tried.
  std::optional<engine::Result<engine::Preview>> answer = {};
};

class RemedyTrials : public QObject {
  Q_OBJECT

 public:
  /// Reads data that a remedy wants instead; called on a worker.
  using Load =
      std::function<engine::Result<engine::DatasetPtr>(const engine::DataSpec&, const engine::Progress&)>;
  explicit RemedyTrials(Load load);

  /// Trials of other runs and settings are dropped.
  void showMoment(const MomentPtr& moment, const std::shared_ptr<const engine::Vector>& initial);
  /// Tries it, when the whole state of the run is known and those before it are through. A second time only
  /// where the run has gone on since.
  void ask(const RemedyPlace& place, const engine::Remedy& remedy);
  /// Of those that nobody looks at any longer, none is begun: they are as if nobody had asked for them.
  void askNoMore();

  /// Null where it was not asked for, or the remedy there is another one now.
  const Trial* find(const RemedyPlace& place, const engine::Remedy& remedy) const;
  bool isBusy() const { return m_job.isBusy() || !m_queue.empty(); }
  /// Only these can be tried: the others change nothing that is trained.
  static bool canTry(const engine::Remedy& remedy);

 signals:
  void changed();
  /// A snapshot with the whole state is needed: the run goes on, and its pictures have only weights.
  void wholeWanted();

 private:
  void next();

  Load m_load;
  MomentPtr m_moment;
  std::shared_ptr<const engine::Vector> m_initial;
  std::map<RemedyPlace, Trial> m_trials;
  std::deque<RemedyPlace> m_queue;
  bool m_isAwaitingWhole = false;
  BackgroundJob<engine::Result<engine::Preview>> m_job;
};

}  // namespace pellucid::ui
