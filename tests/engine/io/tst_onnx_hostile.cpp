// SPDX-License-Identifier: GPL-3.0-or-later
// ONNX files that are damaged, lie or hold what Pellucid does not support: each must give an error that names
// the file.
#include <QtTest>
#include <limits>

#include "engine/io/onnx.h"
#include "io_test_data.h"
#include "onnx_builder.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestOnnxHostile : public QObject {
  Q_OBJECT

 private slots:
  void refuses_data() {
    QTest::addColumn<OnnxBuilder>("model");
    QTest::addColumn<QByteArray>("part");
    const auto add = [](const char* name, const char* part, const std::function<void(OnnxBuilder&)>& change) {
      OnnxBuilder model = plainOnnx();
      change(model);
      QTest::newRow(name) << model << QByteArray(part);
    };
    using B = OnnxBuilder;
    const auto weight = [](B& m) -> onnx::TensorProto& { return *m.graph().mutable_initializer(0); };

    add("IR 2", "IR version 2", [](B& m) { m.proto.set_ir_version(2); });
    add("IR 14", "IR version 14", [](B& m) { m.proto.set_ir_version(14); });
    add("opset 25", "operator set 25", [](B& m) { m.proto.mutable_opset_import(0)->set_version(25); });
    add("opset 6", "operator set 6", [](B& m) { m.proto.mutable_opset_import(0)->set_version(6); });
    add("opset 99", "operator set 99", [](B& m) { m.proto.mutable_opset_import(0)->set_version(99); });
    add("no opset", "does not say", [](B& m) { m.proto.clear_opset_import(); });
    add("two opsets", "imported twice", [](B& m) { m.proto.add_opset_import()->set_version(9); });
    add("no graph", "not an ONNX model", [](B& m) { m.proto.clear_graph(); });

    add("external", "lies in another file", [&](B& m) {
      weight(m).set_data_location(onnx::TensorProto::EXTERNAL);
      auto* location = weight(m).add_external_data();
      location->set_key("location");
      location->set_value("../../../etc/passwd");
    });
    add("external, hidden", "lies in another file",
        [&](B& m) { weight(m).add_external_data()->set_key("location"); });
    add("external constant", "lies in another file", [](B& m) {
      m.node("Constant", {}, "c").withTensor({1}, {1});
      m.lastNode().mutable_attribute(0)->mutable_t()->set_data_location(onnx::TensorProto::EXTERNAL);
    });
    add("short data", "takes 24 bytes, but 20 bytes",
        [&](B& m) { weight(m).mutable_raw_data()->resize(20); });
    add("long data", "takes 24 bytes, but 28 bytes", [&](B& m) { weight(m).mutable_raw_data()->resize(28); });
    add("no data", "takes 24 bytes, but 0 bytes", [&](B& m) { weight(m).clear_raw_data(); });
    add("data twice", "data twice", [&](B& m) { weight(m).add_float_data(1); });
    add("negative size", "impossible shape [-3, 2]", [&](B& m) { weight(m).set_dims(0, -3); });
    add("zero size", "shape [0, 2]", [&](B& m) {
      weight(m).set_dims(0, 0);
      weight(m).set_raw_data("");
    });
    add("10^12 values", "but 24 bytes", [&](B& m) {
      weight(m).set_dims(0, 1'000'000);
      weight(m).set_dims(1, 1'000'000);
    });
    add("overflow", "impossible shape", [&](B& m) {
      weight(m).set_dims(0, std::int64_t{1} << 62);
      weight(m).set_dims(1, 4);
    });
    add("overflow to the size", "impossible shape", [&](B& m) {
      weight(m).set_dims(0, (std::int64_t{1} << 61) + 3);
      weight(m).set_dims(1, 8);
    });
    add("segment", "segments", [&](B& m) { weight(m).mutable_segment()->set_begin(0); });
    add("half", "takes 12 bytes, but 24 bytes",
        [&](B& m) { weight(m).set_data_type(onnx::TensorProto::FLOAT16); });
    add("double", "takes 48 bytes, but 24 bytes",
        [&](B& m) { weight(m).set_data_type(onnx::TensorProto::DOUBLE); });
    add("complex", "element type 14", [&](B& m) { weight(m).set_data_type(onnx::TensorProto::COMPLEX64); });
    add("texts as weights", "but 0 texts", [&](B& m) {
      weight(m).clear_raw_data();
      weight(m).set_data_type(onnx::TensorProto::STRING);
    });
    for (const char* location : {"/etc/passwd", "folder/data", "..", "C:\\data", "./../data", "a\\b"})
      add(location, "lies in another file", [&](B& m) {
        weight(m).clear_raw_data();
        weight(m).set_data_location(onnx::TensorProto::EXTERNAL);
        auto* entry = weight(m).add_external_data();
        entry->set_key("location");
        entry->set_value(location);
      });
    add("data that are not there", "is not beside the model", [&](B& m) {
      weight(m).clear_raw_data();
      weight(m).set_data_location(onnx::TensorProto::EXTERNAL);
      auto* entry = weight(m).add_external_data();
      entry->set_key("location");
      entry->set_value("weights.data");
    });
    add("no type", "element type 0", [&](B& m) { weight(m).clear_data_type(); });
    add("integer weight", "in float32", [](B& m) {
      m.integers("i", {1, 2});
      m.graph().mutable_node(0)->set_input(1, "i");
    });
    add("sparse", "sparse", [](B& m) { m.graph().add_sparse_initializer(); });
    add("NaN", "layer 1, tensor \"w\" has nan, which is not a finite number", [&](B& m) {
      const float nan = std::numeric_limits<float>::quiet_NaN();
      std::memcpy(weight(m).mutable_raw_data()->data() + 8, &nan, sizeof nan);
    });
    add("infinite bias", "layer 1, tensor \"b\" has inf, which is not a finite number", [](B& m) {
      const float infinite = std::numeric_limits<float>::infinity();
      std::memcpy(m.graph().mutable_initializer(1)->mutable_raw_data()->data(), &infinite, sizeof infinite);
    });
    add("infinite alpha", "layer 1, tensor \"w\" has inf",
        [](B& m) { m.withFloat("alpha", std::numeric_limits<float>::infinity()); });

    add("a chain without end", "more than 2000 nodes", [](B& m) {
      std::string last = "y";
      for (int i = 0; i < 3000; ++i) {
        const std::string next = "r" + std::to_string(i);
        m.node("Relu", {last}, next);
        last = next;
      }
      m.output(last);
    });
    add("two inputs", "several inputs", [](B& m) {
      B::declare(m.graph().add_input(), "x2", {0, 2});
      m.node("Add", {"y", "x2"}, "s").output("s");
    });
    add("no input", "takes \"x\", which does not exist", [](B& m) { m.graph().clear_input(); });
    add("input of texts", "not a tensor of numbers", [](B& m) {
      m.graph().mutable_input(0)->mutable_type()->mutable_tensor_type()->set_elem_type(
          onnx::TensorProto::STRING);
    });
    add("sequence input", "not a tensor of numbers", [](B& m) { m.graph().mutable_input(0)->clear_type(); });
    const auto dimension = [](B& m, int i) -> onnx::TensorShapeProto::Dimension& {
      return *m.graph().mutable_input(0)->mutable_type()->mutable_tensor_type()->mutable_shape()->mutable_dim(
          i);
    };
    add("negative input", "dimension 1 of its input", [&](B& m) { dimension(m, 1).set_dim_value(-1); });
    add("huge input", "dimension 1 of its input",
        [&](B& m) { dimension(m, 1).set_dim_value(std::int64_t{1} << 62); });
    add("other input", "weights for 2 inputs, but 5 come in",
        [&](B& m) { dimension(m, 1).set_dim_value(5); });
    add("image without Flatten", "a Flatten before it is needed",
        [](B& m) { B::declare(m.graph().mutable_input(0), "x", {1}); });
    add("one dimension", "has 1 dimensions", [](B& m) {
      m.graph().mutable_input(0)->clear_type();
      B::declare(m.graph().mutable_input(0), "x", {2});
    });

    add("dangling", "takes \"nowhere\", which does not exist",
        [](B& m) { m.graph().mutable_node(0)->set_input(1, "nowhere"); });
    add("dangling bias", "takes \"nowhere\"",
        [](B& m) { m.graph().mutable_node(0)->set_input(2, "nowhere"); });
    add("dangling output", "output \"q\" is not made by any node", [](B& m) { m.output("q"); });
    add("no output", "has no output", [](B& m) { m.graph().clear_output(); });
    add("cycle", "made from its own value: a cycle", [](B& m) {
      m.graph().mutable_node(0)->set_input(0, "z");
      m.node("Relu", {"y"}, "z").output("z");
    });
    add("own input", "made from its own value: a cycle",
        [](B& m) { m.graph().mutable_node(0)->set_input(0, "y"); });
    add("double tensor", "two tensors have the name \"w\"", [](B& m) { m.floats("w", {1}, {1}); });
    add("double value", "two values have the name \"y\"", [](B& m) { m.node("Relu", {"y"}, "y"); });
    add("value named like a tensor", "two values have the name \"b\"",
        [](B& m) { m.node("Relu", {"y"}, "b"); });
    add("value named like the input", "two values have the name \"x\"",
        [](B& m) { m.node("Relu", {"y"}, "x"); });
    add("branch", "only plain chains", [](B& m) {
      m.floats("v", {3, 2}, {1, 2, 3, 4, 5, 6})
          .node("MatMul", {"y", "v"}, "z")
          .node("Add", {"z", "x"}, "s")
          .output("s");
    });
    add("data times data", "only plain chains", [](B& m) { m.node("MatMul", {"y", "y"}, "z").output("z"); });
    add("weight times data", "first input", [](B& m) { m.node("MatMul", {"w", "y"}, "z").output("z"); });
    add("no layer", "no layer with weights", [](B& m) {
      m.graph().clear_node();
      m.graph().clear_output();
      m.output("x");
    });

    add("nothing but an activation", "no layer with weights", [](B& m) {
      m.graph().clear_node();
      m.node("Relu", {"x"}, "y");
    });
    add("wide bias", "adds \"b6\" of shape [6] to 3 outputs", [](B& m) {
      m.floats("b6", {6}, {1, 2, 3, 4, 5, 6}).node("Add", {"y", "b6"}, "s").output("s");
    });
    add("column bias", "of shape [3, 1]", [](B& m) {
      m.floats("c", {3, 1}, {1, 2, 3}).node("Add", {"y", "c"}, "s").output("s");
    });
    add("flat weight", "two dimensions", [&](B& m) {
      weight(m).clear_dims();
      weight(m).add_dims(6);
    });
    add("Flatten axis", "only axis 1",
        [](B& m) { m.node("Flatten", {"y"}, "f").with("axis", 0).output("f"); });
    add("Softmax axis", "only one over all answers",
        [](B& m) { m.node("Softmax", {"y"}, "p").with("axis", 0).output("p"); });
    add("Reshape mixes samples", "does not keep each sample to itself", [](B& m) {
      m.integers("s", {-1, 6}).node("Reshape", {"y", "s"}, "r").output("r");
    });
    add("Reshape to one", "does not keep each sample to itself", [](B& m) {
      m.integers("s", {1, -1}).node("Reshape", {"y", "s"}, "r").output("r");
    });
    add("Reshape to all", "does not keep each sample to itself", [](B& m) {
      m.integers("s", {-1, -1}).node("Reshape", {"y", "s"}, "r").output("r");
    });
    add("a shape of its own values", "only plain chains", [](B& m) {
      m.node("Reshape", {"y", "y"}, "r").output("r");
    });
    add("Transpose of samples", "mixes samples", [](B& m) {
      m.node("Transpose", {"y"}, "t").output("t");
      for (const int axis : {1, 0}) {
        auto* perm = m.lastNode().attribute_size() == 0 ? m.lastNode().add_attribute()
                                                        : m.lastNode().mutable_attribute(0);
        perm->set_name("perm");
        perm->set_type(onnx::AttributeProto::INTS);
        perm->add_ints(axis);
      }
    });
    add("constants that grow", "only plain chains", [](B& m) {
      m.integers("c", std::vector<std::int64_t>(1000, 1));
      std::string last = "c";
      for (int i = 0; i < 30; ++i) {  // 10^12 numbers
        const std::string next = "c" + std::to_string(i);
        m.node("Concat", {last, last}, next).with("axis", 0);
        last = next;
      }
      m.node("Reshape", {"y", last}, "r").output("r");
    });
    add("Dropout in training", "export it for inference", [](B& m) {
      m.integers("t", {1}).floats("r", {}, {0.5F}).node("Dropout", {"y", "r", "t"}, "d").output("d");
    });

    add("class names", "pellucid.class_names must be a list of 3 texts", [](B& m) {
      auto* property = m.proto.add_metadata_props();
      property->set_key("pellucid.class_names");
      property->set_value("[\"a\", \"b\"]");
    });
    for (const auto& [key, value] :
         {std::pair("frozen", "[1]"), std::pair("frozen", "[true, true]"), std::pair("frozen", "x"),
          std::pair("initializer", "lecunn"), std::pair("sample_shape", "[1, 1, 3]"),
          std::pair("sample_shape", "[0, 1, 2]"), std::pair("sample_shape", "[-1, -1, 2]"),
          std::pair("sample_shape", "[4294967296, 4294967296, 2]"), std::pair("sample_shape", "[2]")})
      add((std::string(key) + value).c_str(), (std::string("pellucid.") + key + " must").c_str(), [&](B& m) {
        auto* property = m.proto.add_metadata_props();
        property->set_key(std::string("pellucid.") + key);
        property->set_value(value);
      });
    add("double metadata", "twice", [](B& m) {
      for (int i = 0; i < 2; ++i) m.proto.add_metadata_props()->set_key("pellucid.seed");
    });
    add("too many units", "100001 units", [](B& m) {
      m.floats("v", {3, 100'001}, std::vector<float>(300'003)).node("MatMul", {"y", "v"}, "z").output("z");
    });
    add("too many layers", "65 layers", [](B& m) {
      for (int i = 0; i < 64; ++i) {
        const std::string n = std::to_string(i);
        m.floats("v" + n, {3, 3}, std::vector<float>(9))
            .node("MatMul", {i == 0 ? "y" : "z" + std::to_string(i - 1), "v" + n}, "z" + n);
      }
      m.output("z63");
    });
  }
  void refuses() {
    QFETCH(OnnxBuilder, model);
    QFETCH(QByteArray, part);
    expectOnnxRefused(model.bytes(), part);
  }

  void everyUnsupportedNodeIsListed() {
    OnnxBuilder model = plainOnnx();
    model.node("ConvTranspose", {"y", "w"}, "a")
        .node("Relu", {"a"}, "r")
        .node("Mish", {"r"}, "g")
        .node("Relu", {"g"}, "c");
    model.lastNode().set_domain("com.evil");
    model.node("Gemm", {"c", "w"}, "t").with("transA", 1).node("If", {"t"}, "i");
    model.lastNode().add_attribute()->set_name("then_branch");
    model.lastNode().clear_name();
    model.node("Dropout", {"i"}, "d").with("mystery", 1).node("Add", {"d"}, "s").output("s");
    const auto read = readOnnx(model.bytes(), "m");
    QVERIFY(!read);
    QVERIFY2(says(read.error().text(),
                  {"7 of its 9 nodes", "ConvTranspose \"n2\"", "Mish \"n4\"", "\"com.evil\"",
                   "Gemm \"n6\" (with transA", "If \"i\"", "\"mystery\"", "Add \"n9\" (with 1 inputs)"}),
             read.error().text().c_str());
  }

  void namesInMessagesAreHarmless() {
    OnnxBuilder model = plainOnnx();
    model.node(std::string(1 << 20, 'A') + "\n", {"y"}, "z").output("z");
    model.lastNode().set_name(std::string("\x1b[2J\r\n<script>\0", 15) + std::string(1 << 20, 'x'));
    const auto read = readOnnx(model.bytes(), "m");
    QVERIFY(!read);
    QVERIFY(read.error().text().size() < 1000);
    for (const char c : read.error().text()) QVERIFY(static_cast<unsigned char>(c) >= 0x20);
  }

  void deepNestingIsRefused() {
    // An If in an If in an If …
    onnx::GraphProto inner;
    for (int i = 0; i < 200; ++i) {
      onnx::GraphProto outer;
      *outer.add_node()->add_attribute()->mutable_g() = inner;
      inner.Swap(&outer);
    }
    OnnxBuilder model = plainOnnx();
    *model.proto.mutable_graph()->add_node()->add_attribute()->mutable_g() = inner;
    const auto read = readOnnx(model.bytes(), "deep.onnx");
    QVERIFY(!read);
    QVERIFY(says(read.error().text(), {"deep.onnx"}));
  }

  /// A few bytes of nothing become a hundred times as much memory: 8 MiB of empty nodes would take 1 GiB.
  void swellingMessagesAreRefused() {
    std::string graph;
    for (int i = 0; i < 4 << 20; ++i) graph += std::string("\x0a\x00", 2);  // node {}
    OnnxBuilder model = plainOnnx();
    Bytes bytes = model.bytes();
    bytes.push_back(0x3a);  // graph, appended to the one before
    for (std::size_t size = graph.size();; size >>= 7) {
      bytes.push_back(static_cast<std::uint8_t>((size & 0x7f) | (size > 0x7f ? 0x80 : 0)));
      if (size <= 0x7f) break;
    }
    bytes.insert(bytes.end(), graph.begin(), graph.end());
    const auto read = readOnnx(bytes, "swollen.onnx");
    QVERIFY(!read);
    QVERIFY2(says(read.error().text(), {"swollen.onnx", "MiB of memory"}), read.error().text().c_str());
  }

  void otherFilesAreRefused() {
    for (const std::string& text :
         {std::string(), std::string("hello"), std::string(100, '\0'), std::string(100, '\xff')}) {
      const auto read = readOnnx(bytesOf(text), "other.onnx");
      QVERIFY(!read);
      QVERIFY(says(read.error().text(), {"other.onnx"}));
    }
  }

  void survivesDamage() {
    const TrainedModel model =
        randomModel({.channels = 1, .height = 2, .width = 2},
                    {{.units = 3, .activation = Activation::Relu, .frozen = false},
                     {.units = 2, .activation = Activation::Softmax, .frozen = false}});
    const Bytes bytes = writeOnnx(model);
    int whole = 0;
    forEachTruncation(bytes, 1, [&](const Bytes& damaged) {
      const auto read = readOnnx(damaged, "cut.onnx");
      if (!read) {
        QVERIFY(says(read.error().text(), {"cut.onnx"}));
        return;
      }
      // The metadata come last; without some of them, a file is still a complete model.
      ++whole;
      QVERIFY(isSameBits(read->weights, model.weights));
    });
    QCOMPARE(whole, 3);
    forEachFlip(bytes, 1, [](const Bytes& damaged) {
      const auto read = readOnnx(damaged, "flipped.onnx");
      if (!read) {
        QVERIFY(says(read.error().text(), {"flipped.onnx"}));
        return;
      }
      QVERIFY(read->weights.allFinite());
      QCOMPARE(read->weights.size(), parameterCount(read->network, read->shape));
    });
  }
};

PELLUCID_TEST(tst_onnx_hostile, TestOnnxHostile)
#include "tst_onnx_hostile.moc"
