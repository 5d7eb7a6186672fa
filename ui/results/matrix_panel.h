// SPDX-License-Identifier: GPL-3.0-or-later
// "What is taken for what?": the confusion matrix with its choices, or for numbers what is predicted against
// what is true. GUI thread.
#pragma once

#include <QWidget>

#include "ui/results/confusion_view.h"

class QComboBox;
class QLabel;
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

 signals:
  /// Enter on a cell: its samples are wanted.
  void samplesWanted();

 private:
  QWidget* makeChoices();
  void refresh();
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
  QComboBox* m_source = nullptr;
  QComboBox* m_quantity = nullptr;
  QComboBox* m_order = nullptr;
};

}  // namespace pellucid::ui
