// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/maps/tsne.h"

#include <QtTest>

#include <cmath>
#include <vector>

#include "engine/base/random.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

using Rows = std::vector<std::vector<double>>;

/// Three clouds far from each other, in turn.
Matrix threeClouds(Index points, Index dimensions = 5) {
  Random random(3, "test");
  Matrix x(dimensions, points);
  for (Index n = 0; n < points; ++n)
    for (Index d = 0; d < dimensions; ++d)
      x(d, n) = static_cast<Scalar>((n % 3 == d ? 12 : 0) + random.normal());
  return x;
}

Matrix somePlaces(Index points, double spread = 1) {
  Random random(5, "test");
  Matrix y(2, points);
  for (Index n = 0; n < points; ++n)
    for (Index d = 0; d < 2; ++d) y(d, n) = static_cast<Scalar>(spread * random.normal());
  return y;
}

double squaredDistance(const Matrix& x, Index i, Index j) {
  double sum = 0;
  for (Index d = 0; d < x.rows(); ++d)
    sum += std::pow(static_cast<double>(x(d, i)) - static_cast<double>(x(d, j)), 2);
  return sum;
}

/// By definition, in doubles; the bandwidth by bisection.
Rows naiveShares(const Matrix& x, double perplexity) {
  const Index n = x.cols();
  Rows given(static_cast<std::size_t>(n), std::vector<double>(static_cast<std::size_t>(n), 0));
  for (Index i = 0; i < n; ++i) {
    auto& row = given[static_cast<std::size_t>(i)];
    double low = -20;  // logarithms of β
    double high = 20;
    for (int halving = 0; halving < 200; ++halving) {
      const double beta = std::exp((low + high) / 2);
      double sum = 0;
      double nearest = INFINITY;
      for (Index j = 0; j < n; ++j)
        if (j != i) nearest = std::min(nearest, squaredDistance(x, i, j));
      for (Index j = 0; j < n; ++j) {
        row[static_cast<std::size_t>(j)] =
            j == i ? 0 : std::exp(-beta * (squaredDistance(x, i, j) - nearest));
        sum += row[static_cast<std::size_t>(j)];
      }
      double entropy = 0;
      for (double& share : row) {
        share /= sum;
        if (share > 0) entropy -= share * std::log2(share);
      }
      (std::exp2(entropy) > perplexity ? low : high) = (low + high) / 2;
    }
  }
  Rows shares = given;
  for (std::size_t i = 0; i < shares.size(); ++i)
    for (std::size_t j = 0; j < shares.size(); ++j)
      shares[i][j] = (given[i][j] + given[j][i]) / (2 * static_cast<double>(n));
  return shares;
}

double naiveLoss(const Matrix& shares, const Matrix& y) {
  double sum = 0;
  for (Index i = 0; i < y.cols(); ++i)
    for (Index j = 0; j < y.cols(); ++j)
      if (i != j) sum += 1 / (1 + squaredDistance(y, i, j));
  double loss = 0;
  for (Index i = 0; i < y.cols(); ++i)
    for (Index j = 0; j < y.cols(); ++j) {
      const auto p = static_cast<double>(shares(i, j));
      if (i != j && p > 0) loss += p * std::log(p / (1 / (1 + squaredDistance(y, i, j)) / sum));
    }
  return loss;
}

}  // namespace

class TestTsne : public QObject {
  Q_OBJECT

