// SPDX-License-Identifier: GPL-3.0-or-later
// The points without noise, against the definition of each set written once more.
#include <QtTest>

#include <cmath>

#include "engine/data/point_sets.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

/// 1 or 0, or the number, that a point without noise has; nothing where no point can be.
std::optional<double> expected(const std::string& name, double x, double y) {
  const double r = std::hypot(x, y);
  if (name == "circle") {
    if (r > 5 || (r > 2.5 && r < 3.5)) return std::nullopt;
    return r < 3;
  }
  if (name == "xor") {
    const auto isApart = [](double c) { return std::abs(c) >= 0.3 && std::abs(c) <= 5.3; };
    if (!isApart(x) || !isApart(y)) return std::nullopt;
    return (x > 0) == (y > 0);
  }
  if (name == "spiral") {
    // On an arm the radius gives the angle: t = 1.75 · 2π r/5.
    const double t = 1.75 * 2 * M_PI * r / 5;
    const double first = std::hypot(x - r * std::sin(t), y - r * std::cos(t));
    const double second = std::hypot(x + r * std::sin(t), y + r * std::cos(t));
    if (std::min(first, second) > 1e-4) return std::nullopt;
    return r == 0 ? std::optional<double>() : first < second;
  }
  if (name == "pinwheel") {
    // Each arm makes two thirds of a turn, and is a third of a turn from the next.
    for (int arm = 0; arm < 3; ++arm) {
      const double t = 2 * M_PI * (arm / 3.0 + 2.0 / 3 * r / 5);
      if (std::hypot(x - r * std::sin(t), y - r * std::cos(t)) < 1e-4) return arm;
    }
    return std::nullopt;
  }
  if (std::abs(x) > 6 || std::abs(y) > 6) return std::nullopt;
  if (name == "plane") return (x + y) / 10;
  // The nearest of six centres, whose signs alternate like a chessboard's.
  double height = 0;
  for (int column = -1; column <= 1; ++column)
    for (int row = -1; row <= 1; row += 2) {
      const double distance = std::hypot(x - 4 * column, y - 2.5 * row);
      const double sign = (column == 0) == (row > 0) ? -1 : 1;
      if (distance < 2 && 1 - distance / 2 > std::abs(height)) height = sign * (1 - distance / 2);
    }
  return height;
}

double answerOf(const Dataset& dataset, const Split& split, Index i) {
  return dataset.hasClasses() ? split.labels[static_cast<std::size_t>(i)] : split.targets(0, i);
}

}  // namespace

class TestPointSets : public QObject {
  Q_OBJECT

 private slots:
  void namesAreThoseOfTheLessons() {
    QCOMPARE(pointSetNames(), (std::vector<std::string>{"circle", "xor", "gauss", "spiral", "pinwheel",
                                                        "plane", "bumps", "curve", "prices"}));
    QCOMPARE(truthTableNames(), (std::vector<std::string>{"and", "or", "xor-gate"}));
  }

  void namesCarryTheirOptions() {
    const auto spiral = parsePointSet("spiral,noise=0.1,seed=3");
    QVERIFY(spiral);
    QCOMPARE(spiral->base, std::string("spiral"));
    QCOMPARE(spiral->options.noise, 0.1);
    QCOMPARE(spiral->options.seed, std::uint64_t{3});
    QVERIFY(!parsePointSet("mnist"));
    QVERIFY(!parsePointSet("spiral,targets=x"));
  }

  void pointsWithoutNoise_data() {
    QTest::addColumn<std::string>("name");
    for (const auto& name : pointSetNames())
      if (name != "gauss" && name != "curve" && name != "prices") QTest::newRow(name.c_str()) << name;
  }

  void pointsWithoutNoise() {
    QFETCH(std::string, name);
    const Dataset dataset = makePointSet(name, {.samples = 401, .seed = 3, .targets = {}});
    QCOMPARE(dataset.shape, flatShape(2));
    QCOMPARE(dataset.outputs(), name == "pinwheel" ? Index{3} : dataset.hasClasses() ? Index{2} : Index{1});
    Index compared = 0;
    for (const Split* split : {&dataset.train, &dataset.test})
      for (Index i = 0; i < split->size(); ++i) {
        const double x = split->numbers(0, i);
        const double y = split->numbers(1, i);
        const auto answer = expected(name, x, y);
        const bool hasArms = name == "spiral" || name == "pinwheel";
        if (hasArms && std::hypot(x, y) < 1e-3) continue;  // where they begin
        QVERIFY2(answer, qPrintable(QString("%1, %2").arg(x).arg(y)));
        QVERIFY2(std::abs(answerOf(dataset, *split, i) - *answer) < 1e-5,
                 qPrintable(QString("%1, %2: %3").arg(x).arg(y).arg(*answer)));
        ++compared;
      }
    QVERIFY(compared >= 398);
  }

