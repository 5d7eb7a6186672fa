// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps fields from changing when the wheel is turned over them by a user who only wants to scroll: they
// react when they have the focus, which the wheel does not give them.
#pragma once

#include <QObject>

class QWidget;

namespace pellucid::ui {

/// An event filter for the whole application; it also calms fields that are created later.
class CalmFields : public QObject {
  Q_OBJECT

 public:
  /// Calms the fields that exist already.
  static void calm(QWidget& root);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace pellucid::ui
