// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/sample_navigator.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/run_fixture.h"
#include "tests/support/window_test.h"
#include "ui/document/edits.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::Answer;
using engine::Index;
using tests::RunFixture;

namespace {

/// One layer, whose weights a test can choose.
engine::Experiment singleLayerOn(const engine::Dataset& dataset) {
  engine::Experiment experiment = tests::experimentOn(dataset);
  experiment.network.layers.erase(experiment.network.layers.begin());
  return experiment;
}

/// The brightest pixel is the label's, so `weight` > 0 from each pixel to its class answers all correctly,
/// and `weight` < 0 all wrongly.
engine::RunState stateWith(const engine::Experiment& experiment, const engine::DatasetPtr& dataset,
                           engine::Scalar weight) {
  engine::RunState state = engine::Trainer::create(experiment, dataset).value().state();
  state.weights.setZero();
  for (Index label = 0; label < 3; ++label) state.weights[label * 3 + label] = weight;  // column-major, 3×6
  return state;
}

}  // namespace

class TestSampleNavigator : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    m_dataset = m_folders.load(m_folders.a());
    m_experiment = singleLayerOn(*m_dataset);
    m_count = m_dataset->test.size();
    QVERIFY(m_count > 5);
  }

  void newDataShowTheirFirstTestImage() {
    RunFixture f(m_experiment);
    QVERIFY(f.selection.input().values.size() == 0);
    QVERIFY(f.load());
    checkShown(f, 0);
    f.navigator.show(5);
    QVERIFY(edit::setData(f.document, m_folders.load(m_folders.b())));
    QVERIFY(f.until([&] { return f.selection.input().values.size() == 9; }));
    QCOMPARE(*f.selection.input().testIndex, 0);
  }

  void dataThatOthersLookAtChangeNothing() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.navigator.show(5);
    f.library.load(m_folders.b(), [](const auto&) {});
    QVERIFY(f.until([&] { return f.library.find(m_folders.b()) != nullptr; }));
    checkShown(f, 5);
  }

  void aTrainingSampleIsShownWithItsAnswer() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.navigator.show(5);
    f.navigator.showTraining(3);
    const Input& input = f.selection.input();
    QCOMPARE(input.trainIndex, std::optional<Index>(3));
    QCOMPARE(input.testIndex, std::nullopt);
    QCOMPARE(input.values, engine::sample(m_dataset->train, m_dataset->inputs(), 3));
    QCOMPARE(input.target, std::optional(m_dataset->train.labels[3]));
    // "What if it were another one?"
    const auto other = static_cast<std::uint8_t>((m_dataset->train.labels[3] + 1) % 3);
    f.navigator.chooseTarget({.label = other});
    QCOMPARE(f.selection.input().chosen.label, std::optional(other));
    f.navigator.showTraining(m_dataset->train.size());  // there is none
    QCOMPARE(f.selection.input().trainIndex, std::optional<Index>(3));
    f.navigator.showSampleAgain();
    checkShown(f, 5);
  }

  void imagesFollowEachOtherInACircle() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.navigator.step(1, Answer::Any);
    checkShown(f, 1);
    f.navigator.step(-1, Answer::Any);
    f.navigator.step(-1, Answer::Any);
    checkShown(f, m_count - 1);
    f.navigator.step(1, Answer::Any);
    checkShown(f, 0);
  }

  void rightAndWrongOnesAreThoseOfTheNetworkShown() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.run.trainEpoch();
    QVERIFY(f.rests());
    std::vector<bool> isRight;
    for (Index i = 0; i < m_count; ++i) {
      f.navigator.show(i);
      isRight.push_back(f.run.moment()->probe.prediction ==
                        m_dataset->test.labels[static_cast<std::size_t>(i)]);
    }
    QVERIFY(std::count(isRight.begin(), isRight.end(), true) > 1);
    QVERIFY(std::count(isRight.begin(), isRight.end(), false) > 1);
    for (const Answer answer : {Answer::Right, Answer::Wrong})
      for (const int direction : {1, -1})
        for (Index start = 0; start < m_count; ++start) {
          f.navigator.show(start);
          f.navigator.step(direction, answer);
          Index expected = start;
          do expected = (expected + direction + m_count) % m_count;
          while (isRight[static_cast<std::size_t>(expected)] != (answer == Answer::Right));
          checkShown(f, expected);
        }
  }

  void whereThereIsNoneItSaysSo() {
    for (const engine::Scalar weight : {10.0F, -10.0F}) {
      RunFixture f(m_experiment);
      f.run.open(m_experiment, m_dataset,
                 RunController::Resume{stateWith(m_experiment, m_dataset, weight), {}});
      QVERIFY(f.until([&] { return f.run.moment() != nullptr && f.run.isResting(); }));
      const Answer present = weight > 0 ? Answer::Right : Answer::Wrong;
      const Answer absent = weight > 0 ? Answer::Wrong : Answer::Right;
      QList<Answer> missing;
      connect(&f.navigator, &SampleNavigator::nothingFound, this, [&](Answer answer) { missing << answer; });
      f.navigator.step(1, present);
      checkShown(f, 1);
      QVERIFY(missing.isEmpty());
      f.navigator.step(1, absent);
      QCOMPARE(missing, QList{absent});
      checkShown(f, 1);
    }
  }

  void numbersOutsideAreNotShown() {
    RunFixture f(m_experiment);
    f.navigator.show(0);  // no data yet
    f.navigator.step(1, Answer::Any);
    QVERIFY(f.selection.input().values.size() == 0);
    QVERIFY(f.load());
    f.navigator.show(3);
    f.navigator.show(-1);
    f.navigator.show(m_count);
    checkShown(f, 3);
  }

  void aDrawingHasNoClassAndKeepsThePlace() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.navigator.show(3);
    const engine::Vector drawing = engine::Vector::Constant(6, 0.5);
    f.navigator.showOwn(drawing);
    QCOMPARE(f.selection.input().values, drawing);
    QVERIFY(!f.selection.input().target && !f.selection.input().testIndex);
    QVERIFY(!f.run.moment()->probe.hasGradient());
    f.navigator.showOwn(engine::Vector::Zero(7));
    QCOMPARE(f.selection.input().values, drawing);
    f.navigator.step(1, Answer::Any);
    checkShown(f, 4);
  }

  void theSampleComesBackAfterAnOwnInput() {
    RunFixture f(m_experiment);
    f.navigator.showSampleAgain();  // no data yet
    QVERIFY(f.load());
    f.navigator.show(3);
    const engine::Vector sample = f.selection.input().values;
    f.navigator.showOwn(engine::Vector::Constant(6, 0.5));
    QVERIFY(f.selection.input().isOwn());
    f.navigator.showSampleAgain();
    checkShown(f, 3);
    f.navigator.showOwn(sample);  // an input identical to the sample has its answer
    checkShown(f, 3);
  }

  /// "What if this were another one?": the loss is that of the chosen class, −ln of its share.
  void aChosenTargetIsWhatLossAndGradientsAreOf() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.navigator.show(3);
    const std::uint8_t theirs = *f.selection.input().target;
    const auto other = static_cast<std::uint8_t>((theirs + 1) % 3);
    f.navigator.chooseTarget({.label = other});
    const engine::Probe& probe = f.run.moment()->probe;
    QCOMPARE(int{*probe.target}, int{other});
    const engine::Matrix& a = probe.trace.output();
    QVERIFY(std::abs(*probe.loss + std::log(static_cast<double>(a(other, 0)))) < 1e-5);
    for (Index i = 0; i < 3; ++i)  // with softmax and cross-entropy, delta = a − y
      QVERIFY(std::abs(probe.trace.layers[0].delta(i, 0) - (a(i, 0) - (i == other ? 1.0F : 0.0F))) < 1e-6F);
    QCOMPARE(int{*f.selection.input().target}, int{theirs});  // the data's label is not forgotten
    f.navigator.chooseTarget({.label = theirs});
    QVERIFY(!f.selection.input().hasChosenTarget());
    f.navigator.chooseTarget({.label = other});
    f.navigator.chooseTarget({});
    QVERIFY(!f.selection.input().hasChosenTarget());
    f.navigator.chooseTarget({.label = other});
    f.navigator.step(1, Answer::Any);
    QVERIFY(!f.selection.input().hasChosenTarget());  // it was meant for that sample
  }

  void aDrawingKeepsItsTargetWhileItIsDrawn() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    f.navigator.showOwn(engine::Vector::Constant(6, 0.25));
    f.navigator.chooseTarget({.label = 2});
    QVERIFY(f.run.moment()->probe.hasGradient());
    f.navigator.showOwn(engine::Vector::Constant(6, 0.5));
    QCOMPARE(int{*f.run.moment()->probe.target}, 2);
    f.navigator.showSampleAgain();
    QVERIFY(!f.selection.input().hasChosenTarget());
  }

  /// In a staged step the loss uses the data's targets.
  void aStagedStepKeepsItsTargets() {
    RunFixture f(m_experiment);
    QVERIFY(f.load());
    Input input = f.selection.input();
    input.trainIndex = 0;
    input.testIndex.reset();
    f.selection.setInput(input);
    f.navigator.chooseTarget({.label = static_cast<std::uint8_t>((*input.target + 1) % 3)});
    QVERIFY(!f.selection.input().hasChosenTarget());
  }

 private:
  void checkShown(const RunFixture& f, Index index) {
    const Input& input = f.selection.input();
    QVERIFY(input.testIndex && input.target);
    QCOMPARE(*input.testIndex, index);
    QCOMPARE(*input.target, m_dataset->test.labels[static_cast<std::size_t>(index)]);
    for (Index i = 0; i < 6; ++i) {
      const double byte = m_dataset->test.pixels[static_cast<std::size_t>(index * 6 + i)];
      QVERIFY(std::abs(input.values[i] - byte / 255) < 1e-6);
    }
  }

  tests::DataFolders m_folders;
  engine::DatasetPtr m_dataset;
  engine::Experiment m_experiment;
  Index m_count = 0;
};

PELLUCID_WINDOW_TEST(tst_sample_navigator, TestSampleNavigator)
#include "tst_sample_navigator.moc"
