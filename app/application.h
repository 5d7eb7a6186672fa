// SPDX-License-Identifier: GPL-3.0-or-later
// The application of the window. What a slot or an event handler throws, a bug or a lack of memory, is shown
// as a message instead of ending the program and the user's work with it. Lives on the window's thread.
#pragma once

#include <QApplication>
#include <functional>

namespace pellucid::app {

class Application final : public QApplication {
  Q_OBJECT

 public:
  using QApplication::QApplication;

  /// Receives the report. Without it, reports go to standard error.
  void setBugReport(std::function<void(const QString& message)> report) { m_report = std::move(report); }

  bool notify(QObject* receiver, QEvent* event) override;

 private:
  std::function<void(const QString&)> m_report;
};

}  // namespace pellucid::app
