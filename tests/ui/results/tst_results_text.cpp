// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/results_text.h"

#include <QtTest>

#include "tests/support/window_test.h"
#include "tests/ui/results/looked_at.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestResultsText : public QObject {
  Q_OBJECT

 private slots:
  void itSaysOfHowMany() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    QVERIFY(emptyText(seen.results).contains("right and wrong"));
    QVERIFY(seen.at(run.next(12)));
    QCOMPARE(emptyText(seen.results), QString());
    QCOMPARE(samplesText(*run.dataset(), SampleSource::Test), QString("50 test images of synthetic"));
    QCOMPARE(samplesText(*run.dataset(), SampleSource::Training),
             QString("200 training images of synthetic"));
    QCOMPARE(lookText(seen.look()), QString("50 test images of synthetic, step 12"));
    const int count = tests::countIn(seen.look(), 1, 1);
    QCOMPARE(cellText(seen.look(), {.truth = 1, .answered = 1}),
             count == 1 ? QString("1 image of class 1 recognised")
                        : QString("%1 images of class 1 recognised").arg(count));
    const int wrong = tests::countIn(seen.look(), 2, 0);
    QVERIFY(cellText(seen.look(), {.truth = 2, .answered = 0}).startsWith(QString("%1 image").arg(wrong)));
    QVERIFY(cellText(seen.look(), {.truth = 2, .answered = 0}).endsWith("of class 2 taken for class 0"));
  }

  void aSampleIsToldWhole() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    QVERIFY(seen.at(run.next(12)));
    const engine::SampleAnswer& answer = seen.look().answers.each[9];
    QCOMPARE(sampleText(seen.look(), 9),
             QString("Test image #9: is class %1, the network says class %2 and is %3 sure of it, and %4 of "
                     "class %1. Loss %5.")
                 .arg(QString::number(answer.truth), QString::number(answer.answered),
                      certaintyText(static_cast<double>(answer.certainty)),
                      certaintyText(static_cast<double>(answer.ofTruth)),
                      lossText(static_cast<double>(answer.loss))));
    QCOMPARE(certaintyLesson(seen.look()), QString());
  }

  void outputsThatAreNoProbabilitiesAreExplained() {
    tests::LookedAt seen;
    const engine::DatasetPtr dataset = tests::squareImages(4, 3, 40);
    engine::Experiment experiment = tests::experimentFor(*dataset, {4});
    experiment.network.layers.back().activation = engine::Activation::Sigmoid;
    experiment.training.loss = engine::Loss::BinaryCrossEntropy;
    tests::RunOfMoments run(dataset, experiment);
    QVERIFY(seen.at(run.next(1)));
    QVERIFY(certaintyLesson(seen.look()).contains("no probabilities"));
  }

  /// In the table's units, as they were read.
  void numbersAreThoseOfTheTable() {
    auto scaled = std::make_shared<engine::Dataset>(engine::makePointSet("prices", {}));
    const engine::Split raw = scaled->test;
    engine::applyScaling(engine::scalingOf(*scaled), *scaled);
    engine::Experiment experiment = tests::smallExperiment();
    experiment.training.loss = engine::Loss::MeanSquaredError;
    experiment.network.layers = {engine::dense(1, engine::Activation::Linear)};
    tests::LookedAt seen;
    tests::RunOfMoments run(scaled, experiment);
    QVERIFY(seen.at(run.next(1)));
    // After scaling and back they may differ in the last bits.
    const QString text = inputsOf(seen.look(), 3);
    for (engine::Index i = 0; i < scaled->inputs(); ++i)
      QVERIFY2(text.contains(valueText(static_cast<double>(raw.numbers(i, 3)))), qPrintable(text));
    QVERIFY(verdictText(seen.look(), 3)
                .startsWith(QString("is %1,").arg(valueText(static_cast<double>(raw.targets(0, 3))))));
  }
};

PELLUCID_WINDOW_TEST(tst_results_text, TestResultsText)
#include "tst_results_text.moc"
