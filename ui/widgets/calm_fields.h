// SPDX-License-Identifier: GPL-3.0-or-later
// Fields keep their value when the wheel is turned over them by somebody who only wants to scroll: they take
// it when they have the focus, which the wheel does not give them.
#pragma once

#include <QObject>

class QWidget;

namespace pellucid::ui {

/// An event filter for the whole application; fields that are made later are calmed by it.
class CalmFields : public QObject {
  Q_OBJECT

 public:
  /// Fields that are there already.
  static void calm(QWidget& root);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace pellucid::ui
