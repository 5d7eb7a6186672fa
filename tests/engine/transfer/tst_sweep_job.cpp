// SPDX-License-Identifier: GPL-3.0-or-later
// A sweep in the background tells what the same sweep returns to a caller that waits, and can be stopped.
#include "engine/transfer/sweep_job.h"

#include <QtTest>
#include <stdexcept>
#include <thread>

#include "tests/support/messages.h"
#include "tests/support/test_program.h"
#include "tests/support/transfers.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

TransferDesign smallDesign() {
  TransferDesign design{.source = "a name", .data = "synthetic", .arms = "scratch,frozen", .samples = {2, 5}};
  design.seeds = 2;
  design.steps = 20;
  return design;
}

template <class IsEnough>
SweepNews lookUntil(SweepJob& job, const IsEnough& isEnough) {
  for (;;) {
    const auto news = job.poll();
    if (news && isEnough(*news)) return *news;
    std::this_thread::yield();
  }
}

SweepNews lookUntilDone(SweepJob& job) {
  return lookUntil(job, [](const SweepNews& news) { return news.isDone; });
}

/// Begins a sweep that would last forever and already has figures.
void beginEndless(SweepJob& job) {
  TransferDesign endless = smallDesign();
  endless.steps = 1'000'000'000;
  job.start(smallTaskFor, endless, false);
  lookUntil(job, [](const SweepNews& news) { return !news.record.curves.empty(); });
}

}  // namespace

class TestSweepJob : public QObject {
  Q_OBJECT

 private slots:
  void tellsWhatTheSweepMeasures() {
    SweepJob job;
    QVERIFY(!job.poll());
    job.start(smallTaskFor, smallDesign(), false);
    const SweepNews news = lookUntilDone(job);
    QVERIFY(!news.error);
    const TransferTask task = smallTask();
    const TransferDesign design = smallDesign();
    SweepSpec spec{
        .arms = parseArms(design.arms, armContext(task, design.fineTuneFactor, design.steps)).value(),
        .samplesPerClass = design.samples,
        .seeds = design.seeds};
    spec.steps = design.steps;
    spec.every = 2;
    const auto curves = runSweep(task, spec, 1).value();
    QCOMPARE(news.record.curves.size(), curves.size());
    for (std::size_t i = 0; i < curves.size(); ++i) {
      QCOMPARE(news.record.curves[i].place, curves[i].place);
      QVERIFY(news.record.curves[i].points == curves[i].points);
      QVERIFY(news.record.curves[i].isComplete);
    }
    QCOMPARE(news.record.arms.size(), 2U);
    QCOMPARE(news.record.fits.size(), task.fits.size());
    QCOMPARE(news.record.design.source, std::string("a name"));
    QVERIFY(!job.poll());  // nothing is new
  }

  /// A source with a name can be made again; without one, the record keeps it.
  void keepsASourceWithoutAName() {
    SweepJob job;
    job.start(smallTaskFor, smallDesign(), false);
    const TransferRecord named = lookUntilDone(job).record;
    QVERIFY(named.design.model == nullptr && named.design.modelData.empty());
    job.start(smallTaskFor, smallDesign(), true);
    const TransferRecord unnamed = lookUntilDone(job).record;
    QVERIFY(unnamed.design.model->weights == smallSource().weights);
    QCOMPARE(unnamed.design.modelData, std::string("synthetic"));
  }

  void cancelledItKeepsItsFigures() {
    SweepJob job;
    beginEndless(job);
    job.cancel();
    const SweepNews news = lookUntilDone(job);
    QVERIFY(!news.error);
    QVERIFY(!news.record.curves.empty());
    for (const ArmCurve& curve : news.record.curves) QVERIFY(!curve.isComplete);
  }

  void theTrainingOfASourceIsToldAndCanBeCancelled() {
    SweepJob job;
    job.start(
        [](const Progress& progress, const SourceListener& listener) -> Result<TransferTask> {
          listener({.done = 30, .steps = 3000});
          while (!progress.isCancelled()) std::this_thread::yield();  // would last for ever
          return Error{message("nobody reads this")};
        },
        smallDesign(), false);
    const SweepNews told = lookUntil(job, [](const SweepNews& news) { return news.source.done > 0; });
    QCOMPARE(told.source.done, 30);
    QCOMPARE(told.source.steps, 3000);
    QVERIFY(!told.isDone);
    job.cancel();
    const SweepNews last = lookUntilDone(job);
    QVERIFY(!last.error);
    QVERIFY(last.record.curves.empty());
  }

  void aNewSweepForgetsTheOneUnderWay() {
    SweepJob job;
    beginEndless(job);
    job.start(smallTaskFor, smallDesign(), false);
    const SweepNews news = lookUntilDone(job);
    QCOMPARE(news.record.design.steps, smallDesign().steps);
    QCOMPARE(news.record.curves.size(), 8U);
    for (const ArmCurve& curve : news.record.curves) QVERIFY(curve.isComplete);
    job.forget();
    QVERIFY(!job.poll());
  }

  void errorsEndIt() {
    const auto errorOf = [](const TaskSource& source, const TransferDesign& design) {
      SweepJob job;
      job.start(source, design, false);
      const SweepNews news = lookUntilDone(job);
      return news.error ? news.error->text() : "none";
    };
    const auto fails = [](const Progress&, const SourceListener&) -> Result<TransferTask> {
      return Error{message("no such data")};
    };
    const auto throws = [](const Progress&, const SourceListener&) -> Result<TransferTask> {
      throw std::runtime_error("too large");
    };
    QCOMPARE(errorOf(fails, smallDesign()), std::string("no such data"));
    QVERIFY(mentions(errorOf(throws, smallDesign()), {"too large"}));
    TransferDesign noArm = smallDesign();
    noArm.arms = "legs";
    QVERIFY(mentions(errorOf(smallTaskFor, noArm), {"legs"}));
    TransferDesign tooMany = smallDesign();
    tooMany.samples = {5000};
    QVERIFY(mentions(errorOf(smallTaskFor, tooMany), {"5000"}));
  }
};

PELLUCID_TEST(tst_sweep_job, TestSweepJob)
#include "tst_sweep_job.moc"
