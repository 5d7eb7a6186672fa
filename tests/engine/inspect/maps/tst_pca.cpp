// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/maps/pca.h"

#include <QtTest>

#include <cmath>
#include <vector>

#include "engine/base/random.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// N points with deviations 5, 3, 1, 1, … along directions that are not axes.
Matrix cloud(Index dimensions, Index samples, std::uint64_t seed = 1) {
  Random random(seed, "test");
  Matrix points(dimensions, samples);
  for (Index n = 0; n < samples; ++n) {
    const double first = 5 * random.normal();
    const double second = 3 * random.normal();
    for (Index d = 0; d < dimensions; ++d) {
      const double along = std::sin(static_cast<double>(d) + 1);
      const double across = std::cos(1.7 * static_cast<double>(d));
      points(d, n) = static_cast<Scalar>(4 + first * along + second * across + 0.3 * random.normal());
    }
  }
  return points;
}

/// The largest eigenvalues of the covariance and their vectors, by Jacobi rotations in plain loops.
struct NaivePca {
  std::vector<std::vector<double>> covariance;
  std::vector<std::vector<double>> vectors;  ///< by column
  std::vector<std::size_t> order;
  double total = 0;

  explicit NaivePca(const Matrix& points) {
    const auto size = static_cast<std::size_t>(points.rows());
    std::vector<double> mean(size, 0);
    for (std::size_t d = 0; d < size; ++d) {
      for (Index n = 0; n < points.cols(); ++n)
        mean[d] += static_cast<double>(points(static_cast<Index>(d), n));
      mean[d] /= static_cast<double>(points.cols());
    }
    covariance.assign(size, std::vector<double>(size, 0));
    vectors.assign(size, std::vector<double>(size, 0));
    for (std::size_t i = 0; i < size; ++i) {
      vectors[i][i] = 1;
      order.push_back(i);
      for (std::size_t j = 0; j < size; ++j) {
        for (Index n = 0; n < points.cols(); ++n)
          covariance[i][j] += (static_cast<double>(points(static_cast<Index>(i), n)) - mean[i]) *
                              (static_cast<double>(points(static_cast<Index>(j), n)) - mean[j]);
        covariance[i][j] /= static_cast<double>(points.cols());
      }
    }
    for (std::size_t d = 0; d < size; ++d) total += covariance[d][d];
    for (int sweep = 0; sweep < 30; ++sweep)
      for (std::size_t p = 0; p < size; ++p)
        for (std::size_t q = p + 1; q < size; ++q) rotate(p, q);
    std::ranges::sort(order, [&](auto a, auto b) { return covariance[a][a] > covariance[b][b]; });
  }

  void rotate(std::size_t p, std::size_t q) {
    auto& a = covariance;
    // What is left after a few sweeps is far below the rounding of the values on the diagonal.
    if (std::abs(a[p][q]) <= 1e-25 * total) return;
    const double angle = 0.5 * std::atan2(2 * a[p][q], a[q][q] - a[p][p]);
    const double c = std::cos(angle);
    const double s = std::sin(angle);
    const auto turn = [c, s](double& x, double& y) {
      const double before = x;
      x = c * before - s * y;
      y = s * before + c * y;
    };
    for (std::vector<double>& row : a) turn(row[p], row[q]);
    for (std::size_t k = 0; k < a.size(); ++k) turn(a[p][k], a[q][k]);
    for (std::vector<double>& row : vectors) turn(row[p], row[q]);
  }
  double value(std::size_t i) const { return covariance[order[i]][order[i]]; }
  double component(std::size_t i, std::size_t d) const { return vectors[d][order[i]]; }
};

}  // namespace

class TestPca : public QObject {
  Q_OBJECT

