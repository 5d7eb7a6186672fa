// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx.h"

#include <QtTest>

#include "io_test_data.h"
#include "onnx_builder.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

bool isSame(const TrainedModel& a, const TrainedModel& b) {
  return a.network == b.network && a.shape == b.shape && isSameBits(a.weights, b.weights) &&
         a.classNames == b.classNames && a.facts == b.facts && a.scaling == b.scaling;
}

TrainedModel fullModel() {
  TrainedModel model = randomModel({.channels = 2, .height = 3, .width = 4},
                                   {{.units = 7, .activation = Activation::Relu, .frozen = true},
                                    {.units = 5, .activation = Activation::Linear, .frozen = false},
                                    {.units = 4, .activation = Activation::Tanh, .frozen = false},
                                    {.units = 3, .activation = Activation::Softmax, .frozen = true}});
  model.network.initializer = Initializer::He;
  model.classNames = {"a", "ü \"<b>", ""};
  model.facts = {{"seed", "7"}, {"data", "mnist"}, {"accuracy", "0.975"}};
  return model;
}

/// The weights of plainOnnx(): column-major, then the bias.
Vector plainWeights() {
  Vector weights(9);
  weights << 1, 3, 5, 2, 4, 6, 7, 8, 9;
  return weights;
}

}  // namespace

class TestOnnx : public QObject {
  Q_OBJECT

 private slots:
  void roundTrips() {
    const TrainedModel model = fullModel();
    const Bytes bytes = writeOnnx(model);
    const auto back = readOnnx(bytes, "m.onnx");
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    QVERIFY(isSame(*back, model));
    QVERIFY(writeOnnx(*back) == bytes);
  }

  void everyOutputActivationRoundTrips_data() {
    QTest::addColumn<Activation>("activation");
    for (const auto& [value, name] : kEnumNames<Activation>)
      if (checkOnnx({.layers = {dense(2, value)}})) QTest::newRow(name.data()) << value;
  }
  void everyOutputActivationRoundTrips() {
    QFETCH(Activation, activation);
    const TrainedModel model = randomModel({.channels = 1, .height = 1, .width = 1},
                                           {{.units = 2, .activation = activation, .frozen = false}});
    const auto back = readOnnx(writeOnnx(model), "m.onnx");
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    QVERIFY(isSame(*back, model));
  }

