// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/lens/loss_surface.h"

#include <QtTest>

#include <cmath>

#include "tests/support/datasets.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

double plainDot(const Vector& a, const Vector& b) {
  double sum = 0;
  for (Index i = 0; i < a.size(); ++i) sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
  return sum;
}

bool isUpright(const WeightPlane& plane) {
  return isClose(plainDot(plane.across, plane.across), 1, 1e-5) &&
         isClose(plainDot(plane.up, plane.up), 1, 1e-5) && std::abs(plainDot(plane.across, plane.up)) < 1e-5;
}

struct Walked {
  DatasetPtr dataset = syntheticDataset();
  Trainer trainer;
  std::vector<Vector> states;
  std::vector<const Vector*> way;

  explicit Walked(const Experiment& experiment = smallExperiment(), int steps = 20)
      : trainer(Trainer::create(experiment, dataset).value()) {
    states.push_back(trainer.state().weights);
    for (int i = 0; i < steps; ++i) {
      trainer.step();
      states.push_back(trainer.state().weights);
    }
    for (const Vector& state : states) way.push_back(&state);
  }
};

}  // namespace

class TestLossSurface : public QObject {
  Q_OBJECT

 private slots:
  void theWayLiesBetweenItsEnds() {
    const Walked walked;
    const WeightPlane plane = planeOfWay(*walked.trainer.network(), walked.way, 1).value();
    QVERIFY(isUpright(plane));
    QVERIFY(plane.origin == walked.states.back());
    // Both ends are in the plane, the first exactly on the left.
    const Eigen::Vector2d first = plane.placeOf(walked.states.front());
    QVERIFY(first[0] < 0 && std::abs(first[1]) < 1e-4);
    QVERIFY(plane.distanceOf(walked.states.front()) < 1e-3);
    QVERIFY(plane.placeOf(walked.states.back()).norm() < 1e-6);
    // Among all perpendicular directions, the states spread most along this one: more than along others.
    const auto strayed = [&](const Vector& up) {
      double sum = 0;
      for (const Vector& state : walked.states) {
        const double along = plainDot(Vector(state - plane.origin), up);
        sum += along * along;
      }
      return sum;
    };
    const double most = strayed(plane.up);
    for (int i = 0; i < 50; ++i) {
      std::srand(static_cast<unsigned>(i));
      Vector other = Vector::Random(plane.up.size());
      // Near it, and anywhere.
      if (i % 2 == 0) other = plane.up + Scalar(0.1) * other.normalized();
      other -= plane.across * static_cast<Scalar>(plainDot(other, plane.across));
      other.normalize();
      QVERIFY(strayed(other) <= most * (1 + 1e-4));
    }
    double side = 0;
    for (const Vector& state : walked.states) side += plane.placeOf(state)[1];
    QVERIFY(side >= 0);
  }

  void placesAreThoseOfPlainLoops() {
    const Walked walked;
    const WeightPlane plane = planeOfWay(*walked.trainer.network(), walked.way, 1).value();
    for (const Vector& state : walked.states) {
      double across = 0;
      double up = 0;
      double all = 0;
      for (Index i = 0; i < state.size(); ++i) {
        const double away = static_cast<double>(state[i]) - static_cast<double>(plane.origin[i]);
        across += away * static_cast<double>(plane.across[i]);
        up += away * static_cast<double>(plane.up[i]);
        all += away * away;
      }
      const Eigen::Vector2d place = plane.placeOf(state);
      QVERIFY(isClose(place[0], across, 1e-4) && isClose(place[1], up, 1e-4));
      QVERIFY(std::abs(plane.distanceOf(state) - std::sqrt(std::max(0.0, all - across * across - up * up))) <
              2e-3);
    }
  }

  void aWayThatGoesNowhereHasNoPlane() {
    const Walked walked(smallExperiment(), 0);
    QVERIFY(!planeOfWay(*walked.trainer.network(), walked.way, 1));
    // A straight path has a second direction all the same.
    const Walked two(smallExperiment(), 1);
    const auto plane = planeOfWay(*two.trainer.network(), two.way, 1);
    QVERIFY(plane && isUpright(*plane));
    QVERIFY(planeOfWay(*two.trainer.network(), two.way, 1)->up == plane->up);
    QVERIFY(planeOfWay(*two.trainer.network(), two.way, 2)->up != plane->up);
  }

