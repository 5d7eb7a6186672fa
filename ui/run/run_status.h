// SPDX-License-Identifier: GPL-3.0-or-later
// Where the run is, in one line: epoch, step, speed, losses, and the test accuracy in large figures. An
// accuracy of an earlier step than the one shown says of which.
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

  /// In a narrow window only the accuracy is left, and before that what it is the accuracy of goes.
  enum class Detail { All, Figures, Accuracy };
  void setDetail(Detail detail);

  /// The accuracy shown, as text, for tests.
  QString accuracyText() const { return m_accuracy->text(); }

 private:
  void showLabels();

  QLabel* m_position;
  QLabel* m_losses;
  QLabel* m_accuracy;
  QLabel* m_accuracyNote;
  Detail m_detail = Detail::All;
  bool m_hasClasses = true;
};

}  // namespace pellucid::ui
