// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/plane_field.h"

#include <QtTest>
#include <cmath>

#include "tests/support/test_program.h"
#include "ui/theme/class_colours.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::Index;
using engine::Matrix;
using engine::Scalar;

namespace {

PlaneMeaning classesOf(Index outputs) {
  PlaneMeaning meaning{.kind = PlaneMeaning::Kind::Classes, .coding = {}};
  meaning.coding =
      engine::targetCoding(outputs == 1 ? engine::Loss::BinaryCrossEntropy : engine::Loss::CrossEntropy,
                           outputs == 1 ? engine::Activation::Sigmoid : engine::Activation::Softmax, outputs);
  return meaning;
}

/// How far a colour is from the ground.
int strengthOf(QColor colour, const Theme& theme) {
  return std::abs(colour.red() - theme.field.red()) + std::abs(colour.green() - theme.field.green()) +
         std::abs(colour.blue() - theme.field.blue());
}

}  // namespace

class TestPlaneField : public QObject {
  Q_OBJECT

 private slots:
  /// The winner's colour, stronger with greater certainty, in both themes.
  void strengthIsCertainty() {
    Matrix answers(3, 4);
    answers << Scalar(0.98), Scalar(0.5), Scalar(0.34), Scalar(0.1),  // class 0
        Scalar(0.01), Scalar(0.3), Scalar(0.33), Scalar(0.1),         //
        Scalar(0.01), Scalar(0.2), Scalar(0.33), Scalar(0.8);         // class 2
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      const QImage image = fieldImage(answers, classesOf(3), 4, 1, *theme);
      QCOMPARE(image.size(), QSize(4, 1));
      QVERIFY(strengthOf(image.pixelColor(0, 0), *theme) > strengthOf(image.pixelColor(1, 0), *theme));
      QVERIFY(strengthOf(image.pixelColor(1, 0), *theme) > strengthOf(image.pixelColor(2, 0), *theme));
      // Guessing among three is no certainty at all, and one half is a quarter of the way.
      QCOMPARE(image.pixelColor(1, 0), certaintyColour(*theme, classColour(*theme, 0, 3), 0.25));
      QCOMPARE(image.pixelColor(3, 0).rgb(),
               certaintyColour(*theme, classColour(*theme, 2, 3), std::round(0.7 * 64) / 64).rgb());
    }
  }

  void numbersHaveTheDivergingScale() {
    PlaneMeaning meaning{.coding = {}};
    meaning.middle = 10;
    meaning.half = 4;
    Matrix answers(1, 3);
    answers << 6, 10, 20;
    const Theme& theme = lightTheme();
    const QImage image = fieldImage(answers, meaning, 3, 1, theme);
    QCOMPARE(image.pixelColor(0, 0), theme.negative);
    QCOMPARE(image.pixelColor(1, 0), theme.neutral);
    QCOMPARE(image.pixelColor(2, 0), theme.positive);
    QCOMPARE(numberColour(theme, meaning, 14), theme.positive);
  }

  /// p grows by 0.05 from column to column, so there are nine upright lines.
  void linesStandATenthApart() {
    constexpr int kColumns = 20;
    constexpr int kRows = 3;
    Matrix answers(1, kColumns * kRows);
    for (int row = 0; row < kRows; ++row)
      for (int column = 0; column < kColumns; ++column)
        answers(0, row * kColumns + column) = static_cast<Scalar>(0.025 + 0.05 * column);
    const FieldLines lines = fieldLines(answers, classesOf(1), kColumns, kRows);
    QCOMPARE(lines.boundary.size(), std::size_t{kRows - 1});
    for (const QLineF& line : lines.boundary) {
      QVERIFY(std::abs(line.x1() - 10) < 1e-3 && std::abs(line.x2() - 10) < 1e-3);
      QVERIFY(std::abs(line.length() - 1) < 1e-6);
    }
    QCOMPARE(lines.levels.size(), std::size_t{8 * (kRows - 1)});
    for (const QLineF& line : lines.levels) {
      const double tenth = (0.025 + 0.05 * (line.x1() - 0.5)) * 10;
      QVERIFY(std::abs(tenth - std::round(tenth)) < 1e-3);
    }
  }

  /// Three classes side by side meet at two boundaries, and only the winner's levels are drawn.
  void manyClassesMeetWhereTheWinnerChanges() {
    constexpr int kColumns = 30;
    Matrix answers(3, kColumns * 2);
    for (int i = 0; i < kColumns * 2; ++i) {
      const double x = i % kColumns;
      double z[3], sum = 0;
      for (int k = 0; k < 3; ++k) sum += z[k] = std::exp(-std::abs(x - 5 - 10 * k) / 3);
      for (int k = 0; k < 3; ++k) answers(k, i) = static_cast<Scalar>(z[k] / sum);
    }
    const FieldLines lines = fieldLines(answers, classesOf(3), kColumns, 2);
    QVERIFY(!lines.boundary.empty() && !lines.levels.empty());
    for (const QLineF& line : lines.boundary) {
      const double x = line.x1() - 0.5;
      QVERIFY2(std::abs(x - 10) < 0.1 || std::abs(x - 20) < 0.1, qPrintable(QString::number(x)));
    }
  }
};

PELLUCID_TEST(tst_plane_field, TestPlaneField)
#include "tst_plane_field.moc"
