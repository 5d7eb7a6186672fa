// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/newest.h"

#include <QSemaphore>
#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid::ui;

class TestNewest : public QObject {
  Q_OBJECT

 private slots:
  void onlyTheNewestIsTaken() {
    QSemaphore gate;  // holds the first job until the others have been asked for
    std::vector<int> computed;
    std::vector<int> taken;
    Newest<int> jobs;
    const auto request = [&](int i) {
      jobs.request(
          [&gate, &computed, i] {
            gate.acquire();
            computed.push_back(i);  // one job at a time
            return i;
          },
          [&](int result) { taken.push_back(result); });
    };
    for (int i = 1; i <= 4; ++i) request(i);
    gate.release(4);
    QTRY_COMPARE(taken, (std::vector<int>{4}));
    QCOMPARE(computed, (std::vector<int>{1, 4}));
    request(5);
    QTRY_COMPARE(taken, (std::vector<int>{4, 5}));
  }

  void nothingIsTakenBeforeTheRequestIsOver() {
    // A thread may have done the work before anybody watches it, so this is tried often.
    for (int i = 0; i < 200; ++i) {
      bool isTaken = false;
      Newest<int> jobs;
      jobs.request([] { return 1; }, [&](int) { isTaken = true; });
      QVERIFY(!isTaken);
      QTRY_VERIFY(isTaken);
    }
  }

  void whatIsForgottenIsNotTaken() {
    std::vector<int> taken;
    Newest<int> jobs;
    jobs.request([] { return 1; }, [&](int result) { taken.push_back(result); });
    jobs.forget();
    jobs.request([] { return 2; }, [&](int result) { taken.push_back(result); });
    QTRY_COMPARE(taken, (std::vector<int>{2}));
  }

  void whoHasDiedTakesNothing() {
    QSemaphore gate;
    QSemaphore done;
    bool isTaken = false;
    {
      Newest<int> jobs;
      jobs.request(
          [&] {
            gate.acquire();
            done.release();
            return 1;
          },
          [&](int) { isTaken = true; });
    }
    gate.release();
    done.acquire();
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QVERIFY(!isTaken);
  }
};

PELLUCID_TEST_IN(QApplication, tst_newest, TestNewest)
#include "tst_newest.moc"
