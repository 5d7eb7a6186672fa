// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curve_quantity.h"

#include <QTest>
#include <cmath>
#include <set>

#include "tests/support/test_program.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestCurveQuantity : public QObject {
  Q_OBJECT

 private slots:
  void eachIsReadFromThePoint() {
    const engine::HistoryPoint point{
        .step = 1,
        .metrics = {.loss = 0.5, .accuracy = 0.25},
        .sizes = {.learningRate = 0.001, .gradientNorm = 3, .updateRatio = 0.002}};
    std::vector<double> values;
    for (const CurveQuantity quantity : kCurveQuantities) values.push_back(valueOf(quantity, point));
    QCOMPARE(values, (std::vector<double>{0.5, 0.25, 0.001, 3, 0.002}));
    QVERIFY(std::isnan(valueOf(CurveQuantity::GradientNorm, {.step = 1, .metrics = {}})));
  }

  void eachIsCalledAndWrittenInItsWay() {
    std::set<QString> names, axes, lessons;
    for (const CurveQuantity quantity : kCurveQuantities) {
      names.insert(quantityName(quantity));
      axes.insert(quantityAxisText(quantity));
      lessons.insert(quantityLesson(quantity));
      QCOMPARE(quantityText(quantity, std::nan("")), QStringLiteral("–"));
      QVERIFY(shortQuantityName(quantity).size() <= 8);
    }
    for (const auto& texts : {names, axes, lessons}) QCOMPARE(texts.size(), kCurveQuantities.size());
    QCOMPARE(quantityText(CurveQuantity::Loss, 0.25), "0.2500");
    QCOMPARE(quantityText(CurveQuantity::Accuracy, 0.973), percentText(0.973));
    QCOMPARE(quantityText(CurveQuantity::UpdateRatio, 0.001), shortValueText(0.001));
    QCOMPARE(plotFactor(CurveQuantity::Accuracy), 100.0);
  }
};

PELLUCID_TEST(tst_curve_quantity, TestCurveQuantity)
#include "tst_curve_quantity.moc"
