// SPDX-License-Identifier: GPL-3.0-or-later
// How many samples there are of each class: a bar for training, followed by those for validation and for
// testing, with the numbers. A click or Enter chooses a class, again deselects it. Lives on the window's
// thread.
#pragma once

#include <QWidget>
#include <optional>

#include "engine/data/data_summary.h"

namespace pellucid::ui {

class ClassBars : public QWidget {
  Q_OBJECT

 public:
  explicit ClassBars(QWidget* parent = nullptr);

  /// As many names as classes. Where the training samples are also the test samples, each counts once.
  void setCounts(std::vector<std::string> names, std::vector<engine::DataSummary::ClassCounts> counts,
                 bool testsOnTraining);
  void setChosen(std::optional<std::size_t> chosen);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }
  /// "7: 6,265 for training, 1,028 for testing"
  QString textOf(std::size_t label) const;

 signals:
  /// By the user; none for all classes.
  void chosen(std::optional<std::size_t> label);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  bool event(QEvent* event) override;

 private:
  int rowHeight() const;
  engine::Index sumOf(const engine::DataSummary::ClassCounts& counts) const;
  void paintLegend(QPainter& painter) const;
  std::optional<std::size_t> rowAt(int y) const;
  void goTo(std::size_t row);

  std::vector<std::string> m_names;
  std::vector<engine::DataSummary::ClassCounts> m_counts;
  std::optional<std::size_t> m_chosen;
  bool m_testsOnTraining = false;
  std::size_t m_row = 0;  ///< the row with the keyboard focus
};

}  // namespace pellucid::ui
