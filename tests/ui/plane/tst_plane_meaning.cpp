// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/plane_meaning.h"

#include <QtTest>

#include "tests/support/precision.h"
#include "tests/support/test_program.h"
#include "tests/ui/plane/plane_questions.h"

using namespace pellucid;
using namespace pellucid::ui;
using tests::isClose;

namespace {

PlaneMeaning meaningIn(const Moment& moment, const PlaneSubject& subject = {}) {
  return meaningOf(moment.network(), moment.experiment().training.loss, *moment.dataset, subject);
}

}  // namespace

class TestPlaneMeaning : public QObject {
  Q_OBJECT

 private slots:
  void classesAreClasses() {
    const MomentPtr moment = tests::planeMoment("pinwheel,samples=60");
    const PlaneMeaning meaning = meaningIn(*moment);
    QCOMPARE(meaning.kind, PlaneMeaning::Kind::Classes);
    QCOMPARE(meaning.classes(), engine::Index{3});
    QCOMPARE(meaning.layer, std::size_t{1});
  }

  /// Around 0 if the values have both signs, otherwise around the middle of the samples' values.
  void numbersHaveTheScaleOfTheSamples() {
    const MomentPtr both = tests::planeMoment("bumps,samples=80");
    double most = 0;
    for (const engine::Split* split : {&both->dataset->train, &both->dataset->test})
      most = std::max(most, static_cast<double>(split->targets.cwiseAbs().maxCoeff()));
    QCOMPARE(meaningIn(*both).middle, 0.0);
    QVERIFY(isClose(meaningIn(*both).half, most));

    const MomentPtr positive = tests::planeMoment("prices,samples=80");
    const PlaneMeaning meaning = meaningIn(*positive);
    double least = 1e9;
    most = -1e9;
    for (const engine::Split* split : {&positive->dataset->train, &positive->dataset->test}) {
      least = std::min(least, static_cast<double>(split->targets.minCoeff()));
      most = std::max(most, static_cast<double>(split->targets.maxCoeff()));
    }
    QVERIFY(least > 0);
    QVERIFY(isClose(meaning.middle - meaning.half, least));
    QVERIFY(isClose(meaning.middle + meaning.half, most));
  }

  void aUnitIsANumber() {
    const MomentPtr moment = tests::planeMoment("circle,samples=60", {4, 3});
    const PlaneMeaning hidden = meaningIn(*moment, {.unit = UnitPlace{.layer = 1, .unit = 2}});
    QCOMPARE(hidden.kind, PlaneMeaning::Kind::Number);
    QCOMPARE(hidden.layer, std::size_t{1});
    QCOMPARE(hidden.row, engine::Index{2});
    QVERIFY(hidden.isUnit && !needsScale(moment->network(), hidden));  // tanh has bounds
    // An output's share has its middle where the answer changes.
    QCOMPARE(meaningIn(*moment, {.unit = UnitPlace{.layer = 2, .unit = 1}}).middle, 0.5);
    const MomentPtr number = tests::planeMoment("plane,samples=60");
    QVERIFY(needsScale(number->network(), meaningIn(*number, {.unit = UnitPlace{.layer = 1, .unit = 0}})));
    QVERIFY(!needsScale(number->network(), meaningIn(*number)));
  }

  void scalesGoBackToTheUnitsOfTheData() {
    const MomentPtr moment = tests::planeMoment("prices,samples=80+standardise");
    const engine::Dataset& dataset = *moment->dataset;
    for (engine::Index input = 0; input < 4; ++input) {
      const auto scaled = static_cast<double>(dataset.train.numbers(input, 0));
      engine::Matrix column = dataset.train.numbers.col(0);
      engine::unscale(dataset.scaling.inputs, column);
      const ShownScale scale = inputScale(dataset, input);
      QVERIFY(isClose(scale.shown(scaled), static_cast<double>(column(input, 0)), 1e-4));
      QVERIFY(isClose(scale.scaled(scale.shown(scaled)), scaled, 1e-4));
    }
    engine::Matrix target = dataset.train.targets.col(0);
    engine::unscale(dataset.scaling.targets, target);
    QVERIFY(isClose(targetScale(dataset, 0).shown(static_cast<double>(dataset.train.targets(0, 0))),
                    static_cast<double>(target(0, 0)), 1e-4));
    const MomentPtr plain = tests::planeMoment("plane,samples=60");
    QCOMPARE(inputScale(*plain->dataset, 1).shown(0.25), 0.25);
  }
};

PELLUCID_TEST(tst_plane_meaning, TestPlaneMeaning)
#include "tst_plane_meaning.moc"
