// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the list of a drop-down box as wide as its longest entry, even where the box itself has less room.
#pragma once

#include <QObject>

namespace pellucid::ui {

/// An event filter for the whole application.
class WideLists : public QObject {
  Q_OBJECT

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace pellucid::ui
