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
        tr("Something went wrong inside Pellucid, because of a bug or too little memory: %1. What was open "
           "is still here: save it under another name, then restart the program.")
            .arg(QString::fromUtf8(problem.what()));
    if (m_report)
      m_report(message);
    else
      qCritical() << message;
  }
  return true;  // there is nobody else to handle the event
}

}  // namespace pellucid::app
