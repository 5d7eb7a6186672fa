// SPDX-License-Identifier: GPL-3.0-or-later
// Where the run is, in one line: epoch, step, speed, losses, and in large figures the test accuracy, or R²
// with RMSE and MAE for numeric answers. An accuracy of an earlier step than the one shown says which step.
#pragma once

#include <QLabel>
#include <QWidget>

#include "ui/run/moment.h"

namespace pellucid::ui {

class RunStatus : public QWidget {
  Q_OBJECT

 public:
  RunStatus();
  void showMoment(const Moment& moment);

  /// In a narrow window only the accuracy is left; before that its label goes.
  enum class Detail { All, Figures, Accuracy };
  void setDetail(Detail detail);

  /// The accuracy shown as text, for tests.
  QString accuracyText() const { return m_accuracy->text(); }
  QString noteText() const { return m_accuracyNote->text(); }

 private:
  void showLabels();
  void showErrors(const Moment& moment, bool isCurrent);

  QLabel* m_position;
  QLabel* m_losses;
  QLabel* m_accuracy;
  QLabel* m_accuracyNote;
  Detail m_detail = Detail::All;
  bool m_hasClasses = true;
};

}  // namespace pellucid::ui
