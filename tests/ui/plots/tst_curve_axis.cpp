// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curve_axis.h"

#include <QTest>

#include "tests/support/test_program.h"

using namespace pellucid::ui;

class TestCurveAxis : public QObject {
  Q_OBJECT

 private slots:
  void aStepLiesWhereItsRunHasIt() {
    const auto at = [](CurveAxis axis) {
      return AxisScale{.axis = axis, .stepsPerEpoch = 50, .samplesPerStep = 32}.at(75, 2.5);
    };
    QCOMPARE(at(CurveAxis::Steps), 75.0);
    QCOMPARE(at(CurveAxis::Epochs), 1.5);
    QCOMPARE(at(CurveAxis::Samples), 2400.0);
    QCOMPARE(at(CurveAxis::Seconds), 2.5);
  }

  void eachIsNamed() {
    QCOMPARE(axisText(CurveAxis::Steps), "step");
    QCOMPARE(axisText(CurveAxis::Epochs), "epoch");
    QCOMPARE(axisText(CurveAxis::Samples), "samples");
    QCOMPARE(axisText(CurveAxis::Seconds), "seconds of training");
  }
};

PELLUCID_TEST(tst_curve_axis, TestCurveAxis)
#include "tst_curve_axis.moc"
