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

  /// The accuracy shown, as text, for tests.
  QString accuracyText() const { return m_accuracy->text(); }

 private:
  QLabel* m_position;
  QLabel* m_losses;
  QLabel* m_accuracy;
  QLabel* m_accuracyNote;
};

}  // namespace pellucid::ui
