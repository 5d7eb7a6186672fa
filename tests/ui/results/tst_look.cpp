// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/look.h"

#include <QtTest>

#include "tests/support/test_program.h"
#include "tests/ui/results/results_fixture.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestLook : public QObject {
  Q_OBJECT

 private slots:
  void isOfTheSamplesThatWereAskedFor() {
    tests::RunOfMoments run;
    const MomentPtr moment = run.next(20);
    for (const SampleSource source : {SampleSource::Test, SampleSource::Training}) {
      const LookPtr look = takeLook(moment->snapshot, moment->dataset, source, {});
      const engine::Split& split = source == SampleSource::Test ? run.dataset()->test : run.dataset()->train;
      QCOMPARE(look->answers.samples(), split.size());
      QCOMPARE(&look->split(), &split);
      QCOMPARE(look->step(), 20);
      QCOMPARE(look->epoch(), 20 / moment->snapshot->stepsPerEpoch);
      QVERIFY(look->milliseconds > 0);
      // Each answer equals that of the sample sent through alone.
      for (engine::Index i = 0; i < split.size(); ++i) {
        const engine::Probe probe =
            engine::probe(moment->network(), moment->weights(), engine::Loss::CrossEntropy,
                          engine::sample(split, 16, i), split.labels[static_cast<std::size_t>(i)]);
        QCOMPARE(engine::Index{look->answers.each[static_cast<std::size_t>(i)].answered}, probe.prediction);
      }
      QCOMPARE(look->confusion->total(), split.size());
    }
  }

  void ofNumbersThereIsNoMatrix() {
    auto run = tests::numbersRun();
    const MomentPtr moment = run.next(5);
    const LookPtr look = takeLook(moment->snapshot, moment->dataset, SampleSource::Test, {});
    QVERIFY(!look->confusion);
    QCOMPARE(look->answers.numbers.cols(), run.dataset()->test.size());
  }

  void nothingComesOfOneThatIsCancelled() {
    tests::RunOfMoments run;
    const MomentPtr moment = run.next();
    const engine::Progress progress = engine::Progress::watched();
    progress.cancel();
    QVERIFY(takeLook(moment->snapshot, moment->dataset, SampleSource::Test, progress) == nullptr);
  }
};

PELLUCID_TEST(tst_look, TestLook)
#include "tst_look.moc"
