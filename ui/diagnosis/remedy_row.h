// SPDX-License-Identifier: GPL-3.0-or-later
// One remedy for a finding: a button that applies it, and below it the result of its trial, or a button to
// try it. Lives on the window's thread.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "ui/diagnosis/remedy_trials.h"

namespace pellucid::ui {

/// A push button whose text takes as many lines as it needs.
class WordyButton : public QPushButton {
  Q_OBJECT

 public:
  explicit WordyButton(QWidget* parent = nullptr);
  void setWords(const QString& words);
  const QString& words() const { return m_words; }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;
  int heightForWidth(int width) const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString m_words;
};

class RemedyRow : public QWidget {
  Q_OBJECT

 public:
  explicit RemedyRow(QWidget* parent = nullptr);

  void showRemedy(const engine::Remedy& remedy);
  /// Null where it was not tried. `known` is what is known without a trial; otherwise empty.
  void showTrial(const Trial* trial, const QString& known);
  WordyButton& button() { return *m_button; }

 signals:
  void wanted();
  void trialWanted();

 private:
  WordyButton* m_button;
  QLabel* m_outcome;
  QToolButton* m_try;
};

}  // namespace pellucid::ui
