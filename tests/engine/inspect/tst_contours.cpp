// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/contours.h"

#include <QtTest>
#include <cmath>
#include <functional>
#include <limits>
#include <map>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

Vector fieldOf(Index columns, Index rows, const std::function<double(double, double)>& f) {
  Vector values(columns * rows);
  for (Index row = 0; row < rows; ++row)
    for (Index column = 0; column < columns; ++column)
      values[row * columns + column] =
          static_cast<Scalar>(f(static_cast<double>(column) + 0.5, static_cast<double>(row) + 0.5));
  return values;
}

}  // namespace

class TestContours : public QObject {
  Q_OBJECT

 private slots:
  /// On a slope the lines are straight, exact, and as long as the field.
  void aSlopeHasAStraightLine() {
    const Vector slope = fieldOf(8, 5, [](double x, double y) { return 2 * x + y; });
    const auto pieces = contour(slope, 8, 5, 9);
    QVERIFY(!pieces.empty());
    double length = 0;
    for (const ContourPiece& piece : pieces) {
      QVERIFY(std::abs(2 * piece.x0 + piece.y0 - 9) < 1e-5);
      QVERIFY(std::abs(2 * piece.x1 + piece.y1 - 9) < 1e-5);
      length +=
          std::hypot(static_cast<double>(piece.x1 - piece.x0), static_cast<double>(piece.y1 - piece.y0));
    }
    // From the middle of the first row to the middle of the last one.
    QVERIFY(std::abs(length - std::hypot(2.0, 4.0)) < 1e-5);
  }

  /// On a cone it is closed, and as circular as the squares allow.
  void aConeHasACircle() {
    const Vector cone = fieldOf(40, 40, [](double x, double y) { return std::hypot(x - 20, y - 20); });
    const auto pieces = contour(cone, 40, 40, 12);
    std::map<std::pair<long, long>, int> ends;
    const auto end = [&](Scalar x, Scalar y) {
      ++ends[{std::lround(static_cast<double>(x) * 1e3), std::lround(static_cast<double>(y) * 1e3)}];
    };
    for (const ContourPiece& piece : pieces) {
      QVERIFY(std::abs(std::hypot(static_cast<double>(piece.x0) - 20, static_cast<double>(piece.y0) - 20) -
                       12) < 0.02);
      end(piece.x0, piece.y0);
      end(piece.x1, piece.y1);
    }
    for (const auto& [place, count] : ends) QCOMPARE(count % 2, 0);
  }

  /// Two peaks that touch at a corner: the value in the middle decides whether they are joined.
  void aSaddleIsDecidedByItsMiddle() {
    Vector saddle(4);
    saddle << 1, 0, 0, Scalar(0.9);
    for (const double level : {0.3, 0.6}) {
      const auto pieces = contour(saddle, 2, 2, static_cast<Scalar>(level));
      QCOMPARE(pieces.size(), std::size_t{2});
      // Below the mean of 0.475 the peaks are joined: each line cuts off a corner that is 0, at the top right
      // and the bottom left.
      const bool isJoined = level < 0.475;
      for (const ContourPiece& piece : pieces) {
        const auto x = static_cast<double>(piece.x0 + piece.x1) / 2 - 1;
        const auto y = static_cast<double>(piece.y0 + piece.y1) / 2 - 1;
        QCOMPARE(x * y < 0, isJoined);
      }
    }
  }

  void levelFieldsAndHolesHaveNone() {
    QVERIFY(contour(Vector::Constant(12, Scalar(0.5)), 4, 3, Scalar(0.5)).empty());
    Vector hole = Vector::Zero(4);
    hole[0] = 1;
    hole[3] = std::numeric_limits<Scalar>::quiet_NaN();
    QVERIFY(contour(hole, 2, 2, Scalar(0.5)).empty());
    QVERIFY(contour(Vector::Zero(3), 3, 1, 0).empty());
  }
};

PELLUCID_TEST(tst_contours, TestContours)
#include "tst_contours.moc"
