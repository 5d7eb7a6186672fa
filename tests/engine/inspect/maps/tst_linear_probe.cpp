// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/maps/linear_probe.h"

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

/// a x = b for each column of b, by Gaussian elimination with pivoting.
Rows eliminated(Rows a, Rows b) {
  const std::size_t n = a.size();
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k; i < n; ++i)
      if (std::abs(a[i][k]) > std::abs(a[pivot][k])) pivot = i;
    std::swap(a[k], a[pivot]);
    std::swap(b[k], b[pivot]);
    for (std::size_t i = k + 1; i < n; ++i) {
      const double factor = a[i][k] / a[k][k];
      for (std::size_t j = k; j < n; ++j) a[i][j] -= factor * a[k][j];
      for (std::size_t j = 0; j < b[i].size(); ++j) b[i][j] -= factor * b[k][j];
    }
  }
  for (std::size_t k = n; k-- > 0;)
    for (std::size_t j = 0; j < b[k].size(); ++j) {
      for (std::size_t i = k + 1; i < n; ++i) b[k][j] -= a[k][i] * b[i][j];
      b[k][j] /= a[k][k];
    }
  return b;
}

/// The answers to the second half by the header's formula, always with the D×D matrix.
Rows naiveAnswers(const Matrix& points, const Rows& y) {
  const auto all = static_cast<std::size_t>(points.cols());
  const auto dimensions = static_cast<std::size_t>(points.rows());
  const std::size_t n = (all + 1) / 2;
  const std::size_t outputs = y[0].size();
  std::vector<double> mean(dimensions, 0);
  std::vector<double> meanY(outputs, 0);
  const auto x = [&](std::size_t d, std::size_t i) {
    return static_cast<double>(points(static_cast<Index>(d), static_cast<Index>(i)));
  };
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t d = 0; d < dimensions; ++d) mean[d] += x(d, i) / static_cast<double>(n);
    for (std::size_t o = 0; o < outputs; ++o) meanY[o] += y[i][o] / static_cast<double>(n);
  }
  Rows inner(dimensions, std::vector<double>(dimensions, 0));
  Rows right(dimensions, std::vector<double>(outputs, 0));
  double squares = 0;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t d = 0; d < dimensions; ++d) {
      squares += (x(d, i) - mean[d]) * (x(d, i) - mean[d]);
      for (std::size_t e = 0; e < dimensions; ++e) inner[d][e] += (x(d, i) - mean[d]) * (x(e, i) - mean[e]);
      for (std::size_t o = 0; o < outputs; ++o) right[d][o] += (x(d, i) - mean[d]) * (y[i][o] - meanY[o]);
    }
  for (std::size_t d = 0; d < dimensions; ++d)
    inner[d][d] += kProbeRidge * squares / static_cast<double>(dimensions);
  const Rows w = eliminated(inner, right);
  Rows answers;
  for (std::size_t i = n; i < all; ++i) {
    std::vector<double> answer = meanY;
    for (std::size_t o = 0; o < outputs; ++o)
      for (std::size_t d = 0; d < dimensions; ++d) answer[o] += w[d][o] * (x(d, i) - mean[d]);
    answers.push_back(answer);
  }
  return answers;
}

/// Overlapping clouds, one around the centre of each class.
Matrix clouds(const std::vector<std::uint8_t>& labels, Index dimensions, Random& random) {
  Matrix points(dimensions, static_cast<Index>(labels.size()));
  for (Index n = 0; n < points.cols(); ++n)
    for (Index d = 0; d < dimensions; ++d)
      points(d, n) = static_cast<Scalar>(
          1.3 * std::sin(3.0 * labels[static_cast<std::size_t>(n)] + static_cast<double>(d)) +
          random.normal());
  return points;
}

}  // namespace

class TestLinearProbe : public QObject {
  Q_OBJECT

 private slots:
  void classesAreThoseOfPlainLoops_data() {
    QTest::addColumn<Index>("dimensions");
    QTest::addColumn<int>("samples");
    QTest::newRow("more samples than dimensions") << Index{4} << 301;
    QTest::newRow("more dimensions than samples") << Index{60} << 50;
  }

