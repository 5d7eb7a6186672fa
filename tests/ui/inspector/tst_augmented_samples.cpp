// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/augmented_samples.h"

#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestAugmentedSamples : public QObject {
  Q_OBJECT

 private slots:
  void showsWhatTrainingSees() {
    const auto data = tests::syntheticDataset(20, 6, 3);
    engine::Experiment experiment;
    experiment.seed = 4;
    AugmentedSamples samples;
    samples.show(experiment, data);
    QVERIFY(samples.isHidden());
    experiment.training.augmentation = {.shift = 0.3, .noise = 0.2};
    samples.show(experiment, data);
    QTRY_COMPARE(samples.images().size(),
                 std::size_t(AugmentedSamples::kSamples * (AugmentedSamples::kEpochs + 1)));
    const engine::Shape& shape = data->shape;
    for (int sample = 0; sample < AugmentedSamples::kSamples; ++sample)
      for (int column = 0; column <= AugmentedSamples::kEpochs; ++column) {
        const QImage& image =
            samples.images()[std::size_t(sample * (AugmentedSamples::kEpochs + 1) + column)];
        QCOMPARE(image.size(), QSize(int(shape.width), int(shape.height)));
        engine::Split varied = data->train;
        const std::uint32_t index[] = {std::uint32_t(sample)};
        if (column > 0)
          engine::augment(experiment.training.augmentation, 4, column - 1, data->train, shape, index, varied);
        const auto first = column > 0 ? 0 : std::size_t(sample * shape.size());
        for (int y = 0; y < shape.height; ++y)
          for (int x = 0; x < shape.width; ++x)
            QCOMPARE(qGray(image.pixel(x, y)), int(varied.pixels[first + std::size_t(y * shape.width + x)]));
      }
    samples.show(experiment, nullptr);
    QVERIFY(samples.images().empty());
  }
};

PELLUCID_WINDOW_TEST(tst_augmented_samples, TestAugmentedSamples)
#include "tst_augmented_samples.moc"
