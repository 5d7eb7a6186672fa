// SPDX-License-Identifier: GPL-3.0-or-later
// What is the matter with the run that is shown: looks at it and the findings that follow from them, kept up
// to date on a worker. At rest each moment is diagnosed, while training runs as often as takes 1 % of the
// time. Lives on the window's thread.
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
  /// Of the time of the training that goes on meanwhile.
  static constexpr double kShare = 0.01;
  /// In milliseconds, whatever it begins with; without one, a monotonic clock.
  using Clock = std::function<double()>;

  /// The curves of the lane that is shown; asked on this thread, when there is something to diagnose.
  using Curves = std::function<const engine::History&()>;

  explicit Doctor(Curves curves, Clock clock = {});

  /// `initial` are the weights that the run began with; null where they were drawn from its seed.
  void showMoment(const MomentPtr& moment, const std::shared_ptr<const engine::Vector>& initial);
  /// Null before the first.
  const MomentPtr& moment() const { return m_moment; }
  /// That the findings are of; likewise.
  const MomentPtr& diagnosed() const { return m_diagnosed; }

  /// The severest first, silenced ones too; never null.
  const FindingsPtr& findings() const { return m_findings; }
  /// Null where there is no such one.
  const engine::Finding* find(engine::DiagnosisRule rule) const;
  /// What had been found at the furthest step of the lane, in the order of their beginnings: what the bar of
  /// time shows, also where the cursor is before it.
  const std::vector<engine::Finding>& ahead() const { return m_ahead; }

  /// The step that they were found at; -1 before the first diagnosis.
  std::int64_t furthest() const { return m_furthest; }

  /// After how many steps the findings hold; nothing before the first diagnosis of the run.
  std::optional<std::int64_t> diagnosedStep() const { return m_diagnosedStep; }
  /// How many looks at the layers these findings rest on.
  std::size_t looks() const { return m_looks.size(); }
  /// Whether the findings are of the moment that is shown.
  bool isUpToDate() const;
  /// The test loss that was measured there, if it was.
  std::optional<double> testLossAt(std::int64_t step) const;

  /// What somebody knows and does not want to be told of.
  bool isSilenced(engine::DiagnosisRule rule) const { return m_silenced.contains(rule); }
  void setSilenced(engine::DiagnosisRule rule, bool isSilenced);
  /// By their names, as settings keep them; names that mean nothing are left out.
  std::vector<std::string> silenced() const;
  void setSilenced(const std::vector<std::string>& names);

 signals:
  /// Findings, what is silenced, or the step that they hold at.
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
  /// What another lane went through is no longer the way here.
  void forgetAfter(std::int64_t step);

  Curves m_history;
  Clock m_clock;
  LookBudget m_budget{kShare};
  QTimer m_timer;
  MomentPtr m_moment;
  MomentPtr m_diagnosed;  ///< that the findings are of
  engine::RunCurves m_curves;
  double m_curvesTook = 0;  ///< milliseconds, on this thread
  std::shared_ptr<const engine::Vector> m_initial;
  engine::DatasetPtr m_dataset;  ///< that m_data are of
  engine::DataStatisticsPtr m_data;
  std::vector<engine::RunLook> m_looks;  ///< by their steps
  FindingsPtr m_findings;
  std::vector<engine::Finding> m_ahead;
  std::int64_t m_furthest = -1;  ///< step that was diagnosed
  std::optional<std::int64_t> m_diagnosedStep;
  std::set<engine::DiagnosisRule> m_silenced;
  BackgroundJob<Answer> m_job;
};

}  // namespace pellucid::ui
