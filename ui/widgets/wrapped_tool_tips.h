// SPDX-License-Identifier: GPL-3.0-or-later
// Explanatory tool tips are longer than a line: they are wrapped, so that none runs across the screen. Where
// a drop-down box has no room for its chosen entry, the tip begins with the whole entry.
#pragma once

#include <QObject>
#include <QString>

namespace pellucid::ui {

/// `text` in lines of about 60 characters; its own line breaks stay. Rich text is wrapped by Qt.
QString wrappedText(const QString& text);

/// Shows the widgets' tool tips wrapped; installed in the application.
class WrappedToolTips : public QObject {
  Q_OBJECT

 public:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace pellucid::ui
