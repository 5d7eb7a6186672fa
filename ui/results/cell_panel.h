// SPDX-License-Identifier: GPL-3.0-or-later
// The samples of the chosen cell of the confusion matrix, the most certain first: "26 images of 4 taken for
// 9". GUI thread.
#pragma once

#include <QWidget>

#include "ui/results/sample_list.h"

class QLabel;

namespace pellucid::ui {

class CellPanel : public QWidget {
  Q_OBJECT

 public:
  /// The reference must outlive it.
  explicit CellPanel(Results& results, QWidget* parent = nullptr);

  const std::vector<engine::Index>& samples() const { return m_model.samples(); }
  /// Gives the keyboard focus to the samples.
  void takeKeys() { m_list->setFocus(Qt::ShortcutFocusReason); }

 private:
  void refresh();

  Results& m_results;
  SampleListModel m_model;
  SampleList* m_list;
  QLabel* m_title;
  QLabel* m_caption;
};

}  // namespace pellucid::ui
