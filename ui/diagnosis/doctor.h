// SPDX-License-Identifier: GPL-3.0-or-later
// The diagnosis of the run shown: looks at it and the findings that follow from them, kept up to date on a
// worker. At rest each moment is diagnosed; while training runs, as often as fits into 1 % of the time. Lives
// on the window's thread.
#pragma once

#include <QObject>
#include <QTimer>
#include <functional>
#include <set>

#include "engine/inspect/diagnosis/diagnose.h"
#include "ui/run/look_budget.h"
#include "ui/run/moment.h"
#include "ui/widgets/background_job.h"

namespace pellucid::ui {

using FindingsPtr = std::shared_ptr<const std::vector<engine::Finding>>;

class Doctor : public QObject {
  Q_OBJECT

 public:
  /// Share of the time of concurrent training.
  static constexpr double kShare = 0.01;
  /// In milliseconds, from any origin; by default a monotonic clock.
  using Clock = std::function<double()>;

  /// Supplies the curves of the lane shown; called on this thread, when there is something to diagnose.
  using Curves = std::function<const engine::History&()>;

  explicit Doctor(Curves curves, Clock clock = {});

  /// `initial` are the weights that the run began with; null where they were drawn from its seed.
  void showMoment(const MomentPtr& moment, const std::shared_ptr<const engine::Vector>& initial);
  /// Null before the first.
  const MomentPtr& moment() const { return m_moment; }
  /// The moment that the findings are for; likewise.
  const MomentPtr& diagnosed() const { return m_diagnosed; }

  /// The most serious first, including silenced ones; never null.
  const FindingsPtr& findings() const { return m_findings; }
  /// Null where there is none.
  const engine::Finding* find(engine::DiagnosisRule rule) const;
  /// The findings at the furthest step of the lane, in the order of their beginnings: what the time bar shows
  /// even where the cursor is before them.
  const std::vector<engine::Finding>& ahead() const { return m_ahead; }

  /// The step at which they were found; -1 before the first diagnosis.
  std::int64_t furthest() const { return m_furthest; }

  /// The step that the findings hold for; none before the first diagnosis of the run.
  std::optional<std::int64_t> diagnosedStep() const { return m_diagnosedStep; }
  /// The number of looks at the layers that these findings rest on.
  std::size_t looks() const { return m_looks.size(); }
  /// Whether the findings are for the moment shown.
  bool isUpToDate() const;
  /// The test loss measured at that step, if any.
  std::optional<double> testLossAt(std::int64_t step) const;

  /// Whether the user has silenced this finding.
  bool isSilenced(engine::DiagnosisRule rule) const { return m_silenced.contains(rule); }
  void setSilenced(engine::DiagnosisRule rule, bool isSilenced);
  /// By name, as settings keep them; unknown names are left out.
  std::vector<std::string> silenced() const;
  void setSilenced(const std::vector<std::string>& names);

 signals:
  /// The findings, the silenced ones, or the step that they hold for.
  void changed();

 private:
  struct Question;
  struct Answer {
    engine::DataStatisticsPtr data;
    std::vector<engine::RunLook> looks;
    FindingsPtr findings;  ///< null when it was cancelled
    double milliseconds = 0;
  };
  static Answer diagnosed(const Question& question, const engine::Progress& progress);
  void diagnoseSoon();
  void take(const MomentPtr& moment, Answer answer);
  void forget();
  /// What another lane went through is no longer the path to this point.
  void forgetAfter(std::int64_t step);

  Curves m_history;
  Clock m_clock;
  LookBudget m_budget{kShare};
  QTimer m_timer;
  MomentPtr m_moment;
  MomentPtr m_diagnosed;  ///< the moment that the findings are for
  engine::RunCurves m_curves;
  double m_curvesTook = 0;  ///< milliseconds, on this thread
  std::shared_ptr<const engine::Vector> m_initial;
  engine::DatasetPtr m_dataset;  ///< the data that m_data describe
  engine::DataStatisticsPtr m_data;
  std::vector<engine::RunLook> m_looks;  ///< by step
  FindingsPtr m_findings;
  std::vector<engine::Finding> m_ahead;
  std::int64_t m_furthest = -1;  ///< the furthest step diagnosed
  std::optional<std::int64_t> m_diagnosedStep;
  std::set<engine::DiagnosisRule> m_silenced;
  BackgroundJob<Answer> m_job;
};

}  // namespace pellucid::ui
