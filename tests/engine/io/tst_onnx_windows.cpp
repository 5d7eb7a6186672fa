// SPDX-License-Identifier: GPL-3.0-or-later
// ONNX of networks with convolutions and pools: what is written and read again, what other tools write, and
// what is refused.
#include "engine/io/onnx_windows.h"

#include <QtTest>

#include "engine/io/onnx.h"
#include "engine/model/network.h"
#include "io_test_data.h"
#include "onnx_builder.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

constexpr Shape kImage{.channels = 2, .height = 9, .width = 8};

LayerSpec window(LayerSpec layer, Index stride, Padding padding = {}) {
  layer.stride = stride;
  layer.padding = padding;
  return layer;
}

/// Every kind of layer that can be written, with windows of every sort.
std::vector<LayerSpec> everyLayer() {
  LayerSpec bare = conv2d(5, 2, Activation::Linear);
  bare.bias = false;
  bare.frozen = true;
  return {window(conv2d(3, 4, Activation::Relu), 1, {.isSame = true}),
          maxPool(2),
          window(conv2d(4, 3, Activation::Tanh), 1, {.isSame = false, .pixels = 1}),
          bare,
          window(averagePool(2), 1),
          batchNorm(Activation::Gelu),
          flatten(),
          dropout(0.2),
          dense(6, Activation::Sigmoid),
          dense(3, Activation::Softmax)};
}

Matrix outputsOf(const TrainedModel& model, const Matrix& input) {
  const auto network = *Network::create(model.network, model.shape);
  Trace trace;
  trace.input = input;
  network->forward(model.weights, trace);
  return trace.output();
}

Matrix noise(Index rows, Index samples) {
  Matrix values(rows, samples);
  Random random(3, "input");
  for (Scalar& value : values.reshaped()) value = static_cast<Scalar>(random.normal());
  return values;
}

/// x[N, 2, 4, 5] → Conv w[3, 2, 2, 2], b[3].
OnnxBuilder convolution() {
  OnnxBuilder model({0, 2, 4, 5});
  std::vector<float> weights;
  for (int i = 0; i < 24; ++i) weights.push_back(0.1F * static_cast<float>((i * 7) % 11) - 0.4F);
  model.floats("w", {3, 2, 2, 2}, weights).floats("b", {3}, {0.5F, -0.25F, 0});
  model.node("Conv", {"x", "w", "b"}, "z");
  return model;
}

OnnxBuilder& withList(OnnxBuilder& model, const char* name, const std::vector<std::int64_t>& values) {
  auto* attribute = model.lastNode().add_attribute();
  attribute->set_name(name);
  attribute->set_type(onnx::AttributeProto::INTS);
  for (const std::int64_t value : values) attribute->add_ints(value);
  return model;
}

OnnxBuilder& withText(OnnxBuilder& model, const char* name, const char* text) {
  auto* attribute = model.lastNode().add_attribute();
  attribute->set_name(name);
  attribute->set_type(onnx::AttributeProto::STRING);
  attribute->set_s(text);
  return model;
}

/// Ends a model with a dense layer for `inputs` values.
void finish(OnnxBuilder& model, const char* value, std::int64_t inputs) {
  model.floats("v", {2, inputs}, std::vector<float>(static_cast<std::size_t>(2 * inputs), 0.5F));
  model.node("Flatten", {value}, "f").node("Gemm", {"f", "v"}, "y").with("transB", 1).output("y");
}

}  // namespace

class TestOnnxWindows : public QObject {
  Q_OBJECT

 private slots:
  void roundTrips() {
    TrainedModel model = randomModel(kImage, everyLayer());
    model.classNames = {"a", "b", "c"};
    const Bytes bytes = writeOnnx(model);
    const auto back = readOnnx(bytes, "m.onnx");
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    QVERIFY(back->network == model.network);
    QVERIFY(back->shape == model.shape);
    QVERIFY(back->classNames == model.classNames);
    QVERIFY(isSameBits(back->weights, model.weights));
    QVERIFY(writeOnnx(*back) == bytes);
  }

