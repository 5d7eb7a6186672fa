// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/background_job.h"

#include <QtTest>
#include <semaphore>

#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestBackgroundJob : public QObject {
  Q_OBJECT

 private slots:
  void onlyTheLatestIsTaken() {
    std::vector<int> taken;
    BackgroundJob<int> jobs;
    const auto request = [&](int i) {
      jobs.request([i](const engine::Progress&) { return i; }, [&](int result) { taken.push_back(result); });
    };
    for (int i = 1; i <= 4; ++i) request(i);
    QVERIFY(jobs.isBusy());
    QTRY_COMPARE(taken, (std::vector<int>{4}));
    QVERIFY(!jobs.isBusy());
    request(5);
    QTRY_COMPARE(taken, (std::vector<int>{4, 5}));
  }

  void nothingIsTakenBeforeTheRequestIsOver() {
    // A thread may finish the work before anything watches it, so this is tried often.
    for (int i = 0; i < 200; ++i) {
      bool isTaken = false;
      BackgroundJob<int> jobs;
      jobs.request([](const engine::Progress&) { return 1; }, [&](int) { isTaken = true; });
      QVERIFY(!isTaken);
      while (!isTaken) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
  }

  void whatIsForgottenIsNotTaken() {
    std::vector<int> taken;
    BackgroundJob<int> jobs;
    jobs.request([](const engine::Progress&) { return 1; }, [&](int result) { taken.push_back(result); });
    jobs.forget();
    jobs.request([](const engine::Progress&) { return 2; }, [&](int result) { taken.push_back(result); });
    QTRY_COMPARE(taken, (std::vector<int>{2}));
  }

  void whoHasDiedTakesNothing() {
    std::binary_semaphore done{0};
    bool isTaken = false;
    {
      BackgroundJob<int> jobs;
      jobs.request(
          [&](const engine::Progress&) {
            done.release();
            return 1;
          },
          [&](int) { isTaken = true; });
      done.acquire();
    }
    QCoreApplication::processEvents();
    QVERIFY(!isTaken);
  }
};

PELLUCID_WINDOW_TEST(tst_background_job, TestBackgroundJob)
#include "tst_background_job.moc"
