// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/sample_names.h"

#include <QTest>

#include "engine/data/point_sets.h"
#include "tests/support/window_test.h"
#include "tests/ui/data/moments.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestSampleNames : public QObject {
  Q_OBJECT

 private slots:
  void samplesAreCountedFromZeroAndOwnOnesAreNot() {
    const auto images = test::smallDataset(12'345);
    QCOMPARE(sampleName(test::momentOf(images, test::testInput(*images, 12'000), {0, 1})),
             "Test image #12,000 of 12,345");
    QCOMPARE(sampleName(test::momentOf(images, {engine::Vector::Zero(4), {}, {}}, {0, 1})), "Your own image");
    const auto table = std::make_shared<const engine::Dataset>(engine::makeTruthTable("and"));
    Input input = test::testInput(*table, 1);
    QCOMPARE(sampleName(test::momentOf(table, input, {0, 1})), "Test sample #1 of 4");
    input.trainIndex = std::exchange(input.testIndex, std::nullopt);
    QCOMPARE(sampleName(test::momentOf(table, input, {0, 1})), "Training sample #1 of 4");
    QCOMPARE(sampleName(test::momentOf(table, {engine::Vector::Zero(2), {}, {}}, {0, 1})), "Your own input");
  }

  void aChosenTargetStandsBesideTheDatas() {
    const auto dataset = test::smallDataset();
    Input input = test::testInput(*dataset, 1);
    QCOMPARE(targetText(test::momentOf(dataset, input, {0, 1})), "");
    input.chosen.label = 0;
    QCOMPARE(targetText(test::momentOf(dataset, input, {0, 1})),
             "Target chosen by you: 0. The data say Sandal.");
    input.testIndex.reset();
    input.target.reset();
    QCOMPARE(targetText(test::momentOf(dataset, input, {0, 1})), "Target chosen by you: 0.");
  }
};

PELLUCID_WINDOW_TEST(tst_sample_names, TestSampleNames)
#include "tst_sample_names.moc"