 private slots:
  void axesAreThoseOfPlainLoops_data() {
    QTest::addColumn<Index>("dimensions");
    QTest::addColumn<Index>("samples");
    QTest::newRow("more samples than dimensions") << Index{5} << Index{200};
    QTest::newRow("fewer samples than dimensions") << Index{40} << Index{12};
    QTest::newRow("two dimensions") << Index{2} << Index{50};
    QTest::newRow("too many for all eigenvectors") << kMostEigenDimensions + 4 << Index{60};
  }

  void axesAreThoseOfPlainLoops() {
    QFETCH(Index, dimensions);
    QFETCH(Index, samples);
    const Matrix points = cloud(dimensions, samples);
    const Pca pca = pcaOf(points);
    const NaivePca naive(points);
    double total = 0;
    for (std::size_t d = 0; d < static_cast<std::size_t>(dimensions); ++d) total += naive.value(d);
    QVERIFY(isClose(pca.total, total, kSumPrecision));
    const Matrix map = project(pca, points);
    QVERIFY(map.rows() == 2 && map.cols() == samples);
    for (std::size_t i = 0; i < 2; ++i) {
      const auto axis = static_cast<Index>(i);
      QVERIFY(isClose(pca.variance[axis], naive.value(i), kSumPrecision));
      double dot = 0;
      double square = 0;
      for (std::size_t d = 0; d < static_cast<std::size_t>(dimensions); ++d)
        dot += naive.component(i, d) * static_cast<double>(pca.axes(static_cast<Index>(d), axis));
      QVERIFY(std::abs(std::abs(dot) - 1) < 1e-4);
      // The points along it have its variance, and the mean 0.
      double mean = 0;
      for (Index n = 0; n < samples; ++n) {
        mean += static_cast<double>(map(axis, n)) / static_cast<double>(samples);
        square += static_cast<double>(map(axis, n)) * static_cast<double>(map(axis, n));
      }
      QVERIFY(std::abs(mean) < 1e-3);
      QVERIFY(isClose(square / static_cast<double>(samples), pca.variance[axis], kSumPrecision));
      Index largest = 0;
      pca.axes.col(axis).cwiseAbs().maxCoeff(&largest);
      QVERIFY(pca.axes(largest, axis) > 0);
    }
    QVERIFY(isClose(pca.shown(), (naive.value(0) + naive.value(1)) / total, kSumPrecision));
  }

  void pointsThatDoNotVaryLieInTheMiddle() {
    const Matrix same = Matrix::Constant(7, 5, Scalar(2.5));
    const Pca none = pcaOf(same);
    QCOMPARE(none.total, 0.0);
    QCOMPARE(none.shown(), 1.0);
    QVERIFY(project(none, same).isZero());
    // On a line there is one axis, and a single number has no second one.
    Matrix line(3, 4);
    for (Index n = 0; n < 4; ++n) line.col(n).setConstant(static_cast<Scalar>(n));
    const Pca one = pcaOf(line);
    QCOMPARE(one.variance[1], 0.0);
    QVERIFY(isClose(one.variance[0], one.total));
    const Pca number = pcaOf(Matrix(line.topRows(1)));
    QVERIFY(isClose(number.variance[0], 1.25));
    QVERIFY(project(number, line.topRows(1)).row(1).isZero());
  }

  void ofManyDimensionsItCanBeCancelled() {
    const Progress progress = Progress::watched();
    progress.cancel();
    const Pca pca = pcaOf(cloud(kMostEigenDimensions + 4, 60), progress);
    QVERIFY(pca.axes.isZero());
    QCOMPARE(pca.axes.rows(), kMostEigenDimensions + 4);
  }

  void picturesDoNotFlip() {
    const Matrix points = cloud(6, 40);
    const Matrix map = project(pcaOf(points), points);
    Matrix flipped = map;
    flipped.row(1) *= Scalar(-1);
    QVERIFY(turnedLike(flipped, map) == map);
    QVERIFY(turnedLike(map, Matrix()) == map);
    QVERIFY(turnedLike(map, flipped) == flipped);
  }
};

PELLUCID_TEST(tst_pca, TestPca)
#include "tst_pca.moc"
