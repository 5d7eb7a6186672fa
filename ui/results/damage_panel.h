// SPDX-License-Identifier: GPL-3.0-or-later
// "How much damage does it stand?": test images are made noisy, blurred, moved or paler by more and more, and
// the network is asked about them. Measured when the user says so, off the window's thread. GUI thread.
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/results/damage_study.h"
#include "ui/results/results.h"
#include "ui/widgets/background_job.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace pellucid::ui {

class DamageView;
class SegmentedControl;

class DamagePanel : public QWidget {
  Q_OBJECT

 public:
  /// The reference must outlive it.
  explicit DamagePanel(Results& results, QWidget* parent = nullptr);

  /// What has been measured; null while nothing has.
  const DamageStudyPtr& study() const { return m_study; }
  /// Asks about the network as the window shows it; while it is being asked, stops that.
  void measureOrStop();

 signals:
  /// One damaged image should be seen on the canvas: its values before any scaling.
  void imageWanted(const engine::Vector& values);

 private:
  void refresh();
  QString captionText() const;

  Results& m_results;
  DamageStudyPtr m_study;
  MomentPtr m_of;  ///< the newest of the network that the study is of
  QTimer m_clock;  ///< while it is measured
  QPushButton* m_measure;
  SegmentedControl* m_kinds;
  QProgressBar* m_progress;
  QLabel* m_caption;
  DamageView* m_view;
  BackgroundJob<DamageStudyPtr> m_job;
};

}  // namespace pellucid::ui
