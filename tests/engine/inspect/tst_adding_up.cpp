// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/adding_up.h"

#include <QtTest>

#include <cmath>
#include <stdexcept>

#include "engine/base/random.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestAddingUp : public QObject {
  Q_OBJECT

 private slots:
  void thirdsAddUpToOne() {
    const std::vector<double> third(3, 1.0 / 3);
    QCOMPARE(addingUp(third, 1, 2), (std::vector<double>{0.34, 0.33, 0.33}));
  }

  void whatIsExactStaysExact() {
    QCOMPARE(addingUp(std::vector<double>{6, 1}, 7, 3), (std::vector<double>{6, 1}));
    QCOMPARE(addingUp(std::vector<double>{-1.5, 0.25}, -1.25, 2), (std::vector<double>{-1.5, 0.25}));
  }

  void anyTermsAddUpToTheDigitsShown() {
    Random random(5, "terms");
    for (int i = 0; i < 500; ++i) {
      const auto count = 1 + i % 12;
      std::vector<double> terms;
      double total = 0;
      for (int k = 0; k < count; ++k) {
        terms.push_back((2 * random.uniform() - 1) * std::pow(10.0, i % 5 - 2));
        total += terms.back();
      }
      std::vector<double> all = terms;
      all.push_back(total);
      const int decimals = decimalsFor(all);
      const std::vector<double> shown = addingUp(terms, total, decimals);
      const double unit = std::pow(10.0, decimals);
      double sum = 0;
      for (std::size_t k = 0; k < terms.size(); ++k) {
        const double units = shown[k] * unit;
        QVERIFY(std::abs(units - std::round(units)) < 1e-6);
        QVERIFY(std::abs(units - terms[k] * unit) < 1 + 1e-6);
        sum += std::round(units);
      }
      QCOMPARE(sum, std::round(total * unit));
    }
  }

  void theLargestTermTakesWhatRoundingLost() {
    // A sum in single precision may differ by more than the terms can compensate.
    const std::vector<double> shown = addingUp(std::vector<double>{5, 1}, 6.5, 1);
    QVERIFY(std::abs(shown[0] + shown[1] - 6.5) < 1e-12);
    QVERIFY(std::abs(shown[0] - 5.4) < 1e-12);
  }

  void decimalsFollowTheLargest() {
    QCOMPARE(decimalsFor(std::vector<double>{0.001, 12.5}), 2);
    QCOMPARE(decimalsFor(std::vector<double>{-0.02}), 5);
    QCOMPARE(decimalsFor(std::vector<double>{123456}), 0);
    QCOMPARE(decimalsFor(std::vector<double>{1e-30}), 12);
    QCOMPARE(decimalsFor(std::vector<double>{0, 0}), 3);
    QCOMPARE(decimalsFor(std::vector<double>{INFINITY}), 3);
  }

  void nothingCannotAddUp() {
    QVERIFY_THROWS_EXCEPTION(std::logic_error, addingUp(std::vector<double>{}, 0, 1));
  }
};

PELLUCID_TEST(tst_adding_up, TestAddingUp)
#include "tst_adding_up.moc"
