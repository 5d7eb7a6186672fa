// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/lens_look.h"

#include <QtTest>

#include "tests/support/window_test.h"
#include "tests/ui/lens/lens_fixture.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestLensLook : public QObject {
  Q_OBJECT

 private slots:
  /// The present losses, by plain loops over the next batch and over the test samples.
  void itIsOfTheStepThatComesNext() {
    tests::TimedRun run;
    const MomentPtr moment = run.next(7);
    const LensLookPtr look =
        takeLensLook({.snapshot = moment->snapshot, .dataset = moment->dataset, .mostTest = 1000}, {});
    QVERIFY(look->lens && look->isOf(*moment->snapshot));
    QCOMPARE(look->step, 7);
    const engine::Experiment& experiment = moment->experiment();
    engine::Batches batches(moment->dataset->train.size(), experiment.training.batchSize, experiment.seed,
                            experiment.training.shuffle);
    tests::NaiveNetwork naive =
        tests::naiveNetwork(experiment.network, moment->dataset->inputs(), moment->weights());
    const auto batch = tests::naiveBatch(moment->dataset->train, 16, batches.indices(7));
    naive.forward(batch);
    QVERIFY(std::abs(look->lens->batchNow - naive.loss(experiment.training.loss, batch)) < 1e-4);
    std::vector<std::uint32_t> all(static_cast<std::size_t>(moment->dataset->test.size()));
    std::iota(all.begin(), all.end(), 0U);
    const auto test = tests::naiveBatch(moment->dataset->test, 16, all);
    naive.forward(test);
    QVERIFY(std::abs(look->lens->testNow - naive.loss(experiment.training.loss, test)) < 1e-4);
    QVERIFY(!look->isOf(*run.next(1)->snapshot));
  }

  void aStepThatCannotBeDoneHasNoLens() {
    tests::TimedRun run;
    const MomentPtr moment = run.next();
    auto snapshot = std::make_shared<engine::Snapshot>(*moment->snapshot);
    snapshot->state.weights.setConstant(std::numeric_limits<engine::Scalar>::quiet_NaN());
    const LensLookPtr look = takeLensLook({.snapshot = snapshot, .dataset = moment->dataset}, {});
    QVERIFY(look && !look->lens);
    const engine::Progress progress = engine::Progress::watched();
    progress.cancel();
    QVERIFY(takeLensLook({.snapshot = moment->snapshot, .dataset = moment->dataset}, progress) == nullptr);
  }
};

PELLUCID_WINDOW_TEST(tst_lens_look, TestLensLook)
#include "tst_lens_look.moc"
