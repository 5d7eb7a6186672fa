// SPDX-License-Identifier: GPL-3.0-or-later
// The help of the window: what has the focus explained, all keys, and what the words mean. It is a window of
// its own, so that it can be read beside what it explains.
#pragma once

#include <QPoint>
#include <QRect>
#include <QString>
#include <QWidget>

#include "ui/actions/actions.h"

class QTextBrowser;

namespace pellucid::app {

/// The whole text, with an anchor for each panel's id, "keys" and "words".
QString helpText(ui::Actions& actions);

/// The anchor of the panel that contains a widget; "stage" if none does.
QString helpAnchor(const QWidget* widget);

/// Where a window of this size, with its frame, covers least of what it explains: beside it, on the side with
/// more room.
QPoint helpPlace(const QRect& explained, QSize help, const QRect& screen);

class HelpWindow : public QWidget {
  Q_OBJECT

 public:
  /// The references must outlive it. It belongs to `window`.
  HelpWindow(ui::Actions& actions, QWidget* window);

  /// Opens beside the widget, at the text about the panel that contains it.
  void showAbout(const QWidget* widget);

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  ui::Actions& m_actions;
  QTextBrowser* m_text;
};

}  // namespace pellucid::app
