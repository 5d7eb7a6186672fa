// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/command_line/program.h"

#include <QJsonDocument>
#include <QProcess>

namespace pellucid::tests {

QJsonObject ProgramRun::json() const {
  const QByteArray text = output.trimmed();
  return QJsonDocument::fromJson(text.mid(text.lastIndexOf('\n') + 1)).object();
}

ProgramRun runProgram(const QStringList& arguments, const QProcessEnvironment& environment) {
  constexpr int kLongestMs = 240'000;  // for a sanitizer on a busy machine
  QProcess process;
  process.setProcessEnvironment(environment);
  process.start(QStringLiteral(PELLUCID_PROGRAM), arguments);
  ProgramRun run;
  const bool isEnded = process.waitForFinished(kLongestMs);
  if (isEnded && process.exitStatus() == QProcess::NormalExit) run.exitCode = process.exitCode();
  run.output = process.readAllStandardOutput();
  run.errors = process.readAllStandardError();
  return run;
}

}  // namespace pellucid::tests
