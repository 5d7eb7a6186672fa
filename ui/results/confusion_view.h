// SPDX-License-Identifier: GPL-3.0-or-later
// The confusion matrix on the screen: a table that fills its room; each cell has its count, a curve of how
// that came about, and a dot for the sample that flows through the network. Arrow keys walk the cells.
#pragma once

#include <QStyledItemDelegate>
#include <QTableView>

#include "ui/results/confusion_model.h"

namespace pellucid::ui {

class ConfusionView : public QTableView {
  Q_OBJECT

 public:
  explicit ConfusionView(ConfusionModel& model);

  /// Moves the frame of the chosen cell without emitting anything.
  void showCell(std::optional<Cell> cell);

 signals:
  void cellChosen(Cell cell);
  /// By Enter or a double click.
  void cellEntered(Cell cell);

 protected:
  void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
  void focusInEvent(QFocusEvent* event) override;
  bool viewportEvent(QEvent* event) override;

 private:
  ConfusionModel& m_model;
  bool m_isFollowing = false;
};

/// Paints a cell.
class ConfusionDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace pellucid::ui
