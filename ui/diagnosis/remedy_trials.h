// SPDX-License-Identifier: GPL-3.0-or-later
// The results of trying remedies: each on two short branches of the run (engine/train/preview.h), one after
// another on a worker that leaves the window its time. A trial is valid until the run or its settings change.
// Lives on the window's thread.
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

/// A remedy of a finding, by its index.
struct RemedyPlace {
  engine::DiagnosisRule rule = engine::DiagnosisRule::LearnsNothing;
  std::size_t remedy = 0;
  friend auto operator<=>(const RemedyPlace&, const RemedyPlace&) = default;
};

struct Trial {
  engine::Remedy remedy;
  std::int64_t step = 0;  ///< of the run, when the trial was requested
  /// The two losses cannot be compared: a different one is minimised, or the data differ.
  bool hasOtherLoss = false;
  /// None while it is under way; an error says why it cannot be tried.
  std::optional<engine::Result<engine::Preview>> answer = {};
};

class RemedyTrials : public QObject {
  Q_OBJECT

 public:
  /// Reads the data that a remedy requires instead; called on a worker.
  using Load =
      std::function<engine::Result<engine::DatasetPtr>(const engine::DataSpec&, const engine::Progress&)>;
  explicit RemedyTrials(Load load);

  /// Drops trials of other runs and settings.
  void showMoment(const MomentPtr& moment, const std::shared_ptr<const engine::Vector>& initial);
  /// Tries it, once the whole state of the run is known and earlier trials are done. Tries again only where
  /// the run has continued since.
  void ask(const RemedyPlace& place, const engine::Remedy& remedy);
  /// Begins none of the trials that are no longer of interest, as if they had not been requested.
  void askNoMore();

  /// Null where it was not requested, or the remedy at that place has changed.
  const Trial* find(const RemedyPlace& place, const engine::Remedy& remedy) const;
  bool isBusy() const { return m_job.isBusy() || !m_queue.empty(); }
  /// Only these can be tried: the others change nothing about training.
  static bool canTry(const engine::Remedy& remedy);

 signals:
  void changed();
  /// A snapshot with the whole state is needed: the run is training, and its snapshots have only weights.
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
