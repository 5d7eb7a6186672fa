// SPDX-License-Identifier: GPL-3.0-or-later
// repeat() beside somebody who polls.
#include "engine/train/repeat_job.h"

#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/patience.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::engine;

namespace {

RepeatSpec twoSeeds(std::int64_t steps) {
  RepeatSpec spec{.experiments = {tests::smallExperiment(), tests::smallExperiment()},
                  .dataset = tests::syntheticDataset(),
                  .steps = steps};
  spec.experiments[1].seed = 5;
  return spec;
}

/// Its latest news; QTRY_VERIFY evaluates its condition once more after it was met.
const std::optional<RepeatJob::News>& heard(RepeatJob& job, std::optional<RepeatJob::News>& news) {
  if (auto next = job.poll()) news = std::move(next);
  return news;
}

}  // namespace

class TestRepeatJob : public QObject {
  Q_OBJECT

 private slots:
  void tellsWhatRepeatMakes() {
    RepeatJob job;
    QVERIFY(!job.poll());
    job.start(twoSeeds(20));
    std::optional<RepeatJob::News> news;
    QTRY_VERIFY_WITH_TIMEOUT(heard(job, news) && news->isDone, tests::kPatienceMs);
    const auto expected = repeat(twoSeeds(20), 1).value();
    QCOMPARE(news->runs.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) QVERIFY(news->runs[i].history == expected[i].history);
    QVERIFY(!news->error);
    QVERIFY(!job.poll());
  }

  void isStoppedAndForgotten() {
    RepeatJob job;
    job.start(twoSeeds(1'000'000'000));
    std::optional<RepeatJob::News> news;
    QTRY_VERIFY_WITH_TIMEOUT(heard(job, news) && news->runs[0].steps > 8, tests::kPatienceMs);
    QVERIFY(!news->isDone);
    job.cancel();
    QTRY_VERIFY_WITH_TIMEOUT(heard(job, news) && news->isDone, tests::kPatienceMs);
    QVERIFY(news->runs[0].steps > 8 && !news->runs[0].isDone);
    job.start(twoSeeds(1'000'000'000));
    job.forget();
    QVERIFY(!job.poll());
  }

  void aRefusalIsTold() {
    RepeatJob job;
    RepeatSpec spec = twoSeeds(4);
    spec.experiments[0].training.batchSize = 0;
    job.start(spec);
    std::optional<RepeatJob::News> news;
    QTRY_VERIFY_WITH_TIMEOUT(heard(job, news) && news->isDone, tests::kPatienceMs);
    QVERIFY(news->error.has_value());
  }
};

PELLUCID_TEST(tst_repeat_job, TestRepeatJob)
#include "tst_repeat_job.moc"