  void scalingRoundTrips() {
    TrainedModel table = randomModel(flatShape(3), {dense(2, Activation::Linear)});
    table.scaling.inputs = {.mean = (Vector(3) << 1, -2, Scalar(0.1)).finished(),
                            .deviation = (Vector(3) << 4, Scalar(0.3), 5).finished()};
    table.scaling.targets = {.mean = (Vector(2) << 200'000, 3).finished(),
                             .deviation = (Vector(2) << 81'234, 1).finished()};
    TrainedModel answers = table;
    answers.scaling.inputs = {};
    TrainedModel images = randomModel({.channels = 2, .height = 6, .width = 5},
                                      {conv2d(3, 3, Activation::Relu), dense(2, Activation::Softmax)});
    images.scaling.inputs = {.mean = (Vector(2) << Scalar(0.1307), Scalar(0.2)).finished(),
                             .deviation = (Vector(2) << Scalar(0.3081), 1).finished()};
    TrainedModel flatImages =
        randomModel({.channels = 1, .height = 2, .width = 2}, {dense(2, Activation::Softmax)});
    flatImages.scaling.inputs = {.mean = Vector::Constant(1, Scalar(0.1307)),
                                 .deviation = Vector::Constant(1, Scalar(0.3081))};
    for (const TrainedModel& model : {table, answers, images, flatImages}) {
      const auto back = readOnnx(writeOnnx(model), "m.onnx");
      QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
      QVERIFY(back->scaling == model.scaling && isSameBits(back->weights, model.weights));
    }
  }

  void everythingThatCanBeTrainedRoundTrips_data() {
    QTest::addColumn<std::vector<LayerSpec>>("layers");
    for (const auto& [activation, name] : kEnumNames<Activation>) {
      if (activation == Activation::Softmax) continue;
      LayerSpec bare = dense(4, activation);
      bare.bias = false;
      QTest::newRow(std::string(name).c_str())
          << std::vector{dense(5, activation), bare, batchNorm(activation), dense(3, activation)};
    }
    QTest::newRow("softmax") << std::vector{dense(5, Activation::Softmax), dense(3, Activation::Softmax)};
    QTest::newRow("batch norm first")
        << std::vector{batchNorm(Activation::Linear), flatten(), dense(3, Activation::Relu)};
    QTest::newRow("behind a Flatten")
        << std::vector{flatten(), batchNorm(Activation::Relu), dense(3, Activation::Relu)};
    QTest::newRow("of maps and of rows")
        << std::vector{conv2d(2, 2, Activation::Linear), batchNorm(Activation::Silu),  maxPool(2), flatten(),
                       batchNorm(Activation::Elu),       dense(3, Activation::Softmax)};
  }
  void everythingThatCanBeTrainedRoundTrips() {
    QFETCH(std::vector<LayerSpec>, layers);
    for (LayerSpec& layer : layers)
      if (layer.kind == LayerKind::BatchNorm) {
        layer.frozen = true;
        layer.epsilon = 0.001;
        layer.momentum = 0.25;
      }
    TrainedModel model = randomModel({.channels = 1, .height = 5, .width = 6}, layers);
    model.weights = model.weights.cwiseAbs();  // no variance is below 0
    const auto back = readOnnx(writeOnnx(model), "m.onnx");
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    QVERIFY(isSame(*back, model));
  }

  void namesWhatCannotBeWritten() {
    QVERIFY(checkOnnx({.layers = {dense(2, Activation::Gelu), dense(2, Activation::Softmax)}}));
    const auto flat = checkOnnx({.layers = {dense(2, Activation::Gelu), flatten()}});
    QVERIFY(!flat && says(flat.error().text(), {"last layer is not dense"}));
  }

  void theFileIsAsDocumented() {
    onnx::ModelProto proto;
    const Bytes bytes = writeOnnx(fullModel());
    QVERIFY(proto.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
    QCOMPARE(proto.ir_version(), 7);
    QCOMPARE(proto.opset_import_size(), 1);
    QCOMPARE(proto.opset_import(0).version(), 13);
    const auto& graph = proto.graph();
    QCOMPARE(graph.input_size(), 1);
    QCOMPARE(graph.input(0).name(), std::string("input"));
    QCOMPARE(graph.input(0).type().tensor_type().shape().dim(0).dim_param(), std::string("batch"));
    QCOMPARE(graph.input(0).type().tensor_type().shape().dim(1).dim_value(), 24);
    std::string nodes;
    for (const auto& node : graph.node()) nodes += node.op_type() + ' ';
    QCOMPARE(nodes, std::string("Gemm Relu Gemm Gemm Tanh Gemm Softmax "));
    std::string tensors;
    for (const auto& tensor : graph.initializer()) tensors += tensor.name() + ' ';
    QCOMPARE(tensors,
             std::string("fc1.weight fc1.bias fc2.weight fc2.bias fc3.weight fc3.bias fc4.weight fc4.bias "));
    QCOMPARE(graph.initializer(0).dims(0), 7);
    QCOMPARE(graph.initializer(0).dims(1), 24);
    QCOMPARE(graph.output_size(), 2);
    QCOMPARE(graph.output(0).name(), std::string("logits"));
    QCOMPARE(graph.output(1).name(), std::string("probabilities"));
    // Row-major: the second value is the weight of the second input.
    float second = 0;
    std::memcpy(&second, graph.initializer(0).raw_data().data() + sizeof(float), sizeof second);
    QCOMPARE(second, static_cast<float>(fullModel().weights[7]));
  }

  void otherOutputsHaveTheirNames_data() {
    QTest::addColumn<Activation>("activation");
    QTest::addColumn<QString>("names");
    QTest::newRow("linear") << Activation::Linear << "logits";
    QTest::newRow("relu") << Activation::Relu << "logits outputs";
    QTest::newRow("sigmoid") << Activation::Sigmoid << "logits outputs";
    QTest::newRow("tanh") << Activation::Tanh << "logits outputs";
    QTest::newRow("softmax") << Activation::Softmax << "logits probabilities";
  }
  void otherOutputsHaveTheirNames() {
    QFETCH(Activation, activation);
    QFETCH(QString, names);
    onnx::ModelProto proto;
    const Bytes bytes = writeOnnx(randomModel({}, {{.units = 2, .activation = activation, .frozen = false}}));
    QVERIFY(proto.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())));
    QStringList written;
    for (const auto& output : proto.graph().output()) written << QString::fromStdString(output.name());
    QCOMPARE(written.join(' '), names);
  }

  /// What other tools write for the same three units.
  void foreignModelsAreFolded_data() {
    QTest::addColumn<OnnxBuilder>("model");
    const std::vector<float> rows = {1, 2, 3, 4, 5, 6};
    const std::vector<float> transposed = {1, 3, 5, 2, 4, 6};
    QTest::newRow("plain") << plainOnnx();

    OnnxBuilder gemm;
    gemm.floats("w", {2, 3}, transposed)
        .floats("b", {1, 3}, {7, 8, 9})
        .node("Gemm", {"x", "w", "b"}, "y")
        .output("y");
    QTest::newRow("transB = 0") << gemm;

    OnnxBuilder scaled;
    scaled.floats("w", {3, 2}, {2, 4, 6, 8, 10, 12}).floats("b", {3}, {14, 16, 18});
    scaled.node("Gemm", {"x", "w", "b"}, "y")
        .with("transB", 1)
        .withFloat("alpha", 0.5F)
        .withFloat("beta", 0.5F)
        .output("y");
    QTest::newRow("alpha and beta") << scaled;

    OnnxBuilder matMul;
    matMul.floats("w", {2, 3}, transposed).floats("b", {3}, {7, 8, 9});
    matMul.node("MatMul", {"x", "w"}, "z").node("Add", {"b", "z"}, "y").output("y");
    QTest::newRow("MatMul and Add") << matMul;

    OnnxBuilder twice;
    twice.floats("w", {2, 3}, transposed).floats("b", {3}, {6, 7, 8}).floats("one", {}, {1});
    twice.node("Gemm", {"x", "w", "b"}, "z").node("Add", {"z", "one"}, "y").output("y");
    QTest::newRow("two biases") << twice;

    OnnxBuilder listed = plainOnnx();
    for (auto& tensor : *listed.graph().mutable_initializer()) {
      std::vector<float> values(tensor.raw_data().size() / sizeof(float));
      std::memcpy(values.data(), tensor.raw_data().data(), tensor.raw_data().size());
      tensor.clear_raw_data();
      tensor.mutable_float_data()->Add(values.begin(), values.end());
    }
    QTest::newRow("float_data") << listed;

    OnnxBuilder constants;
    constants.node("Constant", {}, "w")
        .withTensor({3, 2}, rows)
        .node("Constant", {}, "b0")
        .withTensor({3}, {7, 8, 9});
    constants.node("Identity", {"b0"}, "b").node("Gemm", {"x", "w", "b"}, "y").with("transB", 1).output("y");
    QTest::newRow("Constant and Identity") << constants;

    OnnxBuilder image({0, 1, 1, 2});
    image.floats("w", {3, 2}, rows).floats("b", {3}, {7, 8, 9});
    image.node("Flatten", {"x"}, "flat").node("Gemm", {"flat", "w", "b"}, "y").with("transB", 1).output("y");
    QTest::newRow("Flatten") << image;

    for (const auto& [name, shape] : {std::pair("Reshape -1", std::vector<std::int64_t>{-1, 2}),
                                      std::pair("Reshape 0", std::vector<std::int64_t>{0, -1})}) {
      OnnxBuilder reshaped({0, 1, 2});
      reshaped.floats("w", {3, 2}, rows).floats("b", {3}, {7, 8, 9}).integers("s", shape);
      reshaped.node("Reshape", {"x", "s"}, "flat")
          .node("Gemm", {"flat", "w", "b"}, "y")
          .with("transB", 1)
          .output("y");
      QTest::newRow(name) << reshaped;
    }

    OnnxBuilder idle({0, 0});
    idle.floats("w", {3, 2}, rows).floats("b", {3}, {7, 8, 9}).floats("unused", {1}, {0});
    idle.node("Dropout", {"x"}, "d").withFloat("ratio", 0.5F).node("Identity", {"d"}, "i");
    idle.node("Gemm", {"i", "w", "b"}, "y").with("transB", 1).output("y");
    QTest::newRow("Dropout, open input") << idle;

    OnnxBuilder old = plainOnnx();
    old.proto.set_ir_version(3);
    old.proto.mutable_opset_import(0)->set_version(7);
    OnnxBuilder::declare(old.graph().add_input(), "w", {3, 2});
    OnnxBuilder::declare(old.graph().add_input(), "b", {3});
    QTest::newRow("weights as inputs") << old;

    OnnxBuilder recent = plainOnnx();
    recent.proto.set_ir_version(10);
    recent.proto.mutable_opset_import(0)->set_version(21);
    recent.proto.mutable_opset_import(0)->set_domain("ai.onnx");
    recent.proto.add_opset_import()->set_domain("com.example.unused");
    QTest::newRow("opset 21") << recent;
  }
  void foreignModelsAreFolded() {
    QFETCH(OnnxBuilder, model);
    const auto read = readOnnx(model.bytes(), "foreign.onnx");
    QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
    QCOMPARE(read->network.layers.size(), std::size_t{1});
    QVERIFY(read->network.layers[0] ==
            (LayerSpec{.units = 3, .activation = Activation::Linear, .frozen = false}));
    QCOMPARE(read->shape.size(), 2);
    QVERIFY(isSameBits(read->weights, plainWeights()));
    QVERIFY(read->classNames.empty() && read->facts.empty());
  }

  void aLayerWithoutBiasHasNone() {
    OnnxBuilder model;
    model.floats("w", {2, 3}, {1, 3, 5, 2, 4, 6}).node("MatMul", {"x", "w"}, "y").output("y");
    const auto read = readOnnx(model.bytes(), "m");
    QVERIFY(read);
    QVERIFY(!read->network.layers[0].bias);
    QVERIFY(isSameBits(read->weights, plainWeights().head<6>()));
  }

  void activationsAreFolded() {
    OnnxBuilder model = plainOnnx();
    model.floats("v", {3, 2}, {1, 2, 3, 4, 5, 6});
    model.node("Sigmoid", {"y"}, "a")
        .node("Dropout", {"a"}, "d")
        .node("MatMul", {"d", "v"}, "z")
        .node("Softmax", {"z"}, "p");
    model.with("axis", 1).output("p");
    const auto read = readOnnx(model.bytes(), "m");
    QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
    QCOMPARE(read->network.layers.size(), std::size_t{2});
    QVERIFY(read->network.layers[0].activation == Activation::Sigmoid);
    QVERIFY(read->network.layers[1].activation == Activation::Softmax);
  }

  void theImagesShapeComesFromTheInput() {
    OnnxBuilder model({0, 3, 2, 4});
    model.floats("w", {1, 24}, std::vector<float>(24, 1)).node("Flatten", {"x"}, "f");
    model.node("Gemm", {"f", "w"}, "y").with("transB", 1).output("y");
    const auto read = readOnnx(model.bytes(), "m");
    QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
    QVERIFY(read->shape == (Shape{.channels = 3, .height = 2, .width = 4}));
  }

  void writingRefusesAModelThatDoesNotFit() {
    TrainedModel model = fullModel();
    model.weights.conservativeResize(3);
    QVERIFY_THROWS_EXCEPTION(std::logic_error, writeOnnx(model));
    model = fullModel();
    model.classNames.pop_back();
    QVERIFY_THROWS_EXCEPTION(std::logic_error, writeOnnx(model));
  }

  void factsCannotHideWhatTheFileNeeds() {
    TrainedModel model = fullModel();
    model.facts["frozen"] = "nonsense";
    model.facts["path"] = "caf\xe9";
    const auto read = readOnnx(writeOnnx(model), "m");
    QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
    QVERIFY(read->network == model.network);
    QCOMPARE(read->facts.at("path"), std::string("caf\xef\xbf\xbd"));
  }
};

PELLUCID_TEST(tst_onnx, TestOnnx)
#include "tst_onnx.moc"