  void theFileIsAsDocumented() {
    onnx::ModelProto proto;
    const Bytes bytes = writeOnnx(randomModel(kImage, everyLayer()));
    QVERIFY(proto.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
    const auto& input = proto.graph().input(0).type().tensor_type().shape();
    QCOMPARE(input.dim_size(), 4);
    QCOMPARE(input.dim(0).dim_param(), std::string("batch"));
    QCOMPARE(input.dim(1).dim_value(), 2);
    QCOMPARE(input.dim(2).dim_value(), 9);
    QCOMPARE(input.dim(3).dim_value(), 8);
    std::string nodes;
    for (const auto& node : proto.graph().node()) nodes += node.op_type() + ' ';
    QCOMPARE(nodes, std::string("Conv Relu MaxPool Conv Tanh Conv AveragePool BatchNormalization Div Erf Add "
                                "Mul Mul Flatten Dropout Gemm Sigmoid Gemm Softmax "));
    QCOMPARE(proto.graph().initializer(0).name(), std::string("conv1.weight"));
    QCOMPARE(proto.graph().initializer(0).dims_size(), 4);
  }

  void aFlattenStandsWhereImagesEnd() {
    const TrainedModel without = randomModel(
        kImage, {conv2d(2, 3, Activation::Relu), dense(4, Activation::Relu), dense(3, Activation::Softmax)});
    const TrainedModel twice = randomModel(
        kImage, {flatten(), dense(4, Activation::Relu), flatten(), dense(3, Activation::Softmax)});
    const Matrix input = noise(kImage.size(), 5);
    for (const auto& [model, kinds] : {std::pair{&without, std::vector{LayerKind::Conv2d, LayerKind::Flatten,
                                                                       LayerKind::Dense, LayerKind::Dense}},
                                       {&twice, std::vector{LayerKind::Dense, LayerKind::Dense}}}) {
      const auto back = readOnnx(writeOnnx(*model), "m.onnx");
      QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
      std::vector<LayerKind> found;
      for (const LayerSpec& layer : back->network.layers) found.push_back(layer.kind);
      QVERIFY(found == kinds);
      QVERIFY(isSameBits(back->weights, model->weights));
      QVERIFY(outputsOf(*back, input) == outputsOf(*model, input));
    }
  }

  void foreignConvolutionsComputeTheSame() {
    // As PyTorch writes relu(max_pool2d(conv(x), 2)) and view(-1, n): the relu after the pool, and a Reshape.
    OnnxBuilder model = convolution();
    withList(withList(model, "pads", {1, 1, 1, 1}), "kernel_shape", {2, 2});  // 5×6 places
    model.node("MaxPool", {"z"}, "p");
    withList(withList(model, "kernel_shape", {2, 2}), "strides", {2, 2}).node("Relu", {"p"}, "a");
    model.integers("s", {-1, 18}).floats("v", {1, 18}, std::vector<float>(18, 1));
    model.node("Reshape", {"a", "s"}, "f").node("Gemm", {"f", "v"}, "y").with("transB", 1).output("y");
    const auto read = readOnnx(model.bytes(), "foreign.onnx");
    QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
    QCOMPARE(read->network.layers.size(), std::size_t{4});
    QVERIFY(read->network.layers[0].activation == Activation::Relu);
    QCOMPARE(read->network.layers[0].padding.pixels, 1);

    // By plain loops over the file's values: the sum over places of the largest in each window.
    const Matrix x = noise(40, 1);
    const auto weights = [&model](std::size_t i) {
      float value = 0;
      std::memcpy(&value, model.graph().initializer(0).raw_data().data() + i * sizeof value, sizeof value);
      return static_cast<double>(value);
    };
    const double bias[] = {0.5, -0.25, 0};
    const auto z = [&](int filter, int row, int column) {
      double sum = bias[filter];
      for (int c = 0; c < 2; ++c)
        for (int i = 0; i < 2; ++i)
          for (int j = 0; j < 2; ++j) {
            const int y = row + i - 1;
            const int at = column + j - 1;
            if (y < 0 || y >= 4 || at < 0 || at >= 5) continue;
            sum += weights(static_cast<std::size_t>(((filter * 2 + c) * 2 + i) * 2 + j)) *
                   static_cast<double>(x((c * 4 + y) * 5 + at, 0));
          }
      return sum;
    };
    double expected = 0;
    for (int filter = 0; filter < 3; ++filter)
      for (int row = 0; row < 2; ++row)
        for (int column = 0; column < 3; ++column) {
          double largest = 0;  // after the relus
          for (int i = 0; i < 2; ++i)
            for (int j = 0; j < 2; ++j) largest = std::max(largest, z(filter, 2 * row + i, 2 * column + j));
          expected += largest;
        }
    QVERIFY(std::abs(static_cast<double>(outputsOf(*read, x)(0, 0)) - expected) < 1e-5);
  }

  void paddingIsReadInEveryForm_data() {
    QTest::addColumn<QString>("automatic");
    QTest::addColumn<std::vector<std::int64_t>>("pads");
    QTest::addColumn<bool>("isSame");
    QTest::addColumn<Index>("pixels");
    using Pads = std::vector<std::int64_t>;
    QTest::newRow("none") << "" << Pads{} << false << Index{0};
    QTest::newRow("zeros") << "NOTSET" << Pads{0, 0, 0, 0} << false << Index{0};
    QTest::newRow("all sides") << "" << Pads{1, 1, 1, 1} << false << Index{1};
    QTest::newRow("the odd one right and below") << "" << Pads{0, 0, 1, 1} << true << Index{0};
    QTest::newRow("valid") << "VALID" << Pads{} << false << Index{0};
    QTest::newRow("same") << "SAME_UPPER" << Pads{} << true << Index{0};
    QTest::newRow("automatic before pads") << "VALID" << Pads{1, 1, 1, 1} << false << Index{0};
  }
  void paddingIsReadInEveryForm() {
    QFETCH(QString, automatic);
    QFETCH(std::vector<std::int64_t>, pads);
    OnnxBuilder model = convolution();
    if (!automatic.isEmpty()) withText(model, "auto_pad", qPrintable(automatic));
    if (!pads.empty()) withList(model, "pads", pads);
    const auto layer = onnxWindow(model.lastNode(), LayerKind::Conv2d, {2, 4, 5}, 2);
    QVERIFY2(layer.has_value(), layer ? "" : layer.error().text().c_str());
    QTEST(layer->padding.isSame, "isSame");
    QTEST(layer->padding.pixels, "pixels");
    QCOMPARE(layer->kernel, 2);
    QCOMPARE(layer->stride, 1);
  }

  void refuses_data() {
    QTest::addColumn<OnnxBuilder>("model");
    QTest::addColumn<QByteArray>("part");
    using B = OnnxBuilder;
    const auto add = [](const char* name, const char* part, const std::function<void(B&)>& change) {
      B model = convolution();
      change(model);
      finish(model, "z", 36);
      QTest::newRow(name) << model << QByteArray(part);
    };
    const auto addPool = [](const char* name, const char* part, const std::function<void(B&)>& change) {
      B model = convolution();
      model.node("AveragePool", {"z"}, "p");
      change(model);
      finish(model, "p", 36);
      QTest::newRow(name) << model << QByteArray(part);
    };
    add("dilated", "dilations [2, 2]", [](B& m) { withList(m, "dilations", {2, 2}); });
    add("groups", "group 2", [](B& m) { m.with("group", 2); });
    add("uneven pads", "pads [1, 0, 0, 0]", [](B& m) { withList(m, "pads", {1, 0, 0, 0}); });
    add("negative pads", "pads [-1", [](B& m) { withList(m, "pads", {-1, -1, -1, -1}); });
    add("pads of the whole kernel", "pads [2", [](B& m) { withList(m, "pads", {2, 2, 2, 2}); });
    add("too few pads", "pads [1, 1]", [](B& m) { withList(m, "pads", {1, 1}); });
    add("same, the other way", "pads [1, 1, 0, 0]", [](B& m) { withText(m, "auto_pad", "SAME_LOWER"); });
    add("two strides", "strides [1, 2]", [](B& m) { withList(m, "strides", {1, 2}); });
    add("no stride", "strides [0, 0]", [](B& m) { withList(m, "strides", {0, 0}); });
    add("three dimensions", "kernel_shape [2, 2, 2]", [](B& m) { withList(m, "kernel_shape", {2, 2, 2}); });
    add("another kernel", "kernel_shape of 3×3", [](B& m) { withList(m, "kernel_shape", {3, 3}); });
    add("other channels", "weights for 2 channels, but 3 come in", [](B& m) {
      m.graph()
          .mutable_input(0)
          ->mutable_type()
          ->mutable_tensor_type()
          ->mutable_shape()
          ->mutable_dim(1)
          ->set_dim_value(3);
    });
    add("an open size", "known size", [](B& m) {
      m.graph()
          .mutable_input(0)
          ->mutable_type()
          ->mutable_tensor_type()
          ->mutable_shape()
          ->mutable_dim(3)
          ->clear_dim_value();
    });
    add("too small an image", "does not fit into images of 1×5", [](B& m) {
      m.graph()
          .mutable_input(0)
          ->mutable_type()
          ->mutable_tensor_type()
          ->mutable_shape()
          ->mutable_dim(2)
          ->set_dim_value(1);
    });
    add("a weight of three dimensions", "four dimensions", [](B& m) {
      m.graph().mutable_initializer(0)->mutable_dims()->RemoveLast();
      m.graph().mutable_initializer(0)->set_dims(2, 4);
    });
    add("a kernel that is not square", "kernel of 1×4", [](B& m) {
      m.graph().mutable_initializer(0)->set_dims(2, 1);
      m.graph().mutable_initializer(0)->set_dims(3, 4);
    });
    add("a bias of one for three", "adds \"b\" of shape [1]", [](B& m) {
      m.graph().mutable_initializer(1)->set_dims(0, 1);
      m.graph().mutable_initializer(1)->mutable_raw_data()->resize(4);
    });
    add("a bias of two dimensions", "adds \"b\" of shape [1, 3]", [](B& m) {
      m.graph().mutable_initializer(1)->set_dims(0, 1);
      m.graph().mutable_initializer(1)->add_dims(3);
    });
    add("a bias for others", "adds \"b\" of shape [2]", [](B& m) {
      m.graph().mutable_initializer(1)->set_dims(0, 2);
      m.graph().mutable_initializer(1)->mutable_raw_data()->resize(8);
    });
    addPool("no kernel", "kernel_shape [0, 0]", [](B&) {});
    addPool("a padded pool", "pools do not support", [](B& m) {
      withList(withList(m, "kernel_shape", {2, 2}), "pads", {1, 1, 1, 1});
    });
    addPool("rounded up", "ceil_mode 1", [](B& m) {
      withList(withList(m, "kernel_shape", {2, 2}), "strides", {2, 2}).with("ceil_mode", 1);
    });
    addPool("too large a window", "does not fit into images of 3×4", [](B& m) {
      withList(m, "kernel_shape", {4, 4});
    });
  }
  void refuses() {
    QFETCH(OnnxBuilder, model);
    QFETCH(QByteArray, part);
    expectOnnxRefused(model.bytes(), part);
  }

  void samePaddingThatIsEvenIsReadAsPixels() {
    const TrainedModel model =
        randomModel(kImage, {window(conv2d(3, 3, Activation::Relu), 1, {.isSame = true}), flatten(),
                             dense(2, Activation::Softmax)});
    const auto back = readOnnx(writeOnnx(model), "m.onnx");
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    QVERIFY(back->network.layers[0].padding == (Padding{.isSame = false, .pixels = 1}));
    const Matrix input = noise(kImage.size(), 5);
    QVERIFY(outputsOf(*back, input) == outputsOf(model, input));
  }

  void aPoolWhosePaddingIsNoneIsRead() {
    OnnxBuilder model = convolution();  // 3×4 places
    model.node("MaxPool", {"z"}, "p");
    withText(withList(model, "kernel_shape", {3, 3}), "auto_pad", "SAME_UPPER");
    QVERIFY(onnxWindow(model.lastNode(), LayerKind::MaxPool, {3, 3, 3}, 0).error().text().find("padding") !=
            std::string::npos);
    withList(model, "strides", {3, 3});
    const auto layer = onnxWindow(model.lastNode(), LayerKind::MaxPool, {3, 3, 3}, 0);
    QVERIFY(layer && layer->padding == Padding{});
  }

  void anAddedBiasLiesAlongTheChannels() {
    for (const std::vector<std::int64_t>& dims :
         {std::vector<std::int64_t>{3, 1, 1}, {1, 3, 1, 1}, {1}, {3}, {1, 3}, {1, 1, 3}, {3, 1}}) {
      OnnxBuilder model = convolution();
      std::int64_t count = 1;
      for (const std::int64_t size : dims) count *= size;
      std::vector<float> values;
      for (int i = 0; i < count; ++i) values.push_back(static_cast<float>(i + 1));
      model.floats("c", dims, values).node("Add", {"z", "c"}, "s");
      finish(model, "s", 36);
      const auto read = readOnnx(model.bytes(), "m");
      const bool isForChannels = count == 1 || (dims.size() >= 3 && dims[dims.size() - 3] == 3);
      QCOMPARE(read.has_value(), isForChannels);
      if (!read) continue;
      const Vector bias = read->weights.segment(24, 3);
      QCOMPARE(bias[0], Scalar(1.5F));
      QCOMPARE(bias[2], Scalar(count == 1 ? 1 : 3));
    }
  }

  void aSumOfMoreDimensionsIsNoBias() {
    OnnxBuilder model = plainOnnx();
    model.floats("c", {1, 1, 1}, {1}).node("Add", {"y", "c"}, "s").output("s");
    const auto read = readOnnx(model.bytes(), "m");
    QVERIFY(!read && says(read.error().text(), {"adds \"c\" of shape [1, 1, 1]"}));
  }

  void aDropoutStandsWhereItMeansTheSame() {
    // Between a layer and its activation, and after the last layer, where it does nothing.
    OnnxBuilder model({0, 2});
    model.floats("w", {3, 2}, {1, 2, 3, 4, 5, 6})
        .floats("v", {3, 2}, {1, 2, 3, 4, 5, 6})
        .floats("r", {}, {0.2F});
    model.node("Gemm", {"x", "w"}, "z")
        .with("transB", 1)
        .node("Dropout", {"z", "r"}, "d")
        .node("Relu", {"d"}, "a");
    model.node("MatMul", {"a", "v"}, "y").node("Dropout", {"y", "r"}, "e").node("LogSoftmax", {"e"}, "p");
    model.with("axis", 1).output("p");
    const auto read = readOnnx(model.bytes(), "m");
    QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
    std::vector layers = {dense(3, Activation::Relu), dropout(0.2), dense(2, Activation::Softmax)};
    layers[0].bias = layers[2].bias = false;
    QVERIFY(read->network.layers == layers);
  }

  void aDenseLayerNeedsAFlattenBeforeIt() {
    OnnxBuilder model = convolution();
    model.floats("v", {2, 36}, std::vector<float>(72, 1));
    model.node("Gemm", {"z", "v"}, "y").with("transB", 1).output("y");
    const auto read = readOnnx(model.bytes(), "m");
    QVERIFY(!read && says(read.error().text(), {"Flatten"}));
  }

  void theSampleShapeCannotContradictTheInput() {
    onnx::ModelProto proto;
    const Bytes bytes = writeOnnx(randomModel(kImage, everyLayer()));
    QVERIFY(proto.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
    for (auto& property : *proto.mutable_metadata_props())
      if (property.key() == "pellucid.sample_shape") property.set_value("[2,8,9]");
    const std::string text = proto.SerializeAsString();
    const auto read = readOnnx(Bytes(text.begin(), text.end()), "m");
    QVERIFY(!read);
    QVERIFY2(says(read.error().text(), {"sample_shape", "9×8"}), read.error().text().c_str());
  }

  void namesWhatCannotBeWritten() {
    const auto messageOf = [](std::vector<LayerSpec> layers) {
      const auto checked = checkOnnx({.layers = std::move(layers)});
      return checked ? std::string() : checked.error().text();
    };
    QCOMPARE(messageOf(everyLayer()), std::string());
    QVERIFY(says(messageOf({conv2d(2, 3, Activation::Relu), flatten()}), {"last layer"}));
  }

  void survivesDamage() {
    const Bytes bytes = writeOnnx(randomModel(kImage, everyLayer()));
    int read = 0;
    const auto tryIt = [&](const Bytes& damaged) { read += readOnnx(damaged, "m").has_value(); };
    forEachTruncation(bytes, 7, tryIt);
    QCOMPARE(read, 0);
    int flips = 0;
    forEachFlip(bytes, 11, [&](const Bytes& damaged) {
      ++flips;
      tryIt(damaged);
    });
    QVERIFY(flips > 500 && read < flips);
  }
};

PELLUCID_TEST(tst_onnx_windows, TestOnnxWindows)
#include "tst_onnx_windows.moc"
