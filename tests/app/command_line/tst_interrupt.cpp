// SPDX-License-Identifier: GPL-3.0-or-later
// Signals in the middle of an endless training, with a pipe and with a terminal on standard error.
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QtTest>
#include <csignal>

#include "app/command_line/model_loading.h"
#include "tests/app/command_line/idx_folder.h"
#include "tests/app/command_line/program.h"
#include "tests/support/patience.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::tests;

namespace {

/// The controlling side of a pseudo-terminal.
class Terminal {
 public:
  Terminal() : m_master(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)) {
    if (m_master >= 0 && grantpt(m_master) == 0 && unlockpt(m_master) == 0)
      if (const char* name = ptsname(m_master)) m_name = name;
  }
  ~Terminal() { hangUp(); }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  QString name() const { return m_name; }
  void hangUp() {
    if (m_master >= 0) close(m_master);
    m_master = -1;
  }

  /// Reads until `text` has appeared; returns what came, or nothing after kPatienceMs.
  QByteArray readUntil(const char* text) const {
    QByteArray seen;
    while (!seen.contains(text)) {
      pollfd ready{.fd = m_master, .events = POLLIN, .revents = 0};
      std::array<char, 512> part{};
      if (poll(&ready, 1, kPatienceMs) != 1) return {};
      const ssize_t count = read(m_master, part.data(), part.size());
      if (count <= 0) return {};
      seen.append(part.data(), count);
    }
    return seen;
  }

 private:
  int m_master;
  QString m_name;
};

}  // namespace

class TestInterrupt : public QObject {
  Q_OBJECT

  QStringList endless(const QStringList& more) const {
    return QStringList{"train",    "--data",  m_data.path(), "--batch", QString::number(kIdxBatch),
                       "--epochs", "50000000"} +
           more;
  }
  static qint64 lastStep(const QString& csv) {
    QFile file(csv);
    if (!file.open(QIODevice::ReadOnly)) return -1;
    return file.readAll().trimmed().split('\n').last().split(',').first().toLongLong();
  }

 private slots:
  void theProgramStopsAndWritesWhatWasAsked_data() {
    QTest::addColumn<QList<int>>("sent");
    QTest::newRow("Ctrl-C") << QList<int>{SIGINT};
    QTest::newRow("terminate") << QList<int>{SIGTERM};
    QTest::newRow("hang up") << QList<int>{SIGHUP};
    // Sent while it is stopped, they arrive together.
    QTest::newRow("several") << QList<int>{SIGSTOP, SIGHUP, SIGTERM, SIGINT, SIGCONT};
  }
  void theProgramStopsAndWritesWhatWasAsked() {
    QFETCH(QList<int>, sent);
    QTemporaryDir folder;
    QProcess process;
    process.start(PELLUCID_PROGRAM, endless({"--metrics", folder.filePath("m.csv"), "--save",
                                             folder.filePath("p"), "--export", folder.filePath("o")}));
    process.setReadChannel(QProcess::StandardError);
    while (!process.canReadLine()) QVERIFY(process.waitForReadyRead(kPatienceMs));
    QVERIFY(process.readLine().startsWith("epoch 1 "));
    QVERIFY(lastStep(folder.filePath("m.csv")) >= 1);  // written during training
    for (const int signal : sent) QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
    QVERIFY(process.waitForFinished(kPatienceMs));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    if (sent.size() == 1)
      QCOMPARE(process.exitCode(), 128 + sent[0]);
    else
      QVERIFY(process.exitCode() > 128);
    QVERIFY(process.readAllStandardOutput().contains("interrupted"));

    const auto project = app::loadProject(folder.filePath("p").toStdString());
    QVERIFY(project.has_value());
    QVERIFY(project->state.step >= kIdxStepsPerEpoch);
    QCOMPARE(lastStep(folder.filePath("m.csv")), project->state.step);
    QVERIFY(app::loadModel(folder.filePath("o").toStdString()).has_value());
  }

  void aSignalIgnoredFromTheStartStaysIgnored() {
    QProcess process;
    process.start("bash",
                  QStringList{"-c", "trap '' HUP; exec \"$0\" \"$@\"", PELLUCID_PROGRAM} + endless({}));
    process.setReadChannel(QProcess::StandardError);
    while (!process.canReadLine()) QVERIFY(process.waitForReadyRead(kPatienceMs));
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGHUP), 0);
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGTERM), 0);
    QVERIFY(process.waitForFinished(kPatienceMs));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 128 + SIGTERM);  // SIGHUP came first
  }

  void aTerminalThatGoesAwayDoesNotEndTheWork() {
    Terminal terminal;
    QTemporaryDir folder;
    QProcess process;
    process.setStandardErrorFile(terminal.name());
    process.start(PELLUCID_PROGRAM, endless({"--export", folder.filePath("o")}));
    QVERIFY(process.waitForStarted());
    QVERIFY(!terminal.readUntil("samples/s").isEmpty());
    terminal.hangUp();
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGTERM), 0);
    QVERIFY(process.waitForFinished(kPatienceMs));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 128 + SIGTERM);
    QVERIFY(app::loadModel(folder.filePath("o").toStdString()).has_value());
  }

  void aTerminalThatHangsUpIsASignal() {
    Terminal terminal;
    const QByteArray name = terminal.name().toLocal8Bit();
    QTemporaryDir folder;
    QProcess process;
    process.setChildProcessModifier([&name] {
      setsid();  // the first terminal opened then becomes the controlling one
      const int descriptor = open(name.constData(), O_RDWR);
      for (const int stream : {0, 1, 2}) dup2(descriptor, stream);
    });
    process.start(PELLUCID_PROGRAM, endless({"--export", folder.filePath("o")}));
    QVERIFY(process.waitForStarted());
    QVERIFY(!terminal.readUntil("samples/s").isEmpty());
    terminal.hangUp();
    QVERIFY(process.waitForFinished(kPatienceMs));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 128 + SIGHUP);
    QVERIFY(app::loadModel(folder.filePath("o").toStdString()).has_value());
  }

  void aTerminalSeesALineThatIsOverwritten() {
    const Terminal terminal;
    QVERIFY(!terminal.name().isEmpty());
    QProcess process;
    process.setStandardErrorFile(terminal.name());
    process.start(PELLUCID_PROGRAM, endless({"--json"}));
    QVERIFY(process.waitForStarted());
    const QByteArray seen = terminal.readUntil("samples/s");
    QVERIFY(seen.startsWith('\r'));
    for (const char* part : {"epoch ", "step ", "loss ", "test accuracy "})
      QVERIFY2(seen.contains(part), seen.constData());
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(kPatienceMs));
    QCOMPARE(process.exitCode(), 130);
    const QJsonObject report = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    QCOMPARE(report["phase"].toString(), "interrupted");
    QVERIFY(report["steps"].toInteger() > 0);
  }

 private:
  IdxFolder m_data;
};

PELLUCID_TEST_IN(QCoreApplication, tst_interrupt, TestInterrupt)
#include "tst_interrupt.moc"
