// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_activations.h"

#include <QtTest>
#include <cmath>

#include "onnx_builder.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// The graph of a builder, which keeps the nodes.
OnnxGraph graphOf(OnnxBuilder& model, const std::vector<std::pair<std::string, float>>& numbers = {}) {
  OnnxGraph graph;
  for (const auto& node : model.graph().node())
    graph.nodes.push_back(
        {.proto = &node, .inputs = {node.input().begin(), node.input().end()}, .output = node.output(0)});
  for (const auto& [name, value] : numbers) graph.constants[name] = onnxFloats({}, {value});
  for (const auto& output : model.graph().output()) graph.outputs.push_back(output.name());
  return graph;
}

}  // namespace

class TestOnnxActivations : public QObject {
  Q_OBJECT

 private slots:
  /// Compared with the formulas in ONNX's own documentation.
  void operatorsCompute() {
    OnnxBuilder model;
    const auto at = [&model](double x) { return *elementwise(model.lastNode(), std::vector<double>{x}); };
    model.node("Selu", {"x"}, "y");
    QVERIFY(std::abs(at(-1) + 1.11133072) < 1e-6);
    model.node("Celu", {"x"}, "y").withFloat("alpha", 2);
    QVERIFY(std::abs(at(-2) - 2 * (std::exp(-1.0) - 1)) < 1e-12);
    model.node("HardSigmoid", {"x"}, "y");
    QVERIFY(std::abs(at(1) - 0.7) < 1e-7 && at(9) == 1 && at(-9) == 0);
    model.node("Mish", {"x"}, "y");
    QVERIFY(std::abs(at(1) - std::tanh(std::log(1 + std::exp(1.0)))) < 1e-12);
    model.node("Add", {"x"}, "y");
    QVERIFY(!elementwise(model.lastNode(), std::vector<double>{1}));
  }

  void oneOperatorIsKnownByItsNumbers() {
    OnnxBuilder model;
    model.node("LeakyRelu", {"x"}, "a").withFloat("alpha", 0.01F).node("Elu", {"a"}, "b").output("b");
    OnnxGraph graph = graphOf(model);
    recogniseActivations(graph);
    QVERIFY(graph.nodes[0].activation == Activation::LeakyRelu);
    QVERIFY(graph.nodes[1].activation == Activation::Elu);
    OnnxBuilder other;
    other.node("LeakyRelu", {"x"}, "a").withFloat("alpha", 0.02F).output("a");
    graph = graphOf(other);
    recogniseActivations(graph);
    QVERIFY(!graph.nodes[0].activation);
  }

  void severalNodesBecomeOne() {
    OnnxBuilder model;
    model.node("Sigmoid", {"x"}, "s").node("Mul", {"s", "x"}, "y").output("y");
    OnnxGraph graph = graphOf(model);
    recogniseActivations(graph);
    QCOMPARE(graph.nodes.size(), std::size_t{1});
    QVERIFY(graph.nodes[0].activation == Activation::Silu);
    QCOMPARE(graph.nodes[0].inputs, std::vector<std::string>{"x"});
    // log(1 + e^x), composed of nodes
    OnnxBuilder soft;
    soft.node("Exp", {"x"}, "e").node("Add", {"one", "e"}, "s").node("Log", {"s"}, "y").output("y");
    graph = graphOf(soft, {{"one", 1}});
    recogniseActivations(graph);
    QVERIFY(graph.nodes.size() == 1 && graph.nodes[0].activation == Activation::Softplus);
  }

  /// If a value from within is used elsewhere, the nodes cannot become one.
  void whatIsUsedElsewhereStays() {
    OnnxBuilder model;
    model.node("Sigmoid", {"x"}, "s").node("Mul", {"s", "x"}, "y").output("y").output("s");
    OnnxGraph graph = graphOf(model);
    recogniseActivations(graph);
    QCOMPARE(graph.nodes.size(), std::size_t{2});
    QVERIFY(graph.nodes[0].activation == Activation::Sigmoid && !graph.nodes[1].activation);
  }

  void arithmeticIsNoActivation() {
    OnnxBuilder model;
    model.node("Mul", {"x", "two"}, "a").node("Add", {"a", "two"}, "y").output("y");
    OnnxGraph graph = graphOf(model, {{"two", 2}});
    recogniseActivations(graph);
    QCOMPARE(graph.nodes.size(), std::size_t{2});
    QVERIFY(!graph.nodes[0].activation && !graph.nodes[1].activation);
  }
};

PELLUCID_TEST(tst_onnx_activations, TestOnnxActivations)
#include "tst_onnx_activations.moc"
