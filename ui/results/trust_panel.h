// SPDX-License-Identifier: GPL-3.0-or-later
// "How far can its certainty be trusted?": the share of right answers among those that it is, say, 90 % sure
// of; and what it would get right if it said "I don't know" below a certainty of the user's choice. GUI
// thread.
#pragma once

#include <QWidget>

#include "engine/inspect/coverage.h"
#include "engine/inspect/reliability.h"
#include "ui/results/results.h"

class QLabel;
class QSlider;
class QStackedWidget;
class QCPBars;
class QCustomPlot;

namespace pellucid::ui {

class SegmentedControl;

class TrustPanel : public QWidget {
  Q_OBJECT

 public:
  static constexpr std::size_t kBins = 10;
  static constexpr std::size_t kThresholds = 101;

  /// The reference must outlive it.
  explicit TrustPanel(Results& results, QWidget* parent = nullptr);

  QCustomPlot& reliabilityPlot() { return *m_reliability; }
  QCustomPlot& coveragePlot() { return *m_coverage; }

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  QWidget* makeReliability();
  QWidget* makeCoverage();
  void refresh();
  void showReliability(const Look& look);
  void showCoverage(const Look& look);
  void showThreshold();
  void colour();

  Results& m_results;
  SegmentedControl* m_tabs;
  QStackedWidget* m_pages;
  QCustomPlot* m_reliability;
  QCPBars* m_many = nullptr;  ///< number of answers in each group
  QCustomPlot* m_coverage;
  QLabel* m_calibration;
  QLabel* m_answered;
  QSlider* m_threshold;
  QLabel* m_empty;
};

}  // namespace pellucid::ui
