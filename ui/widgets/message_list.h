// SPDX-License-Identifier: GPL-3.0-or-later
// Everything the program has reported since it was started, newest first, for messages that came and went too
// fast.
#pragma once

#include <QDialog>

class QListWidget;

namespace pellucid::ui {

class Notifier;

class MessageList : public QDialog {
  Q_OBJECT

 public:
  /// Follows `notifier`, which must outlive it.
  MessageList(const Notifier& notifier, QWidget* parent);

 private:
  void fill();

  const Notifier& m_notifier;
  QListWidget* m_list;
};

}  // namespace pellucid::ui
