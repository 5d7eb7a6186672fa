// SPDX-License-Identifier: GPL-3.0-or-later
// Planes through the inputs of several kinds of data, against probes of single points.
#include "engine/inspect/input_plane.h"

#include <QtTest>

#include "engine/data/catalogue.h"
#include "engine/data/point_sets.h"
#include "engine/inspect/probe.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

struct Setting {
  DatasetPtr data;
  std::shared_ptr<const Network> network;
  Vector weights;
};

Setting settingFor(const char* name) {
  Setting setting{.data = loadDataset(name, DataLocations{}).value(), .network = {}, .weights = {}};
  NetworkSpec spec;
  spec.layers = {dense(5, Activation::Tanh), dense(3, Activation::Softmax)};
  setting.network = Network::create(spec, setting.data->shape).value();
  setting.weights = setting.network->initialParameters(2);
  return setting;
}

Matrix probed(const Setting& setting, const Vector& input, std::size_t layer) {
  return probe(*setting.network, setting.weights, Loss::CrossEntropy, input, std::nullopt)
      .trace.layers[layer]
      .a;
}

}  // namespace

class TestInputPlane : public QObject {
  Q_OBJECT

 private slots:
  /// Two of four inputs vary, the others stay.
  void agreesWithAProbeOfEachPoint() {
    const Setting setting = settingFor("prices,samples=50+standardise");
    const Vector rest = sample(setting.data->test, 4, 3);
    const InputPlane plane = inputPlane(*setting.data, 2, Index{0}, rest, 6, 5);
    QCOMPARE(plane.plane.columns, Index{6});
    QCOMPARE(plane.plane.rows, Index{5});
    for (const std::size_t layer : {0U, 1U}) {
      const Matrix answers = answersOver(*setting.network, setting.weights, *setting.data, plane, layer);
      QCOMPARE(answers.cols(), Index{30});
      for (Index row = 0; row < 5; ++row)
        for (Index column = 0; column < 6; ++column) {
          Vector input = rest;
          input[2] = plane.plane.x(column);
          input[0] = plane.plane.y(row);
          const Matrix expected = probed(setting, input, layer);
          QCOMPARE(expected.rows(), answers.rows());
          for (Index unit = 0; unit < answers.rows(); ++unit)
            QVERIFY(isClose(answers(unit, row * 6 + column), expected(unit, 0)));
        }
    }
  }

  void whatIsMadeFromThemFollows() {
    const Setting setting = settingFor("circle,samples=30+x2+y2");
    const InputPlane plane = inputPlane(*setting.data, 0, Index{1}, sample(setting.data->test, 4, 0), 4, 3);
    const Matrix answers = answersOver(*setting.network, setting.weights, *setting.data, plane, 1);
    for (Index row = 0; row < 3; ++row)
      for (Index column = 0; column < 4; ++column) {
        const Scalar x = plane.plane.x(column);
        const Scalar y = plane.plane.y(row);
        Vector input(4);
        input << x, y, x * x, y * y;
        const Matrix expected = probed(setting, input, 1);
        for (Index unit = 0; unit < 3; ++unit)
          QVERIFY(isClose(answers(unit, row * 4 + column), expected(unit, 0)));
      }
  }

  void aLineHasOneRow() {
    const Setting setting = settingFor("curve,samples=40");
    const InputPlane line = inputPlane(*setting.data, 0, std::nullopt, Vector::Zero(1), 9, 7);
    QCOMPARE(line.plane.rows, Index{1});
    const Matrix answers = answersOver(*setting.network, setting.weights, *setting.data, line, 1);
    QCOMPARE(answers.cols(), Index{9});
    for (Index column = 0; column < 9; ++column) {
      const Matrix expected = probed(setting, Vector::Constant(1, line.plane.x(column)), 1);
      for (Index unit = 0; unit < 3; ++unit) QVERIFY(isClose(answers(unit, column), expected(unit, 0)));
    }
  }

  void samplesAreAnsweredInTheirOrder() {
    const Setting setting = settingFor("xor,samples=700,test=0.1");
    const Matrix answers = answersTo(*setting.network, setting.weights, setting.data->train, 1, 600);
    QCOMPARE(answers.cols(), Index{600});
    for (const Index i : {0, 1, 249, 250, 599}) {
      const Matrix expected = probed(setting, sample(setting.data->train, 2, i), 1);
      for (Index unit = 0; unit < 3; ++unit) QVERIFY(isClose(answers(unit, i), expected(unit, 0)));
    }
    QCOMPARE(answersTo(*setting.network, setting.weights, setting.data->test, 0, 600).cols(), Index{70});
  }

  void theIntervalIsThatOfAllSamplesAndATenthMore() {
    Dataset data = makePointSet("xor", {.samples = 20, .targets = {}});
    data.train.numbers.row(1).setConstant(2);
    data.test.numbers.row(1).setConstant(2);
    data.test.numbers(1, 0) = 12;
    QVERIFY(isClose(intervalOf(data, 1).least, 1));
    QVERIFY(isClose(intervalOf(data, 1).most, 13));
    data.train = data.test = {};
    QCOMPARE(intervalOf(data, 0).least, Scalar(-1));
    QCOMPARE(intervalOf(data, 0).most, Scalar(1));
  }

  void imagesHaveNoPlane() {
    Dataset images;
    images.shape = {.channels = 1, .height = 28, .width = 28};
    QVERIFY(!hasPlane(images));
    QVERIFY(hasPlane(makePointSet("curve", {.samples = 10, .targets = {}})));
  }
};

PELLUCID_TEST(tst_input_plane, TestInputPlane)
#include "tst_input_plane.moc"
