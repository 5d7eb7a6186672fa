// SPDX-License-Identifier: GPL-3.0-or-later
// "How well is each class known?": how many samples there are, and precision, recall and F1. A click on a
// heading sorts, a click on a class chooses its cell in the matrix. GUI thread.
#pragma once

#include <QWidget>

#include "ui/results/results.h"

class QLabel;
class QTableWidget;

namespace pellucid::ui {

class ClassesPanel : public QWidget {
  Q_OBJECT

 public:
  /// The reference must outlive it.
  explicit ClassesPanel(Results& results, QWidget* parent = nullptr);

 private:
  void refresh();
  void fill(const Look& look);

  Results& m_results;
  QTableWidget* m_table;
  QLabel* m_caption;
};

}  // namespace pellucid::ui
