// SPDX-License-Identifier: GPL-3.0-or-later
// What experiments differ by, in words.
#include "ui/document/difference_text.h"

#include <QtTest>

#include "tests/support/own_points.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::Experiment;

namespace {

template <class Edit>
QString difference(Edit edit) {
  const Experiment before = engine::seedExperiment();
  Experiment after = before;
  edit(after);
  return differences(before, after).join("; ");
}

}  // namespace

class TestDifferenceText : public QObject {
  Q_OBJECT

 private slots:
  void saysWhatWasChanged() {
    QCOMPARE(difference([](Experiment&) {}), "");
    QCOMPARE(difference([](Experiment& e) { e.training.learningRate = 0.01; }), "rate 0.01");
    QCOMPARE(difference([](Experiment& e) { e.network.layers[0].units = 72; }), "64 → 72 units");
    QCOMPARE(difference([](Experiment& e) { e.seed = 3; }), "seed 3");
    QCOMPARE(difference([](Experiment& e) { e.training.batchSize = 8; }), "batch 8");
    QCOMPARE(difference([](Experiment& e) { e.training.shuffle = false; }), "not shuffled");
    QCOMPARE(difference([](Experiment& e) { e.training.labelSmoothing = 0.1; }), "label smoothing 0.10");
    QCOMPARE(difference([](Experiment& e) { e.training.settings.l2 = 0.5; }), "L2 0.50");
    QCOMPARE(difference([](Experiment& e) { e.training.settings.beta1 = 0; }), "Mean β1 off");
    QCOMPARE(difference([](Experiment& e) { e.training.schedule.kind = engine::ScheduleKind::Cosine; }),
             "schedule cosine");
    QCOMPARE(difference([](Experiment& e) { e.network.layers[0].activation = engine::Activation::Tanh; }),
             "Hidden 1 tanh");
    QCOMPARE(difference([](Experiment& e) { e.network.layers[0].frozen = true; }), "Hidden 1 frozen");
    QCOMPARE(difference([](Experiment& e) { e.network.initializer = engine::Initializer::Zeros; }),
             "initial weights zeros");
  }

  /// What comes with an optimizer is not listed beside it, nor what data require beside them.
  void whatFollowsFromAnotherChangeIsNotTold() {
    QCOMPARE(difference([](Experiment& e) {
               e.training.optimizer = engine::Optimizer::Momentum;
               e.training.settings = engine::defaultSettings(engine::Optimizer::Momentum);
             }),
             "optimizer momentum");
    QCOMPARE(difference([](Experiment& e) {
               e.data.name = "spiral,noise=0.1";
               e.network.layers.back() = engine::dense(2, engine::Activation::Softmax);
             }),
             "Spiral, noise=0.1");
  }

  void samplesOfTheUsersOwnAreCounted() {
    const auto first = tests::shared(tests::paintedPoints(10));
    const auto text = [&](engine::OwnSamples after) {
      const engine::Experiment before = tests::paintedExperiment(first);
      return liveDifferences(before, tests::paintedExperiment(tests::shared(std::move(after)))).join("; ");
    };
    QCOMPARE(text(tests::paintedPoints(11)), "1 sample added");
    QCOMPARE(text(tests::paintedPoints(7)), "3 samples erased");
    engine::OwnSamples moved = tests::paintedPoints(10);
    moved.points[2].x = 5;
    QCOMPARE(text(moved), "samples changed");
    engine::OwnSamples renamed = tests::paintedPoints(10);
    renamed.classes[0] = "cats";
    QCOMPARE(text(renamed), "a class renamed");
    QCOMPARE(text(tests::paintedPoints(10)), "");
  }

  void layersAreCounted() {
    QCOMPARE(difference([](Experiment& e) {
               e.network.layers.insert(e.network.layers.begin(), engine::dense(8, engine::Activation::Relu));
             }),
             "1 more layer");
    QCOMPARE(difference([](Experiment& e) { e.network.layers.erase(e.network.layers.begin()); }),
             "1 fewer layer");
    // Of several layers, the one with other units is named.
    Experiment before = engine::seedExperiment();
    before.network.layers.insert(before.network.layers.begin() + 1,
                                 engine::dense(8, engine::Activation::Relu));
    Experiment after = before;
    after.network.layers[1].units = 1;
    QCOMPARE(differences(before, after), QStringList("Hidden 2: 8 → 1 unit"));
  }

  void ofSeveralTheFirstIsNamed() {
    QCOMPARE(firstOf({}), "");
    QCOMPARE(firstOf({"seed 3"}), "seed 3");
    QCOMPARE(firstOf({"rate 0.01", "seed 3", "batch 8"}), "rate 0.01 and 2 more");
  }
};

PELLUCID_WINDOW_TEST(tst_difference_text, TestDifferenceText)
#include "tst_difference_text.moc"
