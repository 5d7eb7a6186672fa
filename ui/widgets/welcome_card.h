// SPDX-License-Identifier: GPL-3.0-or-later
// The first start: one sentence about what this is, and three choices. It is shown over the middle of a
// widget and goes when one of them or the cross is pressed.
#pragma once

#include <QFrame>

namespace pellucid::ui {

class WelcomeCard : public QFrame {
  Q_OBJECT

 public:
  /// Over `stage`, which owns it.
  explicit WelcomeCard(QWidget& stage);

  QSize sizeHint() const override { return {620, 160}; }

 signals:
  /// To see a network learn at once.
  void learnRequested();
  /// To choose an example from the gallery.
  void smallRequested();
  /// To open the user's own data.
  void dataRequested();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void place();
};

}  // namespace pellucid::ui
