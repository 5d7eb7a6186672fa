// SPDX-License-Identifier: GPL-3.0-or-later
// "What is taken for what?": the confusion matrix with its choices, or for numeric answers predicted against
// true values. GUI thread.
#pragma once

#include <QWidget>
#include <functional>
#include <vector>

#include "ui/results/confusion_view.h"

class QComboBox;
class QLabel;
class QMenu;
class QStackedWidget;
class QToolButton;

namespace pellucid::ui {

class NumbersPlot;

class MatrixPanel : public QWidget {
  Q_OBJECT

 public:
  /// The reference must outlive it.
  explicit MatrixPanel(Results& results, QWidget* parent = nullptr);

  ConfusionModel& model() { return m_model; }
  /// Supplies the other runs for comparison; called whenever they are offered.
  void setOtherRuns(std::function<std::vector<OtherRun>()> runs) { m_otherRuns = std::move(runs); }

 signals:
  /// Enter on a cell: its samples are wanted.
  void samplesWanted();

 private:
  QWidget* makeChoices();
  void refresh();
  void fillComparisons();
  QString captionOf(const Look& look) const;

  Results& m_results;
  ConfusionModel m_model;
  ConfusionView* m_view;
  NumbersPlot* m_numbers;
  QStackedWidget* m_pages;
  QLabel* m_title;
  QLabel* m_caption;
  QLabel* m_empty;
  QToolButton* m_compare;
  QMenu* m_comparisons;
  std::function<std::vector<OtherRun>()> m_otherRuns;
  QComboBox* m_source = nullptr;
  QComboBox* m_quantity = nullptr;
  QComboBox* m_order = nullptr;
};

}  // namespace pellucid::ui
