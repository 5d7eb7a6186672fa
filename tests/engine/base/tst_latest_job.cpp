// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/latest_job.h"

#include <QtTest>
#include <semaphore>
#include <stdexcept>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

/// A job with a way to wait for its results.
struct Waiting {
  std::counting_semaphore<> ready{0};
  LatestJob<int> job{[this] { ready.release(); }};

  int next() {
    ready.acquire();
    return job.take().value();
  }
};

}  // namespace

class TestLatestJob : public QObject {
  Q_OBJECT

 private slots:
  void theResultIsTakenOnce() {
    Waiting waiting;
    QVERIFY(!waiting.job.take());
    waiting.job.request([](const Progress&) { return 1; });
    QCOMPARE(waiting.next(), 1);
    QVERIFY(!waiting.job.take());
    waiting.job.request([](const Progress&) { return 2; });
    QCOMPARE(waiting.next(), 2);
  }

  void aNewRequestCancelsTheOneInProgress() {
    Waiting waiting;
    std::binary_semaphore begun{0};
    waiting.job.request([&begun](const Progress& progress) {
      begun.release();
      while (!progress.isCancelled()) std::this_thread::yield();  // would last forever
      return 1;
    });
    begun.acquire();
    waiting.job.request([](const Progress&) { return 2; });
    QCOMPARE(waiting.next(), 2);
  }

  void ofThoseThatWaitOnlyTheLatestIsDone() {
    Waiting waiting;
    std::binary_semaphore begun{0};
    std::binary_semaphore gate{0};
    std::atomic<int> done = 0;
    waiting.job.request([&](const Progress&) {
      begun.release();
      gate.acquire();
      return ++done;
    });
    begun.acquire();
    for (int i = 2; i <= 5; ++i)
      waiting.job.request([&done, i](const Progress&) {
        ++done;
        return i;
      });
    gate.release();
    QCOMPARE(waiting.next(), 5);
    QCOMPARE(done.load(), 2);  // the first, and the last one waiting
  }

  void whatIsForgottenIsNotTaken() {
    Waiting waiting;
    waiting.job.request([](const Progress&) { return 1; });
    waiting.ready.acquire();  // it is already done
    waiting.job.forget();
    QVERIFY(!waiting.job.take());
    waiting.job.request([](const Progress&) { return 2; });
    QCOMPARE(waiting.next(), 2);
  }

  void whatIsCancelledIsStillTaken() {
    Waiting waiting;
    std::binary_semaphore begun{0};
    const auto untilCancelled = [&begun](const Progress& progress) {
      begun.release();
      while (!progress.isCancelled()) std::this_thread::yield();  // would last forever
      return 7;
    };
    waiting.job.request(untilCancelled);
    begun.acquire();
    waiting.job.cancel();
    QCOMPARE(waiting.next(), 7);
    waiting.job.request([](const Progress& progress) { return progress.isCancelled() ? 1 : 2; });
    QCOMPARE(waiting.next(), 2);  // only the one request was cancelled
  }

  void whatWaitsCanBeCancelledToo() {
    Waiting waiting;
    std::binary_semaphore begun{0};
    std::binary_semaphore gate{0};
    waiting.job.request([&](const Progress&) {
      begun.release();
      gate.acquire();
      return 1;
    });
    begun.acquire();
    waiting.job.request([](const Progress& progress) { return progress.isCancelled() ? 2 : 3; });
    waiting.job.cancel();
    gate.release();
    QCOMPARE(waiting.next(), 2);
  }

  void whatIsThrownComesToTheOneWhoAsked() {
    Waiting waiting;
    waiting.job.request([](const Progress&) -> int { throw std::runtime_error("a bug"); });
    waiting.ready.acquire();
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, waiting.job.take());
    waiting.job.request([](const Progress&) { return 2; });  // the thread survives
    QCOMPARE(waiting.next(), 2);
  }

  /// So that nothing waits forever.
  void whatIsThrownIsTheErrorOfAResult() {
    std::binary_semaphore ready{0};
    LatestJob<Result<int>> job{[&ready] { ready.release(); }};
    job.request([](const Progress&) -> Result<int> { throw std::runtime_error("no memory"); });
    ready.acquire();
    const auto result = job.take();
    QVERIFY(result.has_value() && !result->has_value());
    QVERIFY(result->error().text().find("no memory") != std::string::npos);
  }

  void itTellsHowFarTheLatestIs() {
    Waiting waiting;
    std::binary_semaphore told{0};
    std::binary_semaphore gate{0};
    QCOMPARE(waiting.job.share(), 0.0);
    waiting.job.request([&](const Progress& progress) {
      progress.tell(0.5);
      told.release();
      gate.acquire();
      return 1;
    });
    told.acquire();
    QCOMPARE(waiting.job.share(), 0.5);
    gate.release();
    QCOMPARE(waiting.next(), 1);
  }

  void itsEndWaitsForTheWorkAndCancelsIt() {
    std::binary_semaphore begun{0};
    std::atomic<bool> isOver = false;
    {
      LatestJob<int> job;
      job.request([&](const Progress& progress) {
        begun.release();
        while (!progress.isCancelled()) std::this_thread::yield();
        isOver = true;
        return 1;
      });
      begun.acquire();
    }
    QVERIFY(isOver);
  }

  void itCanBeWaitedFor() {
    LatestJob<int> job;
    job.wait();  // with nothing to wait for
    job.request([](const Progress& progress) { return progress.isCancelled() ? -1 : 1; });
    job.wait();
    QCOMPARE(job.take().value(), 1);
    QVERIFY(!job.take());
  }

  void manyRequestsEndWithTheLast() {
    Waiting waiting;
    for (int i = 1; i <= 1000; ++i) waiting.job.request([i](const Progress&) { return i; });
    std::optional<int> result;
    while (!result) {
      waiting.ready.acquire();
      result = waiting.job.take();
    }
    QCOMPARE(*result, 1000);
  }
};

PELLUCID_TEST(tst_latest_job, TestLatestJob)
#include "tst_latest_job.moc"