  void theStepsPlaneHasBothItsWays() {
    const Walked walked(withOptimizer(Optimizer::Momentum), 5);
    const StepTrace step =
        traceStep(walked.trainer.experiment(), walked.dataset, walked.trainer.state()).value();
    const WeightPlane plane = planeOfStep(step).value();
    QVERIFY(isUpright(plane));
    // The direction against the gradient is to the right; the step's end is in the plane, above.
    QVERIFY(plainDot(plane.across, step.gradient) < 0);
    QVERIFY(plane.placeOf(step.after.weights)[1] > 0);
    QVERIFY(plane.distanceOf(step.after.weights) < 1e-4);
    // With plain SGD both point the same way.
    const Walked plain(withOptimizer(Optimizer::Sgd), 5);
    const StepTrace same =
        traceStep(plain.trainer.experiment(), plain.dataset, plain.trainer.state()).value();
    QVERIFY(isUpright(planeOfStep(same).value()));
  }

  void lossesAreThoseOfPlainLoops() {
    const Walked walked;
    const WeightPlane plane = planeOfWay(*walked.trainer.network(), walked.way, 1).value();
    const std::vector<std::uint32_t> samples = {0, 3, 8, 21};
    FixedSamples fixed(*walked.trainer.network(), walked.trainer.experiment(), *walked.dataset,
                       walked.dataset->train, samples);
    const SurfaceFrame frame{.left = -1, .right = 0.5, .bottom = -0.3, .top = 0.4};
    const LossSurface surface = lossSurface(plane, frame, 5, 4, fixed).value();
    QCOMPARE(surface.losses.size(), std::size_t{20});
    const auto batch = naiveBatch(walked.dataset->train, 6, samples);
    for (Index row = 0; row < 4; ++row)
      for (Index column = 0; column < 5; ++column) {
        const double a = -1 + (static_cast<double>(column) + 0.5) * 1.5 / 5;
        const double b = 0.4 - (static_cast<double>(row) + 0.5) * 0.7 / 4;
        Numbers weights;
        for (Index i = 0; i < plane.origin.size(); ++i)
          weights.push_back(static_cast<double>(plane.origin[i]) + a * static_cast<double>(plane.across[i]) +
                            b * static_cast<double>(plane.up[i]));
        NaiveNetwork naive = naiveNetwork(walked.trainer.experiment().network, 6, plane.origin);
        naive.setParameters(weights);
        naive.forward(batch);
        QVERIFY(isClose(surface.lossAt(row, column), naive.loss(Loss::CrossEntropy, batch), kSumPrecision));
      }
  }

  void framesHaveRoomAroundWhatTheyShow() {
    const SurfaceFrame frame = frameAround({{0, 0}, {4, 1}}, 0.25);
    QVERIFY(isClose(frame.left, -1) && isClose(frame.right, 5));
    // Never flat.
    QVERIFY(isClose(frame.top - frame.bottom, 4.0 / 2 * 1.5));
    QVERIFY(isClose(frame.top + frame.bottom, 1));
    const SurfaceFrame point = frameAround({{2, 3}});
    QVERIFY(point.left < 2 && point.right > 2 && point.bottom < 3 && point.top > 3);
  }

  void statisticsStayWhereTheyAre() {
    Experiment experiment = smallExperiment();
    experiment.network.layers[0] = dense(5, Activation::Linear);
    experiment.network.layers.insert(experiment.network.layers.begin() + 1, batchNorm(Activation::Tanh));
    const Walked walked(experiment, 6);
    const WeightPlane plane = planeOfWay(*walked.trainer.network(), walked.way, 1).value();
    for (const Tensor& tensor : walked.trainer.network()->tensors())
      if (!tensor.isLearned) {
        QVERIFY(plane.across.segment(tensor.offset, tensor.size()).isZero());
        QVERIFY(plane.up.segment(tensor.offset, tensor.size()).isZero());
      }
  }

  void aCancelledRequestAnswersNothing() {
    const Walked walked;
    const WeightPlane plane = planeOfWay(*walked.trainer.network(), walked.way, 1).value();
    FixedSamples fixed(*walked.trainer.network(), walked.trainer.experiment(), *walked.dataset,
                       walked.dataset->train, std::vector<std::uint32_t>{0});
    const Progress progress = Progress::watched();
    progress.cancel();
    QVERIFY(!lossSurface(plane, {}, 2, 2, fixed, progress));
  }
};

PELLUCID_TEST(tst_loss_surface, TestLossSurface)
#include "tst_loss_surface.moc"
