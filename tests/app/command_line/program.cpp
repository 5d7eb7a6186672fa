// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/command_line/program.h"

#include <QJsonDocument>
#include <QProcess>

namespace pellucid::tests {

QJsonObject ProgramRun::json() const {
  const QByteArray text = output.trimmed();
  return QJsonDocument::fromJson(text.mid(text.lastIndexOf('\n') + 1)).object();
}

namespace {

ProgramRun runToItsEnd(QProcess& process, const QString& program, const QStringList& arguments) {
  constexpr int kLongestMs = 240'000;  // allows for a sanitizer on a busy machine
  process.start(program, arguments);
  ProgramRun run;
  const bool isEnded = process.waitForFinished(kLongestMs);
  if (isEnded && process.exitStatus() == QProcess::NormalExit) run.exitCode = process.exitCode();
  run.output = process.readAllStandardOutput();
  run.errors = process.readAllStandardError();
  return run;
}

}  // namespace

ProgramRun runProgram(const QStringList& arguments, const QProcessEnvironment& environment) {
  QProcess process;
  process.setProcessEnvironment(environment);
  return runToItsEnd(process, QStringLiteral(PELLUCID_PROGRAM), arguments);
}

ProgramRun runPrepared(const QString& preparation, const QStringList& arguments) {
  QProcess process;
  const QStringList script{"-c", preparation + "\nexec \"$0\" \"$@\"", QStringLiteral(PELLUCID_PROGRAM)};
  return runToItsEnd(process, QStringLiteral("bash"), script + arguments);
}

}  // namespace pellucid::tests
