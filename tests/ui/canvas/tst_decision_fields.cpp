// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/decision_fields.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/test_program.h"
#include "tests/ui/canvas/plane_moment.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestDecisionFields : public QObject {
  Q_OBJECT

 private slots:
  void whatComesIsTheFieldOfTheSnapshot() {
    const Moment moment = tests::circleMoment();
    DecisionFields fields;
    QSignalSpy changed(&fields, &DecisionFields::changed);
    QVERIFY(fields.newest() == nullptr);
    fields.request(moment.snapshot, moment.dataset);
    QTRY_VERIFY(fields.newest() != nullptr);
    const engine::Plane plane = engine::planeAround(*moment.dataset, 64);
    QCOMPARE(fields.newest()->plane, plane);
    const auto expected = engine::decisionField(moment.network(), moment.weights(), plane);
    for (std::size_t i = 0; i < 3; ++i) QCOMPARE(fields.newest()->layers[i], expected.layers[i]);
    fields.request(moment.snapshot, moment.dataset);  // the same request again
    const Moment next = tests::circleMoment();
    fields.request(next.snapshot, next.dataset);
    QTRY_COMPARE(changed.size(), 2);  // a repeated computation would have come first
  }

  /// Of many requests at once, the first has already started, and after it only the last one counts.
  void onlyTheNewestCounts() {
    const auto dataset = tests::circlePoints();
    std::vector<Moment> moments;
    for (int steps = 0; steps < 20; ++steps)
      moments.push_back(tests::momentAfter(tests::circleExperiment(), dataset, steps));
    DecisionFields fields;
    QSignalSpy changed(&fields, &DecisionFields::changed);
    for (const Moment& moment : moments) fields.request(moment.snapshot, moment.dataset);
    QTRY_COMPARE(changed.size(), 2);
    const Moment& last = moments.back();
    const auto expected =
        engine::decisionField(last.network(), last.weights(), engine::planeAround(*dataset, 64));
    QCOMPARE(fields.newest()->layers[2], expected.layers[2]);
  }

  void whatWasForgottenDoesNotComeBack() {
    const Moment moment = tests::circleMoment();
    DecisionFields fields;
    QSignalSpy changed(&fields, &DecisionFields::changed);
    fields.request(moment.snapshot, moment.dataset);
    fields.forget();
    QVERIFY(fields.newest() == nullptr);
    const Moment next = tests::momentAfter(tests::circleExperiment(), moment.dataset, 3);
    fields.request(next.snapshot, next.dataset);
    QTRY_COMPARE(changed.size(), 1);  // the forgotten one, which is computed first, is not reported
    const auto expected = engine::decisionField(next.network(), next.weights(), fields.newest()->plane);
    QCOMPARE(fields.newest()->layers[2], expected.layers[2]);
  }

  void networksOfManyUnitsGetCoarserFields() {
    engine::Experiment experiment = tests::circleExperiment();
    experiment.network.layers[0].units = 300;
    const Moment moment = tests::momentAfter(experiment, tests::circlePoints());
    DecisionFields fields;
    fields.request(moment.snapshot, moment.dataset);
    QTRY_VERIFY(fields.newest() != nullptr);
    QCOMPARE(fields.newest()->plane.columns, Index{32});
  }

 private:
  using Index = engine::Index;
};

PELLUCID_TEST_IN(QCoreApplication, tst_decision_fields, TestDecisionFields)
#include "tst_decision_fields.moc"
