// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/smoothing.h"

#include <QTest>
#include <cmath>

#include "tests/support/test_program.h"

using namespace pellucid::ui;

class TestSmoothing : public QObject {
  Q_OBJECT

 private slots:
  /// The weights of all values so far, written out.
  void isTheMeanInWhichNewOnesCountMore() {
    QVector<double> values;
    for (int i = 0; i < 200; ++i) values << std::sin(i * 0.7) + 0.01 * i;
    for (const int points : {1, 2, 5, 20}) {
      const double newest = 2.0 / (points + 1);
      const QVector<double> means = smoothed(values, points);
      QCOMPARE(means.size(), values.size());
      for (int i = 0; i < 200; ++i) {
        double sum = 0, counted = 0;
        for (int k = 0; k <= i; ++k) {
          const double weight = newest * std::pow(1 - newest, i - k);
          sum += weight * values[k];
          counted += weight;
        }
        QVERIFY(std::abs(means[i] - sum / counted) < 1e-9);
      }
    }
  }

  void onePointIsTheValueItself() {
    const QVector<double> values = {3, -1, 7};
    QCOMPARE(smoothed(values, 1), values);
    QCOMPARE(smoothed({}, 20), QVector<double>());
  }

  void aGapStaysOneAndCountsNothing() {
    const QVector<double> with = smoothed({1, std::nan(""), 3, 2}, 5);
    const QVector<double> without = smoothed({1, 3, 2}, 5);
    QVERIFY(std::isnan(with[1]));
    QCOMPARE(with[0], without[0]);
    QCOMPARE(with[2], without[1]);
    QCOMPARE(with[3], without[2]);
  }
};

PELLUCID_TEST(tst_smoothing, TestSmoothing)
#include "tst_smoothing.moc"
