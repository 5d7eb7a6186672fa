// SPDX-License-Identifier: GPL-3.0-or-later
// The page of the sample panel to draw on: the sheet, and the network's answer.
#pragma once

#include <QToolButton>

#include "ui/data/answer_label.h"
#include "ui/data/target_row.h"
#include "ui/widgets/drawing_pad.h"

namespace pellucid::ui {

class DrawPage : public QWidget {
  Q_OBJECT

 public:
  explicit DrawPage(QWidget* parent = nullptr);

  using QWidget::show;
  /// Shows a moment whose input is the drawing.
  void show(const Moment& moment);
  DrawingPad& pad() { return *m_pad; }

 signals:
  void drawn(engine::Vector pixels);
  void targetChosen(const pellucid::ui::Target& target);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void setIcons();
  void showHint();

  DrawingPad* m_pad;
  AnswerLabel* m_answer;
  TargetRow* m_target;
  QToolButton* m_clear;
  QToolButton* m_undo;
};

}  // namespace pellucid::ui
