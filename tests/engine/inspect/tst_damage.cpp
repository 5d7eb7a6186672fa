// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/damage.h"

#include <QtTest>
#include <cmath>

#include "engine/base/random.h"
#include "tests/support/datasets.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

constexpr Shape kColour{.channels = 3, .height = 6, .width = 8};

Vector randomImage() {
  Random random(5, "image");
  Vector image(kColour.size());
  for (Scalar& value : image) value = static_cast<Scalar>(random.uniform());
  return image;
}

double at(const Vector& image, Index c, Index y, Index x) {
  return static_cast<double>(image[c * kColour.pixels() + y * kColour.width + x]);
}

}  // namespace

class TestDamage : public QObject {
  Q_OBJECT

 private slots:
  void noDamageChangesNothing() {
    const Vector image = randomImage();
    for (const Damage damage : {Damage::Noise, Damage::Blur, Damage::Shift, Damage::Contrast}) {
      QCOMPARE(damageAmounts(damage)[0], 0.0);
      QVERIFY(std::ranges::is_sorted(damageAmounts(damage)));
      QVERIFY(damaged(image, kColour, damage, 0, 1, 0) == image);
    }
  }

  /// Both directions at once, by plain loops.
  void blurIsAWeightedMean() {
    const Vector image = randomImage();
    const double deviation = 1.5;
    const Vector blurred = damaged(image, kColour, Damage::Blur, deviation, 1, 0);
    const Index reach = 5;  // 3 deviations
    for (Index c = 0; c < kColour.channels; ++c)
      for (Index y = 0; y < kColour.height; ++y)
        for (Index x = 0; x < kColour.width; ++x) {
          double sum = 0, weights = 0;
          for (Index v = -reach; v <= reach; ++v)
            for (Index u = -reach; u <= reach; ++u) {
              const double weight = std::exp(-double(v * v + u * u) / (2 * deviation * deviation));
              weights += weight;
              sum += weight * at(image, c, std::clamp<Index>(y + v, 0, kColour.height - 1),
                                 std::clamp<Index>(x + u, 0, kColour.width - 1));
            }
          QVERIFY(std::abs(at(blurred, c, y, x) - sum / weights) < 1e-5);
        }
  }

  void shiftMovesRightAndDown() {
    const Vector image = randomImage();
    const Vector moved = damaged(image, kColour, Damage::Shift, 2, 1, 0);
    for (Index c = 0; c < kColour.channels; ++c)
      for (Index y = 0; y < kColour.height; ++y)
        for (Index x = 0; x < kColour.width; ++x)
          QCOMPARE(at(moved, c, y, x), y < 2 || x < 2 ? 0.0 : at(image, c, y - 2, x - 2));
  }

  void contrastGoesToTheMean() {
    const Vector image = randomImage();
    const Vector pale = damaged(image, kColour, Damage::Contrast, 0.75, 1, 0);
    double mean = 0;
    for (const Scalar value : image) mean += double(value) / double(image.size());
    for (Index i = 0; i < image.size(); ++i)
      QVERIFY(std::abs(double(pale[i]) - (mean + (double(image[i]) - mean) / 4)) < 1e-5);
  }

  void noiseFollowsFromSeedAndSample() {
    const Vector image = Vector::Constant(kColour.size(), Scalar(0.5));
    const Vector little = damaged(image, kColour, Damage::Noise, 0.1, 1, 3);
    const Vector twice = damaged(image, kColour, Damage::Noise, 0.2, 1, 3);
    QVERIFY(damaged(image, kColour, Damage::Noise, 0.1, 1, 3) == little);
    QVERIFY(damaged(image, kColour, Damage::Noise, 0.1, 1, 4) != little);
    QVERIFY(damaged(image, kColour, Damage::Noise, 0.1, 2, 3) != little);
    for (Index i = 0; i < image.size(); ++i) {
      const double noise = double(little[i]) - 0.5;
      QVERIFY(std::abs(double(twice[i]) - std::clamp(0.5 + 2 * noise, 0.0, 1.0)) < 1e-5);
    }
    const Vector strong = damaged(image, kColour, Damage::Noise, 5, 1, 3);
    QVERIFY(strong.minCoeff() >= 0 && strong.maxCoeff() <= 1);
  }

  /// Image by image, through the naive network.
  void accuraciesAreThoseOfPlainLoops() {
    const auto data = syntheticDataset(200, 6, 3);
    const Experiment experiment = smallExperiment();
    const auto network = Network::create(experiment.network, data->shape);
    QVERIFY(network);
    const Vector weights = (*network)->initialParameters(3);
    NaiveNetwork naive = naiveNetwork(experiment.network, data->inputs(), weights);
    for (const Damage damage : {Damage::Noise, Damage::Blur, Damage::Shift, Damage::Contrast}) {
      const auto curve = damageCurve(**network, weights, experiment.training, *data, damage, 40);
      QVERIFY(curve);
      QCOMPARE(curve->samples, Index{40});
      for (std::size_t i = 0; i < kDamageAmounts; ++i) {
        Index correct = 0;
        for (Index n = 0; n < 40; ++n) {
          const Vector image = damaged(sample(data->test, data->inputs(), n), data->shape, damage,
                                       damageAmounts(damage)[i], 1, n);
          const auto outputs = naive.forward({{.x = Numbers(image.begin(), image.end())}})[0];
          const auto best = std::ranges::max_element(outputs) - outputs.begin();
          correct += best == data->test.labels[static_cast<std::size_t>(n)];
        }
        QCOMPARE(curve->accuracies[i], double(correct) / 40);
      }
    }
    QCOMPARE(damageCurve(**network, weights, experiment.training, *data, Damage::Shift, 10'000)->samples,
             data->test.size());
  }
};

PELLUCID_TEST(tst_damage, TestDamage)
#include "tst_damage.moc"
