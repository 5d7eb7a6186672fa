// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/activation_plot.h"

#include <QtTest>

#include <limits>
#include <numeric>

#include "tests/support/colours.h"
#include "tests/support/window_test.h"
#include "ui/theme/theme.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::Activation;

class TestActivationPlot : public QObject {
  Q_OBJECT

 private slots:
  void countsWhereTheFunctionIsFlat() {
    engine::Matrix z(1, 6);
    z << -30, -1, 0, 2, 20, std::numeric_limits<engine::Scalar>::quiet_NaN();
    const ZSpread relu = spreadOf(z, Activation::Relu);
    QCOMPARE(relu.total, engine::Index{5});
    QCOMPARE(relu.flat, engine::Index{3});
    QCOMPARE(relu.reach, 30.0);
    QCOMPARE(std::accumulate(relu.counts.begin(), relu.counts.end(), engine::Index{0}), engine::Index{5});
    // σ'(±20) and σ'(-30) are less than 0.01, σ'(2) = 0.105.
    QCOMPARE(spreadOf(z, Activation::Sigmoid).flat, engine::Index{2});
    QCOMPARE(spreadOf(z, Activation::Linear).flat, engine::Index{0});
    QCOMPARE(spreadOf(engine::Matrix::Constant(2, 2, 0.5F), Activation::Tanh).reach, 4.0);
  }

  /// If all values are between -4 and -2, the bars are in the left half.
  void theBarsStandWhereTheValuesLie() {
    tests::setTheme(lightTheme());
    ActivationPlot plot;
    plot.resize(240, 92);
    const auto painted = [&](const ZSpread& spread) {
      plot.showFunction(Activation::Tanh, spread);
      return plot.grab().toImage();
    };
    engine::Matrix z(1, 40);
    for (engine::Index i = 0; i < 40; ++i) z(0, i) = engine::Scalar(-4 + 0.05 * static_cast<double>(i));
    const QImage with = painted(spreadOf(z, Activation::Tanh));
    const QImage without = painted({});
    int left = 0;
    int right = 0;
    for (int y = 0; y < 70; ++y)
      for (int x = 0; x < 240; ++x)
        if (with.pixel(x, y) != without.pixel(x, y)) ++(x < 125 ? left : right);
    QVERIFY(left > 1000);
    QCOMPARE(right, 0);
  }
};

PELLUCID_WINDOW_TEST(tst_activation_plot, TestActivationPlot)
#include "tst_activation_plot.moc"
