// SPDX-License-Identifier: GPL-3.0-or-later
// The real program in a real window, on an X server of its own: it opens, trains at the press of a key, and
// quits.
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/patience.h"

using pellucid::tests::kPatienceMs;

namespace {

class DisplayTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void init();
  void opensTrainsSavesAndQuits();
  void askedToTerminateItAsksAboutUnsavedWork();
  void cleanupTestCase();

 private:
  /// Starts the program with the project.
  void start(QProcess& program);
  /// The id of a visible window whose title matches; waits for it, or returns at once.
  QByteArray findWindow(const QString& title, bool waits);
  void focus(const QByteArray& window);
  void press(const QString& key);
  /// Presses the key until the title matches: while the data are still being read, it does nothing yet.
  bool pressUntil(const QString& key, const QString& title);

  const QTemporaryDir m_folder;
  const QString m_project = m_folder.filePath("gate.pellucid");
  QProcess m_server;
  QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
};

void DisplayTest::initTestCase() {
  if (QStandardPaths::findExecutable("Xvfb").isEmpty() || QStandardPaths::findExecutable("xdotool").isEmpty())
    QSKIP("Xvfb and xdotool are needed for this test; Debian's packages xvfb and xdotool have them.");
  // The server chooses a free display and writes its number to standard output once it is ready.
  m_server.start("Xvfb", {"-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"});
  QVERIFY(m_server.waitForStarted(kPatienceMs));
  QVERIFY(m_server.waitForReadyRead(kPatienceMs));
  m_environment.insert("DISPLAY", ":" + QString::fromLatin1(m_server.readAllStandardOutput()).trimmed());
  m_environment.insert("QT_QPA_PLATFORM", "xcb");
  m_environment.insert("PELLUCID_CONFIG_DIR", m_folder.filePath("config"));
  m_environment.insert("PELLUCID_STATE_DIR", m_folder.filePath("state"));
}

void DisplayTest::init() {
  QProcess maker;
  maker.start(PELLUCID_PROGRAM, {"train", "--data", "xor-gate", "--layers", "2,2:tanh,2:softmax", "--epochs",
                                 "1", "--save", m_project});
  QVERIFY(maker.waitForFinished(kPatienceMs));
  QCOMPARE(maker.exitCode(), 0);
}

void DisplayTest::cleanupTestCase() {
  m_server.terminate();
  m_server.waitForFinished(kPatienceMs);
}

QByteArray DisplayTest::findWindow(const QString& title, bool waits) {
  QProcess search;
  search.setProcessEnvironment(m_environment);
  QStringList arguments = {"search", "--onlyvisible", "--name", title};
  if (waits) arguments.insert(1, "--sync");
  search.start("xdotool", arguments);
  if (!search.waitForFinished(kPatienceMs)) search.kill();
  return search.readAllStandardOutput().trimmed();
}

void DisplayTest::focus(const QByteArray& window) {
  QProcess tool;
  tool.setProcessEnvironment(m_environment);
  tool.start("xdotool", {"windowfocus", "--sync", window});
  QVERIFY(tool.waitForFinished(kPatienceMs));
}

void DisplayTest::press(const QString& key) {
  QProcess tool;
  tool.setProcessEnvironment(m_environment);
  tool.start("xdotool", {"key", key});
  QVERIFY(tool.waitForFinished(kPatienceMs));
  QCOMPARE(tool.exitCode(), 0);
}

bool DisplayTest::pressUntil(const QString& key, const QString& title) {
  const QDeadlineTimer deadline(kPatienceMs);
  while (!deadline.hasExpired()) {
    press(key);
    if (!findWindow(title, false).isEmpty()) return true;
  }
  return false;
}

void DisplayTest::start(QProcess& program) {
  program.setProcessEnvironment(m_environment);
  program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
  program.start(PELLUCID_PROGRAM, {m_project});
  QVERIFY(program.waitForStarted(kPatienceMs));
}

void DisplayTest::opensTrainsSavesAndQuits() {
  QProcess program;
  start(program);
  const QByteArray window = findWindow("^gate.pellucid .* Pellucid$", true);
  QVERIFY2(!window.isEmpty(), "the window did not open");

  focus(window);
  // One step: now there is something to save, which the title shows.
  QVERIFY2(pressUntil("s", "^gate.pellucid\\* .* Pellucid$"), "the step did not reach the title");
  QVERIFY2(pressUntil("ctrl+s", "^gate.pellucid .* Pellucid$"), "saving did not reach the title");
  press("ctrl+q");
  QVERIFY2(program.waitForFinished(kPatienceMs), "the program did not quit");
  QVERIFY(QFile::exists(m_folder.filePath("config/settings.json")));
  QCOMPARE(program.exitStatus(), QProcess::NormalExit);
  QCOMPARE(program.exitCode(), 0);
}

void DisplayTest::askedToTerminateItAsksAboutUnsavedWork() {
  QProcess program;
  start(program);
  focus(findWindow("^gate.pellucid .* Pellucid$", true));
  QVERIFY2(pressUntil("s", "^gate.pellucid\\* .* Pellucid$"), "the step did not reach the title");
  program.terminate();
  const QByteArray question = findWindow("^Unsaved work", true);
  QVERIFY2(!question.isEmpty(), "it did not ask");
  QVERIFY(program.state() == QProcess::Running);
  focus(question);
  press("Return");  // which saves
  QVERIFY2(program.waitForFinished(kPatienceMs), "the program did not end");
  QCOMPARE(program.exitStatus(), QProcess::NormalExit);
  QCOMPARE(program.exitCode(), 0);
}

}  // namespace

QTEST_GUILESS_MAIN(DisplayTest)
#include "tst_display.moc"
