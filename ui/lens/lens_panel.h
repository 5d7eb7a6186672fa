// SPDX-License-Identifier: GPL-3.0-or-later
// "Where does the next step lead?": the loss along the step against the learning rate, and a sentence about
// the current rate. GUI thread.
#pragma once

#include <QWidget>

#include "ui/lens/lens_looks.h"

class QLabel;

namespace pellucid::ui {

class ElidedLabel;
class LensPlot;
class LinkButton;
class SegmentedControl;

class LensPanel : public QWidget {
  Q_OBJECT

 public:
  /// The reference must outlive it.
  explicit LensPanel(LensLooks& looks, QWidget* parent = nullptr);

  LensPlot& plot() { return *m_plot; }

  /// Enables watching the step, which is possible while the run rests before it.
  void showMoment(const MomentPtr& moment);

 signals:
  /// The next step is to be shown slowly on the canvas.
  void stepWanted();

 private:
  void refresh();
  void showReadout();
  void showVerdict();
  void showWatch();
  bool hasOwn() const;
  bool hasGradient() const;
  QString emptyText() const;

  LensLooks& m_looks;
  QLabel* m_verdict;
  LinkButton* m_watch;
  QLabel* m_sentence;
  SegmentedControl* m_ways;
  LensPlot* m_plot;
  ElidedLabel* m_readout;
};

}  // namespace pellucid::ui
