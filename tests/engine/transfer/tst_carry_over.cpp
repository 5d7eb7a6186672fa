// SPDX-License-Identifier: GPL-3.0-or-later
// What a changed network keeps of a trained one: where an edit allows it, it answers as before.
#include "engine/transfer/carry_over.h"

#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

const Shape kImage{.channels = 2, .height = 8, .width = 8};

Dataset dataOf(const Shape& shape, std::vector<std::string> classes) {
  Dataset data;
  data.shape = shape;
  data.classNames = std::move(classes);
  return data;
}

Dataset threeClasses(const Shape& shape = flatShape(6)) {
  return dataOf(shape, {"a", "b", "c"});
}

std::shared_ptr<const Network> networkOf(const NetworkSpec& spec, const Dataset& data) {
  return Network::create(spec, data.shape).value();
}

/// Weights that no initialiser draws: biases and statistics are not 0 and 1 either.
Vector trainedWeights(const NetworkSpec& spec, const Dataset& data) {
  const auto network = networkOf(spec, data);
  Vector weights = network->initialParameters(3);
  for (Index i = 0; i < weights.size(); ++i) weights[i] += Scalar(0.05) + Scalar(0.01) * Scalar(i % 7);
  return weights;
}

Matrix answers(const NetworkSpec& spec, const Dataset& data, const Vector& weights) {
  const auto network = networkOf(spec, data);
  Trace trace;
  trace.input = Matrix(data.shape.size(), 5);
  for (Index i = 0; i < trace.input.size(); ++i) trace.input.data()[i] = Scalar((i * 37) % 19) / Scalar(19);
  network->forward(weights, trace);
  return trace.output();
}

struct Edited {
  NetworkSpec before;
  NetworkSpec after;
  Dataset data = threeClasses();
  Vector trained = trainedWeights(before, data);
  CarriedWeights carried =
      carryOver({before, data}, trained, {after, data}, networkOf(after, data)->initialParameters(9));

  Scalar largestDifference() const {
    return (answers(before, data, trained) - answers(after, data, carried.weights)).cwiseAbs().maxCoeff();
  }
};

constexpr Scalar kRounding = Scalar(2e-6);
using Layers = std::vector<Carried>;

const LayerSpec kOut = dense(3, Activation::Softmax);

}  // namespace

class TestCarryOver : public QObject {
  Q_OBJECT

 private slots:
  void theSameNetworkKeepsAll() {
    const NetworkSpec spec{.layers = {dense(5, Activation::Tanh), batchNorm(Activation::Relu), kOut}};
    const Edited same{.before = spec, .after = spec};
    QVERIFY(same.carried.weights == same.trained);
    QCOMPARE(same.carried.layers, (Layers{Carried::Whole, Carried::Whole, Carried::Whole}));
  }

  void moreUnitsAnswerAsBefore() {
    const Edited wider{.before = {.layers = {dense(5, Activation::Tanh), dense(4, Activation::Relu), kOut}},
                       .after = {.layers = {dense(9, Activation::Tanh), dense(6, Activation::Relu), kOut}}};
    QCOMPARE_LT(wider.largestDifference(), kRounding);
    QCOMPARE(wider.carried.layers, (Layers{Carried::Part, Carried::Part, Carried::Part}));
    // The new units have their own weights, so that they can learn something different from the old ones.
    const auto network = networkOf(wider.after, wider.data);
    const Vector fresh = network->initialParameters(9);
    QVERIFY(network->weight(wider.carried.weights, 0).bottomRows(4) ==
            network->weight(fresh, 0).bottomRows(4));
    QVERIFY(network->weight(wider.carried.weights, 2).rightCols(2).isZero(0));
  }

  void fewerUnitsKeepTheirs() {
    const Edited fewer{.before = {.layers = {dense(5, Activation::Tanh), kOut}},
                       .after = {.layers = {dense(2, Activation::Tanh), kOut}}};
    const auto before = networkOf(fewer.before, fewer.data);
    const auto after = networkOf(fewer.after, fewer.data);
    for (const std::size_t layer : {0U, 1U}) {
      const auto kept = after->weight(fewer.carried.weights, layer);
      QVERIFY(kept == before->weight(fewer.trained, layer).topLeftCorner(kept.rows(), kept.cols()));
    }
    QVERIFY(after->bias(fewer.carried.weights, 1) == before->bias(fewer.trained, 1));
    QCOMPARE(fewer.carried.layers, (Layers{Carried::Part, Carried::Part}));
  }