  void gaussIsTwoClouds() {
    const auto meanAndVariance = [](double noise) {
      const Dataset dataset =
          makePointSet("gauss", {.samples = 20'000, .noise = noise, .test = 0.01, .seed = 1, .targets = {}});
      double sum = 0;
      double squares = 0;
      for (Index i = 0; i < dataset.train.size(); ++i) {
        const double sign = dataset.train.labels[static_cast<std::size_t>(i)] == 1 ? 1 : -1;
        const double x = sign * dataset.train.numbers(0, i);
        sum += x;
        squares += x * x;
      }
      const auto n = static_cast<double>(dataset.train.size());
      return std::pair(sum / n, squares / n - sum / n * sum / n);
    };
    const auto [mean, variance] = meanAndVariance(0);
    QVERIFY(std::abs(mean - 2) < 0.03);
    QVERIFY(std::abs(variance - 0.5) < 0.03);
    QVERIFY(std::abs(meanAndVariance(0.5).second - 4) < 0.2);
  }

  void theCurveIsASine() {
    const Dataset curve = makePointSet("curve", {.samples = 300, .seed = 4, .targets = {}});
    QCOMPARE(curve.shape, flatShape(1));
    QCOMPARE(curve.inputNames, std::vector<std::string>{"x"});
    QCOMPARE(curve.targetNames, std::vector<std::string>{"y"});
    QVERIFY(curve.train.numbers.minCoeff() >= -6 && curve.train.numbers.minCoeff() < -5.5);
    QVERIFY(curve.train.numbers.maxCoeff() <= 6 && curve.train.numbers.maxCoeff() > 5.5);
    const Dataset noisy = makePointSet("curve", {.samples = 300, .noise = 0.2, .seed = 4, .targets = {}});
    double farthest = 0;
    for (Index i = 0; i < curve.train.size(); ++i) {
      QVERIFY(std::abs(curve.train.targets(0, i) - std::sin(double(curve.train.numbers(0, i)))) < 1e-5);
      const double moved = noisy.train.targets(0, i) - std::sin(double(noisy.train.numbers(0, i)));
      QVERIFY(std::abs(moved) <= 0.2 + 1e-5);
      farthest = std::max(farthest, std::abs(moved));
    }
    QVERIFY(farthest > 0.15);
  }

  /// In units typical of tables, so that scaling matters.
  void pricesFollowFromTheFlat() {
    const Dataset prices = makePointSet("prices", {.samples = 400, .targets = {}});
    QCOMPARE(prices.inputNames, (std::vector<std::string>{"area", "rooms", "age", "distance"}));
    QCOMPARE(prices.targetNames, std::vector<std::string>{"price"});
    for (Index i = 0; i < prices.train.size(); ++i) {
      const double area = prices.train.numbers(0, i);
      const double rooms = prices.train.numbers(1, i);
      const double age = prices.train.numbers(2, i);
      const double km = prices.train.numbers(3, i);
      QVERIFY(area >= 30 && area <= 200 && rooms >= 1 && rooms <= 10 && age >= 0 && age <= 100 && km >= 0 &&
              km <= 20);
      const double perSquare = (1.5 + 2.5 / std::exp(km / 8)) * (1 - age / 250);
      QVERIFY(std::abs(prices.train.targets(0, i) - (area * perSquare + 5 * rooms)) < 1e-3);
    }
  }

  void classesAreHalves() {
    for (const std::string name : {"circle", "gauss", "spiral"}) {
      const Dataset dataset = makePointSet(name, {.samples = 300, .targets = {}});
      Index positive = 0;
      for (const Split* split : {&dataset.train, &dataset.test})
        positive += std::count(split->labels.begin(), split->labels.end(), 1);
      QCOMPARE(positive, Index{150});
    }
  }

  void armsOfAPinwheelAreThirds() {
    const Dataset dataset = makePointSet("pinwheel", {.samples = 301, .targets = {}});
    QCOMPARE(dataset.classNames, (std::vector<std::string>{"A", "B", "C"}));
    std::array<Index, 3> counts = {};
    for (const Split* split : {&dataset.train, &dataset.test})
      for (const std::uint8_t label : split->labels) ++counts.at(label);
    QCOMPARE(counts, (std::array<Index, 3>{101, 100, 100}));
  }

  void noiseMixesTheClasses() {
    const Dataset clean = makePointSet("circle", {.samples = 400, .targets = {}});
    const Dataset noisy = makePointSet("circle", {.samples = 400, .noise = 0.5, .targets = {}});
    // The same points, answered as if they had been moved.
    QCOMPARE(clean.train.numbers.cols(), noisy.train.numbers.cols());
    QVERIFY(clean.train.labels != noisy.train.labels);
  }

  void seedAndShareDecide() {
    const DataOptions options{.samples = 100, .noise = 0.2, .test = 0.3, .seed = 5, .targets = {}};
    const Dataset first = makePointSet("spiral", options);
    QCOMPARE(first.test.size(), Index{30});
    QCOMPARE(first.train.size(), Index{70});
    QCOMPARE(makePointSet("spiral", options).checksum, first.checksum);
    DataOptions other = options;
    other.seed = 6;
    QVERIFY(makePointSet("spiral", other).checksum != first.checksum);
  }

  void byHandIsOneSample() {
    const Dataset dataset = makeByHand();
    QCOMPARE(dataset.train.size(), Index{1});
    QCOMPARE(dataset.train.numbers(0, 0), Scalar(2));
    QCOMPARE(dataset.train.targets(0, 0), Scalar(9));
    QCOMPARE(dataset.test.targets, dataset.train.targets);
    QCOMPARE(dataset.outputs(), Index{1});
    QVERIFY(!dataset.hasClasses());
  }

  void truthTables() {
    for (const auto& name : truthTableNames()) {
      const Dataset table = makeTruthTable(name);
      QCOMPARE(table.train.size(), Index{4});
      QCOMPARE(table.test.labels, table.train.labels);
      for (Index i = 0; i < 4; ++i) {
        const bool x = table.train.numbers(0, i) == 1;
        const bool y = table.train.numbers(1, i) == 1;
        const bool answer = name == "and" ? x && y : name == "or" ? x || y : x != y;
        QCOMPARE(table.train.labels[static_cast<std::size_t>(i)] == 1, answer);
      }
    }
  }
};

PELLUCID_TEST(tst_point_sets, TestPointSets)
#include "tst_point_sets.moc"
