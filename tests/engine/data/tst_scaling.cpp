// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/scaling.h"

#include <QtTest>

#include "engine/data/dataset.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

/// Two inputs, of which the second never changes, and prices; the test sample is outside the range of all.
Dataset prices() {
  Dataset data;
  data.shape = flatShape(2);
  data.targetNames = {"price"};
  data.train.numbers.resize(2, 4);
  data.train.numbers << 1, 2, 3, 4, 7, 7, 7, 7;
  data.train.targets.resize(1, 4);
  data.train.targets << 199'997, 199'999, 200'001, 200'003;
  data.test.numbers.resize(2, 1);
  data.test.numbers << 5, 8;
  data.test.targets.resize(1, 1);
  data.test.targets << 200'010;
  return data;
}

}  // namespace

class TestScaling : public QObject {
  Q_OBJECT

 private slots:
  /// By hand: the deviations are √1.25 and √5, also for large values.
  void isThatOfTheTrainingSamples() {
    Dataset data = prices();
    const Scaling scaling = scalingOf(data);
    QCOMPARE(scaling.inputs.mean, (Vector(2) << 2.5, 7).finished());
    QCOMPARE(scaling.inputs.deviation, (Vector(2) << std::sqrt(1.25), 1).finished());
    QCOMPARE(scaling.targets.mean, Vector::Constant(1, 200'000));
    QCOMPARE(scaling.targets.deviation, Vector::Constant(1, std::sqrt(5.0)));

    data.validation = select(data.train, std::array<Index, 1>{3});
    const std::uint32_t before = data.checksum;
    applyScaling(scaling, data);
    QCOMPARE(data.scaling, scaling);
    QVERIFY(data.checksum != before);
    QCOMPARE(data.train.numbers(0, 0), Scalar(-1.5) / scaling.inputs.deviation[0]);
    QCOMPARE(data.train.numbers(1, 0), Scalar(0));
    QCOMPARE(data.validation.numbers.col(0), data.train.numbers.col(3));
    QCOMPARE(data.test.numbers(1, 0), Scalar(1));
    QCOMPARE(data.test.targets(0, 0), Scalar(10) / scaling.targets.deviation[0]);
  }

  /// Of two channels the first is black with one white pixel, the second all white.
  void channelsHaveOneEach() {
    Dataset data;
    data.shape = {.channels = 2, .height = 1, .width = 2};
    data.classNames = {"a", "b"};
    data.train.pixels = {255, 0, 255, 255, 0, 0, 255, 255};
    data.train.labels = {0, 1};
    const Scaling scaling = scalingOf(data);
    QCOMPARE(scaling.inputs.mean, (Vector(2) << 0.25, 1).finished());
    QCOMPARE(scaling.inputs.deviation, (Vector(2) << std::sqrt(0.1875), 1).finished());
    QVERIFY(scaling.targets.isEmpty());
    applyScaling(scaling, data);
    QVERIFY(data.train.pixels.empty());
    QCOMPARE(data.train.numbers(0, 0), Scalar(0.75) / scaling.inputs.deviation[0]);
    QCOMPARE(data.train.numbers(1, 0), Scalar(-0.25) / scaling.inputs.deviation[0]);
    QCOMPARE(data.train.numbers(3, 1), Scalar(0));
  }

  void isTakenBack() {
    const Standard standard{.mean = Vector::Constant(1, 10), .deviation = Vector::Constant(1, 4)};
    Matrix values(2, 2);
    values << 2, 6, 10, 14;
    const Matrix before = values;
    scale(standard, values);
    QCOMPARE(values, (Matrix(2, 2) << -2, -1, 0, 1).finished());
    unscale(standard, values);
    QCOMPARE(values, before);
    scale(Standard{}, values);
    QCOMPARE(values, before);
  }

  void fitsWholeGroups() {
    const Standard standard{.mean = Vector::Zero(3), .deviation = Vector::Ones(3)};
    QVERIFY(standard.fits(3) && standard.fits(12) && !standard.fits(4));
    QVERIFY(Standard{}.fits(4));
    Matrix values = Matrix::Zero(4, 1);
    QVERIFY_THROWS_EXCEPTION(std::logic_error, scale(standard, values));
  }
};

PELLUCID_TEST(tst_scaling, TestScaling)
#include "tst_scaling.moc"
