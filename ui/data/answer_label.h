// SPDX-License-Identifier: GPL-3.0-or-later
// The network's answer beside a sign: a green tick when it is right, a red cross when it is wrong, and the
// word, so that the colours are not needed. It keeps room for the longest answer, so that what is below does
// not move when another class wins.
#pragma once

#include <QLabel>

#include "ui/data/sample_text.h"

namespace pellucid::ui {

class AnswerLabel : public QWidget {
  Q_OBJECT

 public:
  explicit AnswerLabel(QWidget* parent = nullptr);

  using QWidget::show;
  void show(const AnswerText& answer);
  /// A sentence instead of an answer.
  void showHint(const QString& hint);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void keepRoom();

  AnswerText m_answer;
  QLabel* m_verdict;
  QLabel* m_text;
};

}  // namespace pellucid::ui