  void classesAreThoseOfPlainLoops() {
    QFETCH(Index, dimensions);
    QFETCH(int, samples);
    Random random(1, "test");
    std::vector<std::uint8_t> labels;
    for (int i = 0; i < samples; ++i) labels.push_back(static_cast<std::uint8_t>(random.below(3)));
    const Matrix points = clouds(labels, dimensions, random);
    Rows y;
    for (const std::uint8_t label : labels) {
      y.emplace_back(3, 0.0);
      y.back()[label] = 1;
    }
    const Rows answers = naiveAnswers(points, y);
    Index right = 0;
    for (std::size_t i = 0; i < answers.size(); ++i)
      if (std::ranges::max_element(answers[i]) - answers[i].begin() ==
          labels[labels.size() - answers.size() + i])
        ++right;
    const auto probe = probeClasses(points, labels, 3);
    QVERIFY(probe.has_value());
    QCOMPARE(probe->right, right);
    QCOMPARE(probe->asked, static_cast<Index>(answers.size()));
    QCOMPARE(probe->fitted + probe->asked, static_cast<Index>(samples));
    QCOMPARE(probe->score, static_cast<double>(right) / static_cast<double>(answers.size()));
    QVERIFY(probe->score > 0.45 && probe->score < 1);  // better than guessing, and not trivial
  }

  void numbersAreThoseOfPlainLoops() {
    Random random(2, "test");
    Matrix points(3, 80);
    Matrix targets(2, 80);
    Rows y;
    for (Index n = 0; n < 80; ++n) {
      for (Index d = 0; d < 3; ++d) points(d, n) = static_cast<Scalar>(random.normal());
      targets(0, n) = 2 * points(0, n) - points(2, n) + static_cast<Scalar>(0.5 * random.normal());
      targets(1, n) = points(1, n) * points(1, n);
      y.push_back({static_cast<double>(targets(0, n)), static_cast<double>(targets(1, n))});
    }
    const Rows answers = naiveAnswers(points, y);
    double errors = 0;
    double around = 0;
    for (std::size_t o = 0; o < 2; ++o) {
      double mean = 0;
      for (std::size_t i = 40; i < 80; ++i) mean += y[i][o] / 40;
      for (std::size_t i = 40; i < 80; ++i) {
        errors += std::pow(answers[i - 40][o] - y[i][o], 2);
        around += std::pow(y[i][o] - mean, 2);
      }
    }
    const auto probe = probeNumbers(points, targets);
    QVERIFY(probe && isClose(probe->score, 1 - errors / around, kSumPrecision));
  }

  void separableClassesAreAllRight() {
    Matrix points(2, 40);
    std::vector<std::uint8_t> labels;
    for (Index n = 0; n < 40; ++n) {
      labels.push_back(static_cast<std::uint8_t>(n % 2));
      points.col(n) << (n % 2 == 0 ? Scalar(-1) : Scalar(1)), static_cast<Scalar>(n % 5);
    }
    QCOMPARE(probeClasses(points, labels, 2)->score, 1.0);
  }

  void ofManyDimensionsItCanBeCancelled() {
    const std::vector<std::uint8_t> labels = {0, 1, 0, 1, 0, 1};
    const Matrix points = Matrix::Random(40, 6);
    const Progress progress = Progress::watched();
    QVERIFY(probeClasses(points, labels, 2, progress));
    progress.cancel();
    QVERIFY(!probeClasses(points, labels, 2, progress));
  }

  void whatCannotBeFittedHasNoNumber() {
    const std::vector<std::uint8_t> one = {0};
    QVERIFY(!probeClasses(Matrix::Ones(2, 1), one, 2));
    const std::vector<std::uint8_t> two = {0, 1};
    QVERIFY(!probeClasses(Matrix::Constant(2, 2, NAN), two, 2));
    QVERIFY(!probeNumbers(Matrix::Random(2, 6), Matrix::Ones(1, 6)));
    // If the points do not vary, the answer is the most frequent class of those fitted.
    const std::vector<std::uint8_t> four = {1, 1, 1, 0};
    QCOMPARE(probeClasses(Matrix::Ones(2, 4), four, 2)->score, 0.5);
  }
};

PELLUCID_TEST(tst_linear_probe, TestLinearProbe)
#include "tst_linear_probe.moc"
