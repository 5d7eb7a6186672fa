// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the real program and waits for its end, as a script does.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QProcessEnvironment>
#include <QStringList>

namespace pellucid::tests {

struct ProgramRun {
  int exitCode = -1;  ///< -1 if the program did not start, crashed, or did not end in time
  QByteArray output;  ///< standard output
  QByteArray errors;  ///< standard error

  /// The last line of standard output; empty if it is not an object.
  QJsonObject json() const;
  bool tells(const char* text) const { return errors.contains(text); }
};

ProgramRun runProgram(const QStringList& arguments,
                      const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment());

/// Through a shell, which first does `preparation`, such as "exec 2>&-" for a closed standard error.
ProgramRun runPrepared(const QString& preparation, const QStringList& arguments);

}  // namespace pellucid::tests
