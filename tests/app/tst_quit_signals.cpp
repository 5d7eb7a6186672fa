// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/quit_signals.h"

#include <QSignalSpy>
#include <QTest>
#include <csignal>

#include "tests/support/window_test.h"

namespace {

using namespace pellucid;

class QuitSignalsTest : public QObject {
  Q_OBJECT

 private slots:
  void eachSignalAsks();
  void whatWasIgnoredStaysIgnored();
};

void QuitSignalsTest::eachSignalAsks() {
  app::QuitSignals quitSignals;
  QSignalSpy requested(&quitSignals, &app::QuitSignals::requested);
  int expected = 0;
  for (const int signal : {SIGTERM, SIGHUP, SIGINT, SIGTERM}) {
    QCOMPARE(std::raise(signal), 0);
    ++expected;
    QTRY_COMPARE(requested.size(), expected);
  }
}

/// As under nohup.
void QuitSignalsTest::whatWasIgnoredStaysIgnored() {
  const auto before = std::signal(SIGHUP, SIG_IGN);
  {
    app::QuitSignals quitSignals;
    QSignalSpy requested(&quitSignals, &app::QuitSignals::requested);
    QCOMPARE(std::raise(SIGHUP), 0);
    QCOMPARE(std::raise(SIGTERM), 0);
    QTRY_COMPARE(requested.size(), 1);
  }
  std::signal(SIGHUP, before);
}

}  // namespace

PELLUCID_WINDOW_TEST(tst_quit_signals, QuitSignalsTest)
#include "tst_quit_signals.moc"