 private slots:
  void sharesAreThoseOfPlainLoops() {
    const Matrix x = threeClouds(40);
    const Rows naive = naiveShares(x, 7);
    const Matrix shares = neighbourShares(x, 7).value();
    QVERIFY(shares.rows() == 40 && shares.cols() == 40);
    double sum = 0;
    for (Index i = 0; i < 40; ++i)
      for (Index j = 0; j < 40; ++j) {
        const double expected = naive[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
        const auto share = static_cast<double>(shares(i, j));
        // The perplexity is met as closely as bisection allows.
        QVERIFY(std::abs(share - expected) < 2e-4 * std::max(expected, 1e-3));
        QCOMPARE(shares(i, j), shares(j, i));
        sum += share;
      }
    QVERIFY(isClose(sum, 1, 1e-4));
  }

  void noMoreNeighboursThanThereAre() {
    const Matrix x = threeClouds(10);
    QCOMPARE(mostPerplexity(10), 3.0);
    QVERIFY(neighbourShares(x, 30).value() == neighbourShares(x, 3).value());
    // Points that are all the same are all equally near.
    const Matrix same = neighbourShares(Matrix::Ones(3, 4), 1).value();
    QVERIFY(same.allFinite() && isClose(static_cast<double>(same.sum()), 1, 1e-4));
  }

  void theLossIsThatOfPlainLoops() {
    const Matrix shares = neighbourShares(threeClouds(30), 5).value();
    for (const double spread : {0.01, 1.0, 20.0}) {
      const Matrix y = somePlaces(30, spread);
      QVERIFY(isClose(tsneLoss(shares, y), naiveLoss(shares, y), 1e-4));
    }
  }

  /// From the plain loops' loss, in double whatever the engine uses.
  void theGradientIsThatOfFiniteDifferences() {
    const Matrix shares = neighbourShares(threeClouds(24), 5).value();
    const Matrix y = somePlaces(24);
    const Matrix gradient = tsneGradient(shares, y);
    constexpr double kMove = kIsDouble ? 1e-5 : 1e-2;
    for (Index i = 0; i < 24; ++i)
      for (Index d = 0; d < 2; ++d) {
        Matrix up = y;
        Matrix down = y;
        up(d, i) += static_cast<Scalar>(kMove);
        down(d, i) -= static_cast<Scalar>(kMove);
        const double moved = static_cast<double>(up(d, i)) - static_cast<double>(down(d, i));
        const double slope = (naiveLoss(shares, up) - naiveLoss(shares, down)) / moved;
        QVERIFY2(std::abs(slope - static_cast<double>(gradient(d, i))) < (kIsDouble ? 1e-8 : 1e-4),
                 qPrintable(QStringLiteral("%1 and %2").arg(slope).arg(gradient(d, i))));
      }
  }

  /// With exaggeration, the gradient is that of shares 12 times as large.
  void exaggerationMultipliesTheAttraction() {
    const Matrix shares = neighbourShares(threeClouds(24), 5).value();
    const Matrix y = somePlaces(24);
    const Matrix both = tsneGradient(shares, y, 12);
    const Matrix once = tsneGradient(shares, y, 1);
    const Matrix none = tsneGradient(shares, y, 0);
    QVERIFY(largestDifference(both.reshaped(), (Scalar(12) * (once - none) + none).reshaped()) < 1e-4);
  }

  void theLossFallsAndCloudsComeApart() {
    const Index count = 60;
    const Matrix x = threeClouds(count);
    Tsne tsne(neighbourShares(x, 10).value(), {.learningRate = 20});
    const double first = tsne.loss();
    for (int i = 0; i < 100; ++i) tsne.step();
    const double early = tsne.loss();
    for (int i = 0; i < 200; ++i) tsne.step();
    QCOMPARE(tsne.steps(), 300);
    QVERIFY(early < first);
    QVERIFY(tsne.loss() < early);
    QVERIFY(tsne.places().rowwise().mean().norm() < 1e-3);
    // The nearest point in the map belongs to the same cloud.
    for (Index i = 0; i < count; ++i) {
      Index nearest = -1;
      for (Index j = 0; j < count; ++j)
        if (j != i && (nearest < 0 ||
                       squaredDistance(tsne.places(), i, j) < squaredDistance(tsne.places(), i, nearest)))
          nearest = j;
      QCOMPARE(nearest % 3, i % 3);
    }
  }

  void theSameSeedGivesTheSameBits() {
    const Matrix shares = neighbourShares(threeClouds(30), 5).value();
    const auto after = [&](std::uint64_t seed) {
      Tsne tsne(shares, {.seed = seed});
      for (int i = 0; i < 40; ++i) tsne.step();
      return tsne.places();
    };
    QVERIFY(after(1) == after(1));
    QVERIFY(after(1) != after(2));
  }

  void aCancelledRequestAnswersNothing() {
    const Progress progress = Progress::watched();
    progress.cancel();
    QVERIFY(!neighbourShares(threeClouds(10), 3, progress));
  }
};

PELLUCID_TEST(tst_tsne, TestTsne)
#include "tst_tsne.moc"
