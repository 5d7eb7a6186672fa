// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/formula.h"

#include <QtTest>
#include <cmath>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestFormula : public QObject {
  Q_OBJECT

 private slots:
  void meansWhatItSays() {
    const auto check = [](const char* text, auto expected) {
      const auto formula = Formula::parse(text, true);
      QVERIFY2(formula.has_value(), text);
      for (const double x : {-3.0, -0.5, 0.25, 2.0})
        for (const double y : {-1.0, 1.5}) {
          const double wanted = expected(x, y);
          const double value = formula->at(x, y);
          const bool isSame = (std::isnan(wanted) && std::isnan(value)) || value == wanted ||
                              std::abs(value - wanted) < 1e-12 * std::abs(wanted);
          QVERIFY2(isSame, text);
        }
    };
    check("x", [](double x, double) { return x; });
    check(" 2 sin(x) + 1 ", [](double x, double) { return 2 * std::sin(x) + 1; });
    check("x^2/4 - 1", [](double x, double) { return x * x / 4 - 1; });
    check("-x^2", [](double x, double) { return -(x * x); });
    check("2^3^2", [](double, double) { return 512.0; });
    check("2^-1", [](double, double) { return 0.5; });
    check("1 - 2 - 3", [](double, double) { return -4.0; });
    check("8/4/2", [](double, double) { return 1.0; });
    check("2(x+1)(x-1)", [](double x, double) { return 2 * (x + 1) * (x - 1); });
    check("x y", [](double x, double y) { return x * y; });
    check("−x × 3 ÷ 2", [](double x, double) { return -x * 3 / 2; });
    check("abs(x) + sqrt(x)", [](double x, double) { return std::abs(x) + std::sqrt(x); });
    check("exp(-x^2) cos(π y)", [](double x, double y) { return std::exp(-x * x) * std::cos(M_PI * y); });
    check("tanh(log(x))", [](double x, double) { return std::tanh(std::log(x)); });
    check("tan(.5) + e", [](double, double) { return std::tan(0.5) + M_E; });
    check("1/0", [](double, double) { return INFINITY; });
    check("--x", [](double x, double) { return x; });
  }

  void whatIsWrongIsSaid() {
    const auto problem = [](const std::string& text, bool hasY = true) {
      const auto formula = Formula::parse(text, hasY);
      return formula ? std::string() : formula.error().text();
    };
    const auto says = [](const std::string& said, const char* part) {
      return said.find(part) != std::string::npos;
    };
    QVERIFY(says(problem(""), "ends too early"));
    QVERIFY(says(problem("2 +"), "ends too early"));
    QVERIFY(says(problem("(x"), "not closed"));
    QVERIFY(says(problem("sin(x"), "not closed"));
    QVERIFY(says(problem("sin x"), "needs parentheses"));
    QVERIFY(says(problem("z + 1"), "\"z\" is not known"));
    QVERIFY(says(problem("z + 1"), "There are x, y, pi"));
    QVERIFY(says(problem("z + 1", false), "There are x, pi"));
    QVERIFY(says(problem("2e3 x"), "\"e3 x\" is not understood"));
    QVERIFY(says(problem("x ! 2"), "\"! 2\" is not understood"));
    QVERIFY(says(problem("1.2.3"), "not understood"));
    QVERIFY(says(problem("x)"), "not understood"));
    QVERIFY(says(problem("y + 1", false), "of x alone"));
    QVERIFY(says(problem(std::string(300, 'x')), "at most 200"));
    QVERIFY(says(problem(std::string(100, '(') + "x" + std::string(90, ')')), "too many parentheses"));
    QVERIFY(says(problem("x" +
                         [] {
                           std::string powers;
                           for (int i = 0; i < 80; ++i) powers += "^x";
                           return powers;
                         }()),
                 "too many powers"));
  }
};

PELLUCID_TEST(tst_formula, TestFormula)
#include "tst_formula.moc"