  void aLayerBetweenBeginsAsIdentity() {
    const NetworkSpec before{.layers = {dense(5, Activation::Relu), kOut}};
    for (const Activation f : {Activation::Relu, Activation::Linear, Activation::Elu}) {
      const Edited deeper{.before = before, .after = {.layers = {before.layers[0], dense(5, f), kOut}}};
      QCOMPARE_LT(deeper.largestDifference(), kRounding);
      QCOMPARE(deeper.carried.layers, (Layers{Carried::Whole, Carried::Identity, Carried::Whole}));
    }
    const Edited wider{.before = before,
                       .after = {.layers = {before.layers[0], dense(7, Activation::Relu), kOut}}};
    QCOMPARE_LT(wider.largestDifference(), kRounding);
  }

  void whatCannotBeIdentityCutsOffWhatFollows() {
    // A tanh distorts what passes, and two units cannot pass on five.
    for (const LayerSpec& between : {dense(5, Activation::Tanh), dense(2, Activation::Relu)}) {
      const Edited deeper{.before = {.layers = {dense(5, Activation::Relu), kOut}},
                          .after = {.layers = {dense(5, Activation::Relu), between, kOut}}};
      QCOMPARE(deeper.carried.layers, (Layers{Carried::Whole, Carried::Fresh, Carried::Fresh}));
      const auto network = networkOf(deeper.after, deeper.data);
      const Vector fresh = network->initialParameters(9);
      QVERIFY(network->weight(deeper.carried.weights, 2) == network->weight(fresh, 2));
    }
  }

  void aRemovedLayerCutsOffWhatFollows() {
    const Edited shallower{
        .before = {.layers = {dense(5, Activation::Relu), dense(5, Activation::Relu), kOut}},
        .after = {.layers = {dense(5, Activation::Relu), kOut}}};
    QCOMPARE(shallower.carried.layers, (Layers{Carried::Whole, Carried::Fresh}));
  }

  void dropoutComesAndGoes() {
    const NetworkSpec plain{.layers = {dense(5, Activation::Relu), kOut}};
    const NetworkSpec dropping{.layers = {plain.layers[0], dropout(0.5), kOut}};
    const Edited added{.before = plain, .after = dropping};
    QCOMPARE(added.carried.layers, (Layers{Carried::Whole, Carried::Nothing, Carried::Whole}));
    QVERIFY(added.carried.weights == added.trained);
    const Edited removed{.before = dropping, .after = plain};
    QVERIFY(removed.carried.weights == removed.trained);
  }

  void mapsKeepTheirPlaces() {
    const LayerSpec same{.units = 4, .kind = LayerKind::Conv2d, .kernel = 3, .padding = {.isSame = true}};
    LayerSpec more = same;
    more.units = 6;
    const NetworkSpec before{.layers = {same, maxPool(2), same, flatten(), dense(5, Activation::Relu), kOut}};
    const Edited wider{.before = before,
                       .after = {.layers = {more, maxPool(2), more, flatten(), before.layers[4], kOut}},
                       .data = threeClasses(kImage)};
    QCOMPARE_LT(wider.largestDifference(), kRounding);
    const Edited deeper{
        .before = before,
        .after = {.layers = {same, same, maxPool(2), same, flatten(), before.layers[4], kOut}},
        .data = threeClasses(kImage)};
    QCOMPARE_LT(deeper.largestDifference(), kRounding);
    QCOMPARE(std::ranges::count(deeper.carried.layers, Carried::Identity), 1);
    // Without Flatten the same values reach the same units.
    const Edited bare{.before = before,
                      .after = {.layers = {same, maxPool(2), same, before.layers[4], kOut}},
                      .data = threeClasses(kImage)};
    QCOMPARE_LT(bare.largestDifference(), kRounding);
  }

  void mapsOfAnotherSizeKeepKernelsOnly() {
    const LayerSpec conv = conv2d(4, 3, Activation::Relu);
    const Edited pooled{.before = {.layers = {conv, conv, flatten(), kOut}},
                        .after = {.layers = {conv, maxPool(2), conv, flatten(), kOut}},
                        .data = threeClasses(kImage)};
    QCOMPARE(pooled.carried.layers,
             (Layers{Carried::Whole, Carried::Nothing, Carried::Whole, Carried::Nothing, Carried::Fresh}));
    // When the layer that takes pixels one by one is dropped, the order of what is left out does not matter.
    const Edited unpooled{.before = {.layers = {conv, maxPool(2), kOut}},
                          .after = {.layers = {conv, flatten(), dropout(0.5), kOut}},
                          .data = threeClasses(kImage)};
    QCOMPARE(unpooled.carried.layers.back(), Carried::Fresh);
  }

