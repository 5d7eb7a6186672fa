// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/safetensors_model.h"

#include <QtTest>
#include <algorithm>

#include "engine/io/parameters.h"
#include "engine/model/layers_text.h"
#include "io_test_data.h"
#include "state_dict_builder.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

using Values = std::vector<double>;

/// relu(W x + b) in plain loops, W as written by PyTorch: row by row.
Values denseByLoops(const Values& x, const std::vector<float>& weight, const std::vector<float>& bias,
                    bool isRelu) {
  Values y;
  for (std::size_t o = 0; o < bias.size(); ++o) {
    double sum = static_cast<double>(bias[o]);
    for (std::size_t i = 0; i < x.size(); ++i) sum += static_cast<double>(weight[o * x.size() + i]) * x[i];
    y.push_back(isRelu ? std::max(sum, 0.0) : sum);
  }
  return y;
}

/// max-pool 2×2 of relu(conv(x)) without zeros around it, maps of side×side.
Values convAndPoolByLoops(const Values& x, std::size_t side, const std::vector<float>& weight,
                          const std::vector<float>& bias, std::size_t kernel) {
  const std::size_t channels = x.size() / (side * side);
  const std::size_t out = side - kernel + 1;
  const auto at = [&](std::size_t o, std::size_t r, std::size_t c) {
    double sum = static_cast<double>(bias[o]);
    for (std::size_t m = 0; m < channels; ++m)
      for (std::size_t i = 0; i < kernel; ++i)
        for (std::size_t j = 0; j < kernel; ++j)
          sum += static_cast<double>(weight[((o * channels + m) * kernel + i) * kernel + j]) *
                 x[(m * side + r + i) * side + c + j];
    return std::max(sum, 0.0);
  };
  Values y;
  for (std::size_t o = 0; o < bias.size(); ++o)
    for (std::size_t r = 0; r + 1 < out; r += 2)
      for (std::size_t c = 0; c + 1 < out; c += 2)
        y.push_back(std::max({at(o, r, c), at(o, r, c + 1), at(o, r + 1, c), at(o, r + 1, c + 1)}));
  return y;
}

Values softmaxByLoops(Values z) {
  double sum = 0;
  for (double& value : z) sum += value = std::exp(value);
  for (double& value : z) value /= sum;
  return z;
}

Matrix sampleOf(const Values& x) {
  Matrix sample(std::ssize(x), 1);
  for (Index i = 0; i < sample.rows(); ++i)
    sample(i, 0) = static_cast<Scalar>(x[static_cast<std::size_t>(i)]);
  return sample;
}

Values wave(std::size_t count) {
  Values x;
  for (std::size_t i = 0; i < count; ++i) x.push_back(0.5 + 0.5 * std::sin(0.7 * static_cast<double>(i)));
  return x;
}

void compareAnswers(const TrainedModel& model, const Values& x, const Values& expected) {
  const Matrix answers = answersOf(model, sampleOf(x));
  QCOMPARE(static_cast<std::size_t>(answers.rows()), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    QVERIFY(std::abs(static_cast<double>(answers(static_cast<Index>(i), 0)) - expected[i]) < 1e-5);
}

std::string layersText(const TrainedModel& model) {
  const bool isList = model.shape.channels == 1 && model.shape.height == 1;
  return formatLayers(isList ? flatShape(model.shape.size()) : model.shape, model.network.layers);
}

/// The layers that are read, in the command line's notation, or the refusal.
std::string layersOf(const StateDictBuilder& state, const std::string& told = {}) {
  const auto model = readSafetensorsModel(state.bytes(told), "m.safetensors");
  return model ? layersText(*model) : model.error().text();
}

StateDictBuilder leNet(Index inputs) {
  StateDictBuilder state;
  state.addLayer("conv1", {6, 1, 5, 5}).addLayer("conv2", {16, 6, 5, 5});
  state.addLayer("fc1", {12, inputs}).addLayer("fc2", {10, 12});
  return state;
}

}  // namespace

class TestSafetensorsModel : public QObject {
  Q_OBJECT

 private slots:
  void aDenseNetworkAnswersAsItsNumbersSay() {
    StateDictBuilder state;
    state.addLayer("0", {5, 4}).addLayer("2", {3, 5});
    const auto model = readSafetensorsModel(state.bytes(), "m.safetensors");
    QVERIFY2(model, model ? "" : model.error().text().c_str());
    QCOMPARE(layersText(*model), std::string("4,5:relu,3:softmax"));
    const Values x = {0.3, -1, 0.7, 2};
    const Values hidden = denseByLoops(x, state.numbers("0.weight"), state.numbers("0.bias"), true);
    compareAnswers(
        *model, x,
        softmaxByLoops(denseByLoops(hidden, state.numbers("2.weight"), state.numbers("2.bias"), false)));
    QCOMPARE(model->notes.size(), std::size_t{1});
    QVERIFY(says(model->notes.front().text(), {"assumed", "4,5:relu,3:softmax"}));
  }

