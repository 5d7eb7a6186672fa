// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include <QDebug>
#include <exception>

namespace pellucid::app {

bool Application::notify(QObject* receiver, QEvent* event) {
  try {
    return QApplication::notify(receiver, event);
  } catch (const std::exception& problem) {
    const QString message =
        tr("Something went wrong inside Pellucid, through a bug or a lack of memory: %1. Your work is still "
           "open: save it under another name, then restart the program.")
            .arg(QString::fromUtf8(problem.what()));
    if (m_report)
      m_report(message);
    else
      qCritical() << message;
  }
  return true;  // nothing else can handle the event
}

}  // namespace pellucid::app
