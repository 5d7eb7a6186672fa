// SPDX-License-Identifier: GPL-3.0-or-later
// "How much damage does it stand?": test images are made increasingly noisy, blurred, shifted or pale, and
// given to the network. Measured on request, off the window's thread. GUI thread.
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

  /// The results; null while nothing has been measured.
  const DamageStudyPtr& study() const { return m_study; }
  /// Measures the network as the window shows it; while measuring, stops.
  void measureOrStop();

 signals:
  /// One damaged image is to be shown on the canvas: its values before any scaling.
  void imageWanted(const engine::Vector& values);

 private:
  void refresh();
  QString captionText() const;

  Results& m_results;
  DamageStudyPtr m_study;
  MomentPtr m_of;  ///< the newest moment of the network studied
  QTimer m_clock;  ///< while measuring
  QPushButton* m_measure;
  SegmentedControl* m_kinds;
  QProgressBar* m_progress;
  QLabel* m_caption;
  DamageView* m_view;
  BackgroundJob<DamageStudyPtr> m_job;
};

}  // namespace pellucid::ui