  void aLeNetAnswersAsItsNumbersSay() {
    const StateDictBuilder state = leNet(256);
    const auto model = readSafetensorsModel(state.bytes(), "m.safetensors");
    QVERIFY2(model, model ? "" : model.error().text().c_str());
    const Values x = wave(784);
    Values a = convAndPoolByLoops(x, 28, state.numbers("conv1.weight"), state.numbers("conv1.bias"), 5);
    a = convAndPoolByLoops(a, 12, state.numbers("conv2.weight"), state.numbers("conv2.bias"), 5);
    a = denseByLoops(a, state.numbers("fc1.weight"), state.numbers("fc1.bias"), true);
    a = denseByLoops(a, state.numbers("fc2.weight"), state.numbers("fc2.bias"), false);
    compareAnswers(*model, x, softmaxByLoops(a));
  }

  /// Only one arrangement fits each size; if several do, none is chosen.
  void theSizeOfTheFirstDenseLayerTellsTheArrangement() {
    QCOMPARE(layersOf(leNet(256)),
             std::string("28x28x1,conv6x5:relu,maxpool2,conv16x5:relu,maxpool2,flatten,12:relu,10:softmax"));
    // LeCun's own: zeros only around the image of the first convolution.
    QCOMPARE(
        layersOf(leNet(400)),
        std::string("28x28x1,conv6x5same:relu,maxpool2,conv16x5:relu,maxpool2,flatten,12:relu,10:softmax"));
    QCOMPARE(layersOf(leNet(16 * 49)),
             std::string("28x28x1,conv6x5same:relu,maxpool2,conv16x5same:relu,maxpool2,"
                         "flatten,12:relu,10:softmax"));
    StateDictBuilder norms;
    norms.addLayer("0", {4, 1, 3, 3}).addNorm("1", 4).addLayer("5", {10, 4 * 14 * 14});
    QCOMPARE(layersOf(norms),
             std::string("28x28x1,conv4x3same:linear,batchnorm:relu,maxpool2,flatten,10:softmax"));
    StateDictBuilder vgg;
    for (const char* name : {"0", "1", "2"}) vgg.addLayer(name, {4, *name == '0' ? 1 : 4, 3, 3});
    vgg.addLayer("3", {10, 4 * 14 * 14});
    const std::string refusal = layersOf(vgg);
    QVERIFY2(says(refusal, {"m.safetensors: ", "could be", "as well as", "maxpool2", "pellucid.layers"}),
             refusal.c_str());
    QVERIFY(says(layersOf(leNet(16 * 50)), {"no arrangement", "800", "fc1", "pellucid.layers"}));
  }

  void metadataCountInsteadOfAssumptions() {
    const std::string told = "28x28x1,conv6x5:tanh,avgpool2,conv16x5:tanh,avgpool2,flatten,12:tanh,10:linear";
    QCOMPARE(layersOf(leNet(256), told), told);
    const auto model = readSafetensorsModel(leNet(256).bytes(told), "m.safetensors");
    QVERIFY(model && model->notes.empty());
    QVERIFY(says(layersOf(leNet(256), "784,12:relu,10:softmax"), {"pellucid.layers", "2 layers", "of 4"}));
    QVERIFY(says(layersOf(leNet(256),
                          "28x28x1,conv6x3:relu,maxpool2,conv16x5:relu,maxpool2,flatten,12:relu,10:linear"),
                 {"conv1.weight", "[6, 1, 5, 5]", "[6, 1, 3, 3]"}));
    QVERIFY(says(layersOf(leNet(256), "what?"), {"pellucid.layers", "what?"}));
  }

  void whatInputsWantIsKept() {
    StateDictBuilder state;
    state.addLayer("0", {3, 4});
    OnnxOptions options;
    options.inputs = {.mean = Vector::Constant(1, Scalar(0.5)),
                      .deviation = Vector::Constant(1, Scalar(0.25))};
    const auto model = readSafetensorsModel(state.bytes(), "m", options);
    QVERIFY(model && model->scaling.inputs == options.inputs);
    options.layout = OnnxLayout::ChannelsLast;
    QVERIFY(readSafetensorsModel(state.bytes(), "m", options));  // plain lists of values have no channels
    const auto images = readSafetensorsModel(leNet(256).bytes(), "m", options);
    QVERIFY(!images && says(images.error().text(), {"channels-last"}));
  }

  void numbersThatAreNotFiniteAreRefused() {
    StateDictBuilder state;
    state.addLayer("fc", {3, 4});
    const float bad = std::numeric_limits<float>::quiet_NaN();
    std::memcpy(state.tensors.front().values.data() + 20, &bad, sizeof bad);
    const auto model = readSafetensorsModel(state.bytes(), "m");
    QVERIFY(!model && says(model.error().text(), {"row 2, column 2", "nan"}));
  }

  void damagedFilesAreRefused() {
    const Bytes bytes =
        leNet(256).bytes("28x28x1,conv6x5:relu,maxpool2,conv16x5:relu,maxpool2,flatten,12:relu,10:relu");
    forEachTruncation(bytes, 97, [](const Bytes& damaged) { QVERIFY(!readSafetensorsModel(damaged, "m")); });
    // Whatever a changed header byte makes of it, reading ends.
    const Bytes header(bytes.begin(), bytes.begin() + 900);
    forEachFlip(header, 1, [&](Bytes damaged) {
      damaged.insert(damaged.end(), bytes.begin() + 900, bytes.end());
      (void)readSafetensorsModel(damaged, "m");
    });
  }
};

PELLUCID_TEST(tst_safetensors_model, TestSafetensorsModel)
#include "tst_safetensors_model.moc"
