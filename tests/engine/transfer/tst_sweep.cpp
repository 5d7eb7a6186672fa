// SPDX-License-Identifier: GPL-3.0-or-later
// Sweeps on one and on several threads, stopped and refused.
#include "engine/transfer/sweep.h"

#include <QtTest>

#include <algorithm>

#include "tests/support/messages.h"
#include "tests/support/test_program.h"
#include "tests/support/transfers.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

SweepSpec smallSweep(const TransferTask& task) {
  return {.arms = armsOf(task, "scratch,frozen"),
          .samplesPerClass = {2, 5},
          .seeds = 3,
          .steps = 25,
          .every = 10};
}

/// Everything except the times, which differ in every run.
bool isSame(const ArmCurve& a, const ArmCurve& b) {
  return a.arm == b.arm && a.samplesPerClass == b.samplesPerClass && a.seed == b.seed &&
         a.points == b.points && a.trainableParameters == b.trainableParameters &&
         a.isComplete == b.isComplete;
}

}  // namespace

class TestSweep : public QObject {
  Q_OBJECT

 private slots:
  void readsSampleCounts() {
    QCOMPARE(parseSampleCounts("1,5,100000"), (std::vector<Index>{1, 5, 100'000}));
    for (const char* wrong : {"", "0", "100001", "1,1", "1,", "1, 5", "x", "1.5"})
      QVERIFY2(!parseSampleCounts(wrong), wrong);
  }

  void measuresEveryArmSizeAndSeed() {
    const TransferTask task = smallTask();
    const SweepSpec spec = smallSweep(task);
    const auto curves = runSweep(task, spec, 2).value();
    QCOMPARE(curves.size(), spec.runs());
    QCOMPARE(curves[0].arm, std::string("scratch"));
    QCOMPARE(curves[1].arm, std::string("frozen"));
    QCOMPARE(curves[2].seed, std::uint64_t{2});
    QCOMPARE(curves.back().samplesPerClass, 5);
    for (const ArmCurve& curve : curves) {
      std::vector<std::int64_t> steps;
      for (const ArmPoint& point : curve.points) steps.push_back(point.step);
      QCOMPARE(steps, (std::vector<std::int64_t>{0, 10, 20, 25}));
      QVERIFY(curve.isComplete);
      QVERIFY(curve.millisecondsPerStep > 0);
    }
    QVERIFY(curves[1].trainableParameters < curves[0].trainableParameters);
  }

  void threadsDoNotChangeTheFigures() {
    const TransferTask task = smallTask();
    const SweepSpec spec = smallSweep(task);
    const auto one = runSweep(task, spec, 1).value();
    const auto four = runSweep(task, spec, 4).value();
    QVERIFY(std::ranges::equal(one, four, isSame));
  }

  void tellsOfEachMeasurement() {
    const TransferTask task = smallTask();
    const SweepSpec spec = smallSweep(task);
    std::size_t calls = 0;
    std::size_t complete = 0;
    const auto listen = [&](const ArmCurve& curve) {
      ++calls;
      complete += curve.isComplete ? 1 : 0;
    };
    QVERIFY(runSweep(task, spec, 3, {}, listen));
    QCOMPARE(calls, 4 * spec.runs());
    QCOMPARE(complete, spec.runs());
  }

  /// Threads finish in any order; here in the worst one.
  void whatIsToldComesIntoOrder() {
    const TransferTask task = smallTask();
    const auto whole = runSweep(task, smallSweep(task), 1).value();
    std::vector<ArmCurve> told;
    for (auto curve = whole.rbegin(); curve != whole.rend(); ++curve) {
      ArmCurve early = *curve;
      early.points.resize(1);
      mergeCurve(told, early);
      mergeCurve(told, *curve);
    }
    QVERIFY(std::ranges::equal(told, whole, isSame));
  }

  void whatThreadsTellIsWhatTheSweepReturns() {
    const TransferTask task = smallTask();
    const SweepSpec spec = smallSweep(task);
    std::vector<ArmCurve> told;
    const auto whole =
        runSweep(task, spec, 4, {}, [&](const ArmCurve& curve) { mergeCurve(told, curve); }).value();
    QVERIFY(std::ranges::equal(told, whole, isSame));
  }

  void stopsBetweenSteps() {
    const TransferTask task = smallTask();
    SweepSpec spec = smallSweep(task);
    spec.steps = 1'000'000'000;
    const Progress progress = Progress::watched();
    const auto stopAtOnce = [&](const ArmCurve& curve) {
      if (curve.points.size() == 3) progress.cancel();
    };
    const auto curves = runSweep(task, spec, 2, progress, stopAtOnce).value();
    QVERIFY(!curves.empty() && curves.size() <= 2);
    for (const ArmCurve& curve : curves) QVERIFY(!curve.isComplete);
  }

  void aDivergenceEndsItsCurveOnly() {
    TransferTask task = smallTask();
    task.training.optimizer = Optimizer::Sgd;
    task.training.learningRate = 1e5;
    SweepSpec spec = smallSweep(task);
    spec.steps = 400;
    const auto curves = runSweep(task, spec, 2).value();
    QCOMPARE(curves.size(), spec.runs());
    QVERIFY(std::ranges::any_of(curves, [](const ArmCurve& curve) { return curve.diverged.has_value(); }));
    for (const ArmCurve& curve : curves) QVERIFY(curve.isComplete != curve.diverged.has_value());
  }

  void refusesBeforeAnyTraining() {
    const TransferTask task = smallTask();
    SweepSpec spec = smallSweep(task);
    spec.samplesPerClass = {2, 5000};
    bool isTold = false;
    const auto refused = runSweep(task, spec, 2, {}, [&](const ArmCurve&) { isTold = true; });
    QVERIFY(!refused);
    QVERIFY2(mentions(refused.error().text(), {"5000", "only"}), refused.error().text().c_str());
    QVERIFY(!isTold);
  }
};

PELLUCID_TEST(tst_sweep, TestSweep)
#include "tst_sweep.moc"