  void anotherKernelIsNew() {
    const Edited larger{.before = {.layers = {conv2d(4, 3, Activation::Relu), flatten(), kOut}},
                        .after = {.layers = {conv2d(4, 5, Activation::Relu), flatten(), kOut}},
                        .data = threeClasses(kImage)};
    QCOMPARE(larger.carried.layers, (Layers{Carried::Fresh, Carried::Nothing, Carried::Fresh}));
  }

  void statisticsFollowTheirUnits() {
    const NetworkSpec before{.layers = {dense(4, Activation::Linear), batchNorm(Activation::Relu), kOut}};
    const Edited wider{.before = before,
                       .after = {.layers = {dense(6, Activation::Linear), before.layers[1], kOut}}};
    QCOMPARE_LT(wider.largestDifference(), kRounding);
    QCOMPARE(wider.carried.layers[1], Carried::Part);
    const auto network = networkOf(wider.after, wider.data);
    for (const Tensor& tensor : network->tensors())  // the new units' weights are those of a new layer
      if (tensor.layer == 1 && tensor.name == "running_var")
        QCOMPARE(wider.carried.weights[tensor.offset + 5], Scalar(1));
  }

  void biasesThatAreMissing() {
    LayerSpec bare = dense(5, Activation::Tanh);
    bare.bias = false;
    const NetworkSpec with{.layers = {dense(5, Activation::Tanh), kOut}};
    const NetworkSpec without{.layers = {bare, kOut}};
    QCOMPARE_LT((Edited{.before = without, .after = with}.largestDifference()), kRounding);
    const Edited dropped{.before = with, .after = without};
    QVERIFY(networkOf(without, dropped.data)->weight(dropped.carried.weights, 0) ==
            networkOf(with, dropped.data)->weight(dropped.trained, 0));
  }

  void anotherHeadIsFoundByTheNamesOfItsClasses() {
    const NetworkSpec before{.layers = {dense(5, Activation::Tanh), kOut}};
    const NetworkSpec after{.layers = {before.layers[0], dense(4, Activation::Softmax)}};
    const Dataset old = threeClasses();
    const Dataset now = dataOf(flatShape(6), {"c", "new", "a", "other"});
    const Vector trained = trainedWeights(before, old);
    const Vector fresh = networkOf(after, now)->initialParameters(9);
    const CarriedWeights carried = carryOver({before, old}, trained, {after, now}, fresh);
    QCOMPARE(carried.layers, (Layers{Carried::Whole, Carried::Part}));
    const auto to = networkOf(after, now)->weight(carried.weights, 1);
    const auto from = networkOf(before, old)->weight(trained, 1);
    QVERIFY(to.row(0) == from.row(2));
    QVERIFY(to.row(2) == from.row(0));
    QVERIFY(to.row(1) == networkOf(after, now)->weight(fresh, 1).row(1));
    const Dataset strangers = dataOf(flatShape(6), {"x", "y", "z"});
    const CarriedWeights none = carryOver({before, old}, trained, {before, strangers},
                                          networkOf(before, strangers)->initialParameters(9));
    QCOMPARE(none.layers, (Layers{Carried::Whole, Carried::Fresh}));
  }

  void inputsAreFoundByTheNamesOfTheirColumns() {
    const NetworkSpec spec{.layers = {dense(5, Activation::Tanh), kOut}};
    Dataset old = threeClasses(flatShape(3));
    old.inputNames = {"length", "width", "weight"};
    Dataset now = threeClasses(flatShape(4));
    now.inputNames = {"age", "weight", "length", "width"};
    const Vector trained = trainedWeights(spec, old);
    const CarriedWeights carried =
        carryOver({spec, old}, trained, {spec, now}, networkOf(spec, now)->initialParameters(9));
    const auto to = networkOf(spec, now)->weight(carried.weights, 0);
    const auto from = networkOf(spec, old)->weight(trained, 0);
    QVERIFY(to.col(0).isZero(0));
    QVERIFY(to.col(1) == from.col(2) && to.col(2) == from.col(0) && to.col(3) == from.col(1));
    now.inputNames.clear();  // four unnamed values may be anything
    const CarriedWeights none =
        carryOver({spec, old}, trained, {spec, now}, networkOf(spec, now)->initialParameters(9));
    QCOMPARE(none.layers, (Layers{Carried::Fresh, Carried::Fresh}));
  }
};

PELLUCID_TEST(tst_carry_over, TestCarryOver)
#include "tst_carry_over.moc"
