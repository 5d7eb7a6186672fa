// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/class_accuracy.h"

#include <QtTest>

#include "app/models/model_answers.h"

#include "tests/support/datasets.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::tests;
using app::ClassAccuracy;

namespace {

std::vector<ClassAccuracy> accuraciesOf(const std::shared_ptr<const engine::Network>& network,
                                        const engine::Vector& weights, engine::Loss loss,
                                        const engine::Split& split) {
  app::LoadedModel loaded{.model = {}, .network = network};
  loaded.model.weights = weights;
  return app::accuracyByClass(*network, loss, app::answersTo(loaded, split), split.labels);
}

}  // namespace

class TestClassAccuracy : public QObject {
  Q_OBJECT

 private slots:
  /// The network's output is its input: image n has its largest pixel at its answer.
  void countsEachClassByItself() {
    engine::NetworkSpec spec;
    spec.layers = {engine::dense(3, engine::Activation::Softmax)};
    const auto network = *engine::Network::create(spec, engine::flatShape(3));
    engine::Vector weights = engine::Vector::Zero(12);
    for (const engine::Index diagonal : {0, 4, 8}) weights[diagonal] = 1;
    engine::Split split;
    const auto add = [&](std::uint8_t label, std::array<std::uint8_t, 3> pixels) {
      split.labels.push_back(label);
      split.pixels.insert(split.pixels.end(), pixels.begin(), pixels.end());
    };
    add(0, {200, 1, 2});
    add(0, {3, 200, 2});
    add(0, {255, 254, 0});
    add(2, {0, 0, 1});
    const auto found = accuraciesOf(network, weights, engine::Loss::CrossEntropy, split);
    QCOMPARE(found.size(), std::size_t{3});
    const std::pair<int, int> expected[] = {{3, 2}, {0, 0}, {1, 1}};
    for (std::size_t i = 0; i < 3; ++i) {
      QCOMPARE(found[i].samples, engine::Index{expected[i].first});
      QCOMPARE(found[i].correct, engine::Index{expected[i].second});
    }
  }

  /// A single output with binary cross-entropy means the second class from 0.5 on, which is z = 0.
  void oneOutputTellsTwoClasses() {
    engine::NetworkSpec spec;
    spec.layers = {engine::dense(1, engine::Activation::Sigmoid)};
    const auto network = *engine::Network::create(spec, engine::flatShape(1));
    engine::Vector weights(2);
    weights << 1, -0.5;
    const engine::Split split{.pixels = {0, 255, 0, 255, 255}, .labels = {0, 1, 1, 0, 1}};
    const auto found = accuraciesOf(network, weights, engine::Loss::BinaryCrossEntropy, split);
    QCOMPARE(found.size(), std::size_t{2});
    QCOMPARE(found[0].samples, engine::Index{2});
    QCOMPARE(found[0].correct, engine::Index{1});
    QCOMPARE(found[1].samples, engine::Index{3});
    QCOMPARE(found[1].correct, engine::Index{2});
  }
};

PELLUCID_TEST(tst_class_accuracy, TestClassAccuracy)
#include "tst_class_accuracy.moc"
