// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "engine/data/point_sets.h"
#include "tests/support/window_test.h"
#include "tests/ui/data/moments.h"
#include "ui/data/sample_text.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestSampleText : public QObject {
  Q_OBJECT

 private slots:
  void dataThatAreNotHereSaySo() {
    engine::Dataset missing;
    missing.shape = engine::flatShape(2);
    QVERIFY(datasetText(missing).contains("not here"));
    engine::Dataset table = *test::smallDataset(4);
    table.reading = engine::message("{} empty cells.", 3);
    QCOMPARE(datasetText(table), "3 empty cells.");
  }

  void aSoftmaxAnswerHasAProbability() {
    const auto dataset = test::smallDataset();
    // softmax of (0, ln 3) is (1/4, 3/4).
    const Moment moment = test::momentOf(dataset, test::testInput(*dataset, 1), {0, std::log(3.0F)});
    QCOMPARE(answerText(moment).text, "Sandal (75.0\u202f%)");
    QCOMPARE(answerText(moment).verdict, Verdict::Right);
  }

  void samplesOfTheTrainingAreCalledSo() {
    const auto dataset = test::smallDataset();
    Input input = test::testInput(*dataset, 1);
    input.trainIndex = std::exchange(input.testIndex, std::nullopt);
    const QString text = captionText(test::momentOf(dataset, input, {0, 1}));
    QVERIFY2(text.startsWith(QString("Training image #1 of %1").arg(dataset->train.size())),
             qPrintable(text));
  }

  void nearlyCertainIsNotCertain() {
    const auto dataset = test::smallDataset();
    QCOMPARE(answerText(test::momentOf(dataset, test::testInput(*dataset, 0), {9, 0})).text,
             "0 (> 99.9\u202f%)");
  }

  void outputsOutOfRangeAreNoAnswer() {
    const auto dataset = test::smallDataset();
    const Moment moment =
        test::momentOf(dataset, test::testInput(*dataset, 0), {std::numeric_limits<float>::quiet_NaN(), 0});
    QVERIFY2(answerText(moment).text.startsWith("nothing"), qPrintable(answerText(moment).text));
    QCOMPARE(answerText(moment).verdict, Verdict::None);
  }

  void outputsThatAreLevelAreNoAnswer() {
    const auto dataset = test::smallDataset();
    const AnswerText two = answerText(test::momentOf(dataset, test::testInput(*dataset, 0), {0.5F, 0.5F}));
    QCOMPARE(two.text, "nothing: its 2 largest outputs are equal");
    QCOMPARE(two.verdict, Verdict::None);
    const AnswerText one =
        answerText(test::momentOf(dataset, test::testInput(*dataset, 0), {0}, engine::Activation::Sigmoid));
    QCOMPARE(one.text, "nothing: its output lies halfway");
    QCOMPARE(one.verdict, Verdict::None);
  }

  void otherOutputsAreNotCalledProbabilities() {
    const auto dataset = test::smallDataset();
    const Moment moment =
        test::momentOf(dataset, test::testInput(*dataset, 0), {-0.5F, 1.25F}, engine::Activation::Linear);
    QCOMPARE(answerText(moment).text, "Sandal (output 1.25)");
    QCOMPARE(answerText(moment).verdict, Verdict::Wrong);
  }

  void oneOutputAnswersForTwoClasses() {
    const auto dataset = test::smallDataset();
    // The sigmoids of ln 3 and -ln 3 are 3/4 and 1/4; from 1/2 on it is the second class.
    for (const auto& [sign, text] : {std::pair{1.0F, "Sandal (output 0.75)"}, {-1.0F, "0 (output 0.25)"}}) {
      const Moment moment = test::momentOf(dataset, test::testInput(*dataset, 1), {sign * std::log(3.0F)},
                                           engine::Activation::Sigmoid);
      QCOMPARE(answerText(moment).text, text);
    }
  }

  void withoutAClassThereIsNoVerdict() {
    const auto dataset = test::smallDataset();
    const Moment moment = test::momentOf(dataset, {engine::Vector::Zero(4), {}, {}}, {1, 0});
    QCOMPARE(answerText(moment).verdict, Verdict::None);
    QCOMPARE(captionText(moment), "Your own image");
  }

  void moreOutputsThanClassesAreNamedByNumber() {
    const auto dataset = test::smallDataset();
    const Moment moment = test::momentOf(dataset, test::testInput(*dataset, 0), {0, 0, std::log(2.0F)});
    QCOMPARE(answerText(moment).text, "2 (50.0\u202f%)");
  }

  void aCaptionNamesTheClassOnceAndCountsReadably() {
    const auto dataset = test::smallDataset(12'345);
    QCOMPARE(captionText(test::momentOf(dataset, test::testInput(*dataset, 12'000), {1, 0})),
             "Test image #12,000 of 12,345: label 0");
    QCOMPARE(captionText(test::momentOf(dataset, test::testInput(*dataset, 7), {1, 0})),
             "Test image #7 of 12,345: label Sandal");
  }

  void aDatasetIsDescribedInNumbers() {
    QCOMPARE(datasetText(*test::smallDataset(1'500)), "1,500 training and 1,500 test images, 2×2, 2 classes");
  }

  void pointsTellTheirInputs() {
    const auto dataset = std::make_shared<const engine::Dataset>(engine::makeTruthTable("and"));
    const Moment moment = test::momentOf(dataset, test::testInput(*dataset, 1), {0, 1});
    QCOMPARE(captionText(moment), "Test sample #1 of 4: label 0\nx = 1, y = 0");
    QCOMPARE(datasetText(*dataset), "4 training and 4 test samples, 2 inputs, 2 classes");
    engine::Vector own(2);
    own << 0.5F, -1;  // which the table does not contain
    const Moment mine = test::momentOf(dataset, {own, {}, {}}, {0, 1});
    QCOMPARE(captionText(mine), QString::fromUtf8("Your own input\nx = 0.5, y = −1"));
    QCOMPARE(answerText(mine).verdict, Verdict::None);
  }

  /// Correctness depends on the data, even if another target is tried.
  void aChosenTargetIsNoTruth() {
    const auto dataset = test::smallDataset();
    Input input = test::testInput(*dataset, 1);
    input.chosen.label = 0;
    QCOMPARE(answerText(test::momentOf(dataset, input, {0, 1})).verdict, Verdict::Right);
  }

  void numbersStandBesideWhatTheyShouldBe() {
    engine::Dataset plane = engine::makePointSet("plane", {});
    plane.test.numbers.col(0) << 2.5F, -1;
    plane.test.targets(0, 0) = 0.15F;
    const auto dataset = std::make_shared<const engine::Dataset>(plane);
    const Input input{plane.test.numbers.col(0), {}, 0, plane.test.targets.col(0)};
    const Moment moment = test::momentOf(dataset, input, {0.25F}, engine::Activation::Linear);
    QCOMPARE(answerText(moment).text, "z = 0.25 (should be 0.15)");
    QCOMPARE(answerText(moment).verdict, Verdict::None);
    const Moment exact = test::momentOf(dataset, input, {0.15F}, engine::Activation::Linear);
    QCOMPARE(answerText(exact).text, "z = 0.15 (as it should be)");
    QCOMPARE(captionText(moment), QString::fromUtf8("Test sample #0 of 250\nx = 2.5, y = −1"));
    QCOMPARE(datasetText(plane), "250 training and 250 test samples, 2 inputs, a number: z");
  }
};

PELLUCID_WINDOW_TEST(tst_sample_text, TestSampleText)
#include "tst_sample_text.moc"
